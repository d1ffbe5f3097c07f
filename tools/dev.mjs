// @ts-check
// `npm run dev`: both programs with reload, until Ctrl-C.
import { nodeVersionProblem } from './node-version.mjs';

const problem = nodeVersionProblem(process.versions.node);
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}
const { develop } = await import('./develop.mjs');
await develop();
