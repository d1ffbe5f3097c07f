/** SQLSTATE classes that say the database, not the request, is at fault: connection, resources, operator. */
const outageClasses = ['08', '53', '57', '58'];
/** Lock not available: someone held it longer than a request may wait. */
const lockTimeout = '55P03';
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EAI_AGAIN',
]);
/** `pg` gives these no code. */
const driverMessages =
  /^(timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end)/;

/** Whether an error means that the database is away, paused, full or shutting down, so that 503 is the answer. */
export function isDatabaseOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (networkCodes.has(code) || code === lockTimeout || isMissingSocket(error, code)) return true;
  if (code.length === 5 && outageClasses.includes(code.slice(0, 2))) return true;
  if (driverMessages.test(error.message)) return true;
  const inner = 'driverError' in error ? error.driverError : error.cause;
  return inner !== error && isDatabaseOutage(inner);
}

/** A database reached by a socket file that is not there. Any other missing file is a fault of ours. */
function isMissingSocket(error: Error, code: string): boolean {
  return code === 'ENOENT' && 'syscall' in error && error.syscall === 'connect';
}
