import { defineConfig, devices } from '@playwright/test';

/** A browser of the system, where `npm test` found one; otherwise Playwright's own. */
const executablePath = process.env['CARILLON_BROWSER'];

export default defineConfig({
  // What people do, and what programs that nobody here wrote do.
  projects: [
    { name: 'journeys', testDir: './journeys' },
    { name: 'senders', testDir: './senders' },
    // Pictures for the documents; see tools/screens.mjs.
    { name: 'screens', testDir: './screens' },
  ],
  outputDir: './test-results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
