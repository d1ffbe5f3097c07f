// @ts-check
// `npm run fuzz -- --requests <n> --seed <n>`: mutated posts against a real server, as many as wanted.
import { parseArgs } from 'node:util';
import { findBrowser } from './browser.mjs';
import { build } from './build.mjs';
import { installPackages } from './install.mjs';
import { endOnFailure } from './prepare.mjs';
import { runFuzz } from './stages.mjs';
import { workspace } from './workspace.mjs';

const { requests, seed } = parseArgs({
  options: { requests: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
}).values;
if (!/^[1-9]\d*$/.test(requests) || !/^\d+$/.test(seed)) {
  console.error('--requests and --seed take whole numbers, such as 100000 and 7.');
  process.exit(1);
}
process.chdir(workspace);
await endOnFailure(async () => {
  await installPackages();
  await findBrowser();
  await build();
});
process.exitCode = await runFuzz({ requests, seed });
