import { defineConfig } from 'vitest/config';

const shared = {
  resolve: { conditions: ['@carillon/source'] },
  ssr: { resolve: { conditions: ['@carillon/source'] } },
};

export default defineConfig({
  ...shared,
  test: {
    projects: [
      {
        ...shared,
        test: { name: 'api-unit', include: ['src/**/*.spec.ts'], setupFiles: ['reflect-metadata'] },
      },
      {
        ...shared,
        test: {
          name: 'api-int',
          include: ['src/**/*.int-spec.ts'],
          setupFiles: ['reflect-metadata'],
          globalSetup: ['test/support/database.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
