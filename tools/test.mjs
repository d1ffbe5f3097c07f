// @ts-check
// `npm test`: installs what is missing, then every check there is. `--only <stage>`, `--repeat <n>`, `--long`.
import { nodeVersionProblem } from './node-version.mjs';

const problem = nodeVersionProblem(process.versions.node);
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}
const { runChecks } = await import('./check.mjs');
process.exitCode = await runChecks(process.argv.slice(2));
