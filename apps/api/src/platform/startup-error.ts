/**
 * Something outside the program keeps it from starting: a setting, a folder, a port, a database.
 * The message is the whole text for the operator: what is wrong, and what to do about it.
 */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
