import { parser } from '@prometheus-io/lezer-promql';

/** What a query of Prometheus refers to. */
export type QueryParts = { metrics: string[]; labels: string[] };

const spansOfGrafana: Readonly<Record<string, string>> = { $__rate_interval: '1m', $instance: '.*' };

/** Reads a query by Prometheus' own grammar. @throws Error naming the place that is not PromQL */
export function readQuery(query: string): QueryParts {
  // What Grafana puts in before it asks.
  const text = query.replace(/\$[a-z_]+/g, (name) => spansOfGrafana[name] ?? name);
  const parts: QueryParts = { metrics: [], labels: [] };
  parser.parse(text).iterate({
    enter: ({ name, type, from, to }) => {
      if (type.isError) throw new Error(`Not PromQL at ${from}: ${text}`);
      if (name === 'Identifier') parts.metrics.push(text.slice(from, to));
      if (name === 'LabelName') parts.labels.push(text.slice(from, to));
    },
  });
  return parts;
}
