import { defineConfig } from 'vitest/config';

// Type-aware lint reads whole projects at its first file.
export default defineConfig({ test: { name: 'tools', include: ['**/*.spec.ts'], testTimeout: 60_000 } });
