import { endpoints, type Endpoint } from '@carillon/contracts';
import { groupBy } from '../group-by.js';

const patterns = [...groupBy(Object.values<Endpoint>(endpoints), (endpoint) => endpoint.path)].map(
  ([path, group]) => ({
    shape: new RegExp(`^${path.replace(/:[a-zA-Z]+/g, '[^/]+')}$`),
    // The framework answers HEAD wherever it answers GET.
    methods: group.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])),
  }),
);

/** The methods an API path accepts, for 405 and its `Allow`; none if there is no such path. */
export function allowedMethods(path: string): string[] {
  return patterns.find((pattern) => pattern.shape.test(path))?.methods ?? [];
}
