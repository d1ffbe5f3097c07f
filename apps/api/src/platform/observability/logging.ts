import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger } from 'pino';

/** What must never be read in a log, wherever an object holds it. */
const secretFields = [
  'password',
  'token',
  'url',
  'cookie',
  'authorization',
  '*.password',
  '*.token',
  '*.cookie',
  // What a failed statement was given: hashes of tokens, people's texts.
  'err.parameters',
  'err.driverError',
  // The whole connection that broke: of no use, and pages long.
  'err.client',
];
/** What the framework says of its own start; of interest only to someone looking for a fault in it. */
const startUpContexts = new Set([
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestFactory',
  'NestApplication',
  'WebSocketsController',
]);

/**
 * The log of one server: structured, one JSON object a line.
 * @param to where it goes instead of the standard output, for tests that read it
 */
export function createLog(level: string, to?: DestinationStream): Logger {
  const options = { level, redact: { paths: secretFields, censor: '[hidden]' } };
  return to === undefined ? pino(options) : pino(options, to);
}

/** Puts what the framework says, and what our classes say through its `Logger`, among the lines of the log. */
export class FrameworkLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    const context = contextOf(rest);
    this.write(context !== undefined && startUpContexts.has(context) ? 'debug' : 'info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  private write(
    level: 'fatal' | 'error' | 'warn' | 'info' | 'debug',
    message: unknown,
    rest: unknown[],
  ): void {
    const context = contextOf(rest);
    const text = rest.find((part): part is string => typeof part === 'string' && part !== context);
    if (message instanceof Error) this.logger[level]({ context, err: message }, message.message);
    else if (typeof message === 'object' && message !== null)
      this.logger[level]({ context, ...message }, text ?? '');
    else this.logger[level]({ context, ...(text === undefined ? {} : { detail: text }) }, String(message));
  }
}

/** The framework hands the name of the logging class over as the last string. */
function contextOf(rest: unknown[]): string | undefined {
  const last = rest.at(-1);
  return typeof last === 'string' ? last : undefined;
}
