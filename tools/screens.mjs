// @ts-check
// `npm run screens`: takes the pictures of every screen in docs/screens anew, light and dark, desktop and phone.
import { findBrowser } from './browser.mjs';
import { build } from './build.mjs';
import { installPackages } from './install.mjs';
import { endOnFailure } from './prepare.mjs';
import { runStep } from './step.mjs';
import { installed, workspace } from './workspace.mjs';

process.chdir(workspace);
await endOnFailure(async () => {
  await installPackages();
  await findBrowser();
  await build();
  await runStep({
    title: 'Taking pictures',
    program: installed('playwright'),
    args: ['test', '-c', 'e2e/playwright.config.ts', '--project=screens', '--workers=1'],
    cwd: workspace,
  });
});
