import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['@carillon/source'] },
  ssr: { resolve: { conditions: ['@carillon/source'] } },
  test: { name: 'message-format', include: ['src/**/*.spec.ts'] },
});
