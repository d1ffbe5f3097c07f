import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['@carillon/source'] },
  ssr: { resolve: { conditions: ['@carillon/source'] } },
  test: { name: 'contracts', include: ['src/**/*.spec.ts'] },
});
