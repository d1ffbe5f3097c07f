import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { routePatterns } from '@carillon/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';

/** How long the rest of a refused upload is let pass, so that its sender can read why. Unit: milliseconds. */
const lingerMs = 1_000;

/** Whether this is the one route whose body is a file: never parsed as a whole, and not bounded like JSON. */
export function isUpload(method: string | string[], url: string | undefined): boolean {
  return url === routePatterns.attachments && [method].flat().includes('POST');
}

/** Lets forms with files pass to the handler of uploads, unread; everywhere else they stay refused. */
export function acceptUploads(fastify: FastifyInstance): void {
  fastify.addContentTypeParser('multipart/form-data', (request, _body, done) => {
    if (isUpload(request.method, request.routeOptions.url)) done(null, undefined);
    else done(Object.assign(new Error('No form is expected here.'), { statusCode: 415 }));
  });
  fastify.addHook('onRoute', (route: RouteOptions) => {
    if (isUpload(route.method, route.url)) route.onSend = endUnread;
  });
}

/** A refusal whose sender is still sending is the last word on the connection: the rest must not be read as requests. */
function endUnread(
  { raw }: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  done: (error: null, payload: unknown) => void,
): void {
  if (raw.complete || typeof payload !== 'string') {
    done(null, payload);
    return;
  }
  void reply.headers({ connection: 'close', 'content-length': Buffer.byteLength(payload) });
  done(null, lingering(raw, payload));
}

/** Closing at once would make the network throw away what the sender has not read yet. */
function lingering(request: IncomingMessage, text: string): PassThrough {
  const answer = new PassThrough();
  answer.write(text);
  const end = () => {
    clearTimeout(timer);
    answer.end();
  };
  const timer = setTimeout(end, lingerMs).unref();
  request.once('end', end).once('close', end).resume();
  return answer;
}
