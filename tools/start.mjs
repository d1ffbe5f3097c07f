// @ts-check
// `npm start`: from a fresh clone to a running server. Plain Node, no packages: there may be none yet.
import { nodeVersionProblem } from './node-version.mjs';

const problem = nodeVersionProblem(process.versions.node);
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}
// Only now: older versions of Node cannot even read what follows.
const { prepare } = await import('./prepare.mjs');
await prepare();
const { server } = await import('./build.mjs');
const { pathToFileURL } = await import('node:url');
const { endWithParent } = await import('./parent.mjs');
endWithParent();
// In this very process: signals reach the server itself, and there is nothing to forward or to lose.
await import(pathToFileURL(server).href);
