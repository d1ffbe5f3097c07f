// @ts-check
// `npm run bench`: installs and builds what is missing, then measures the real server against a bare floor.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findBrowser } from './browser.mjs';
import { prepare } from './prepare.mjs';
import { runStep } from './step.mjs';
import { installed, workspace } from './workspace.mjs';

await prepare();
await findBrowser();
await runStep({
  title: 'Building the benchmark',
  program: installed('tsc'),
  args: ['--build', 'bench/tsconfig.app.json'],
  cwd: workspace,
});
await import(pathToFileURL(join(workspace, 'bench/dist/main.js')).href);
