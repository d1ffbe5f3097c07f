import { defineConfig } from 'vitest/config';

// Each project says itself what its tests need; `npx vitest run --project <name>` runs one of them.
export default defineConfig({
  test: {
    projects: [
      'libs/*/vitest.config.ts',
      'apps/api/vitest.config.ts',
      'apps/web/vite.config.ts',
      'tools/vitest.config.ts',
    ],
  },
});
