import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';

/** The log of this server, for what writes lines of its own shape. */
export const LOG = Symbol('the log of the server');

/** One request that has been answered. The route is a pattern: paths hold ids, queries hold tokens. */
export type Access = {
  reqId: string;
  method: string;
  /** Such as `/api/v1/rooms/:roomId`. */
  route: string;
  status: number;
  /** From the first byte read to the last one written. Unit: milliseconds. */
  ms: number;
  address: string;
  /** Code of the refusal, where there was one. */
  code?: string | undefined;
  traceId?: string | undefined;
};

/** One request over a socket that has been acknowledged. */
export type SocketAccess = { reqId: string; socket: string; event: string; outcome: string; ms: number };

/**
 * One line for each request. What comes in masses and goes well is worth a line only to someone who looks for it
 * (`debug`): accepted posts, which the delivery log holds anyway; posts that come too fast; probes; files of the web
 * client; requests of sockets. Everything else is `info`.
 */
@Injectable()
export class AccessLog {
  /** Asked before anything is put together, since most requests of a busy server write no line. */
  readonly isDetailed: boolean;
  private readonly log: Logger;

  constructor(@Inject(LOG) log: Logger) {
    this.log = log.child({ context: 'Access' });
    this.isDetailed = log.isLevelEnabled('debug');
  }

  write(access: Access): void {
    this.log.info({ ...access, ms: rounded(access.ms) }, 'request');
  }

  writeDetail(access: Access): void {
    this.log.debug({ ...access, ms: rounded(access.ms) }, 'request');
  }

  writeSocket(access: SocketAccess): void {
    this.log.debug({ ...access, ms: rounded(access.ms) }, 'socket request');
  }
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}
