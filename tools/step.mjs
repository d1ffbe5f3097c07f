// @ts-check
import { spawn } from 'node:child_process';

/**
 * @typedef {object} Command
 * @property {string} title what it does, as the operator reads it: "Installing packages"
 * @property {string} program
 * @property {string[]} args
 * @property {string} [cwd]
 * @property {Record<string, string>} [env] added to ours
 * @property {string} [advice] what to do when it fails
 */

/** A step that failed: the message is the whole text for the operator. */
export class StepFailed extends Error {
  /** @override */
  name = 'StepFailed';
}

/** A step that still runs after this long reports that it does, and again after each such time. */
const reportEveryMs = 10_000;

/**
 * Runs a command with one line about it at its beginning and its end, and its output only when it fails.
 * @param {Command} command
 * @returns {Promise<void>}
 */
export async function runStep(command) {
  const startedAt = performance.now();
  const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${command.title} ...`);
  const report = setInterval(
    () => console.log(`${command.title} ... (${seconds()} s so far)`),
    reportEveryMs,
  );
  const { ending, output } = await run(command);
  clearInterval(report);
  if (ending !== undefined) throw new StepFailed(describeFailure(command, ending, output));
  console.log(`${command.title}: done in ${seconds()} s`);
}

/**
 * @param {Command} command
 * @returns {Promise<{ ending: string | undefined, output: string }>} no ending means success
 */
function run({ program, args, cwd, env }) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    /** @type {Buffer[]} */
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
    const output = () => Buffer.concat(chunks).toString('utf8').trim();
    child.once('error', (error) => resolve({ ending: error.message, output: output() }));
    child.once('close', (code, signal) => {
      resolve({
        ending: code === 0 ? undefined : signal ? `signal ${signal}` : `exit code ${code}`,
        output: output(),
      });
    });
  });
}

/**
 * @param {Command} command
 * @param {string} ending
 * @param {string} output
 */
function describeFailure({ title, program, args, advice }, ending, output) {
  const line = `${title} failed (${ending}). The command was: ${[program, ...args].join(' ')}`;
  return [output, line, advice].filter(Boolean).join('\n');
}
