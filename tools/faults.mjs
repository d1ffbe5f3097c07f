// @ts-check
// `npm run faults`: installs and builds what is missing, then breaks the real server and keeps books.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { endOnFailure, prepare } from './prepare.mjs';
import { buildFaults } from './build.mjs';
import { workspace } from './workspace.mjs';

await prepare();
await endOnFailure(buildFaults);
await import(pathToFileURL(join(workspace, 'faults/dist/main.js')).href);
