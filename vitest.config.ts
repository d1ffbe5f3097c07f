import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import api from './apps/api/vitest.config.js';

// Each project says itself what its tests need; `npx vitest run --project <name>` runs one of them.
// Vitest reads no projects inside projects, so those of the api are listed here one by one.
const apiProjects = (api.test?.projects ?? []).map((project) =>
  typeof project === 'object' && 'test' in project
    ? { ...project, root: join(import.meta.dirname, 'apps/api') }
    : project,
);

export default defineConfig({
  test: {
    projects: [
      'libs/*/vitest.config.ts',
      'apps/web/vite.config.ts',
      'bench/vitest.config.ts',
      'faults/vitest.config.ts',
      'tools/vitest.config.ts',
      ...apiProjects,
    ],
  },
});
