import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

/** Where `npm run dev` finds the server. */
const apiOrigin = process.env['CARILLON_API_ORIGIN'] ?? 'http://localhost:3000';

// Our own libraries are read from their sources, so that a change in one shows at once.
const conditions = ['@carillon/source', ...defaultClientConditions];

export default defineConfig({
  plugins: [react()],
  resolve: {
    conditions,
    // The texts of the repository that are pages of the client too.
    alias: { '#docs': join(import.meta.dirname, '../../docs') },
  },
  ssr: { resolve: { conditions: ['@carillon/source', ...defaultServerConditions] } },
  server: {
    proxy: {
      '/api': apiOrigin,
      '/health': apiOrigin,
      '/incomingwebhooks': apiOrigin,
      '/socket.io': { target: apiOrigin, ws: true },
    },
  },
  build: {
    // The content security policy allows no data: fonts or styles, so nothing is inlined.
    assetsInlineLimit: 0,
    // light-dark() carries the theme: these are the first browsers that know it.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // A style sheet of a lazy part that could not be loaded once is never asked for again: there is one for all.
    cssCodeSplit: false,
    sourcemap: true,
  },
  test: {
    name: 'web',
    environment: 'jsdom',
    include: ['src/**/*.spec.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    // It imports JSON without saying so, which Node refuses.
    server: { deps: { inline: ['@actions/workflow-parser'] } },
    css: { modules: { classNameStrategy: 'non-scoped' } },
  },
});
