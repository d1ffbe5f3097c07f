// @ts-check
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';

const workspace = join(import.meta.dirname, '../..');

/** The api's folders: each may import those before it, never those after it. */
const apiOrder = [
  'platform',
  'identity',
  'rooms',
  'presence',
  'attachments',
  'messages',
  'webhooks',
  'search',
  'push',
  'deliveries',
  'ingest',
  'realtime',
];

const apiZones = apiOrder.flatMap((folder, place) => {
  const later = apiOrder.slice(place + 1).map((name) => `./apps/api/src/${name}`);
  const order = {
    target: `./apps/api/src/${folder}`,
    from: later,
    message: `"${folder}" comes before it in the api (${apiOrder.join(' < ')}). Publish an event, or move the rule.`,
  };
  const root = {
    target: `./apps/api/src/${folder}/**/!(*.int-spec).ts`,
    from: './apps/api/src/*.ts',
    message:
      'Features do not know the application that puts them together: take what you need as a parameter.',
  };
  return later.length > 0 ? [order, root] : [root];
});

const webFeatures = readdirSync(join(workspace, 'apps/web/src/features'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const webZones = [
  ...webFeatures.map((feature) => ({
    target: `./apps/web/src/features/${feature}`,
    from: './apps/web/src/features',
    except: [`./${feature}`],
    message:
      'Features do not import each other: put them together in a route of app/, or move the part to shared/.',
  })),
  {
    target: './apps/web/src/features',
    from: './apps/web/src/app',
    message: 'app/ puts features together, so features cannot import it: take what you need as a prop.',
  },
  {
    target: './apps/web/src/shared',
    from: ['./apps/web/src/app', './apps/web/src/features'],
    message: 'shared/ knows nothing of the product: move the product part into its feature, or pass it in.',
  },
];

/** Inside an application: which folder may import which. */
export const betweenFolders = [
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [
        createTypeScriptImportResolver({
          noWarnOnMultipleProjects: true,
          project: [
            'apps/*/tsconfig.json',
            'libs/*/tsconfig.json',
            'bench/tsconfig.json',
            'e2e/tsconfig.json',
            'faults/tsconfig.json',
            'tools/tsconfig.json',
          ].map((path) => join(workspace, path)),
          conditionNames: ['@carillon/source', 'types', 'import', 'node', 'default'],
        }),
      ],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: workspace, zones: [...apiZones, ...webZones] }],
      'no-restricted-exports': [
        'error',
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } },
      ],
    },
  },
  {
    // Their tools read the default export.
    files: ['**/*.config.{ts,mjs}', 'e2e/**/global-*.ts'],
    rules: { 'no-restricted-exports': 'off' },
  },
];
