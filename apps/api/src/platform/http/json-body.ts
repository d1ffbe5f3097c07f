import type { FastifyInstance } from 'fastify';

/** Accepts JSON only; an empty body is no body, so that a DELETE may carry the header without one. */
export function acceptJsonOnly(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body: string, done) => {
    if (body.trim() === '') done(null, undefined);
    else parseInto(body, done);
  });
}

function parseInto(body: string, done: (error: Error | null, body?: unknown) => void): void {
  try {
    done(null, JSON.parse(body));
  } catch {
    done(Object.assign(new SyntaxError('The body is not JSON.'), { statusCode: 400, code: 'BODY_NOT_JSON' }));
  }
}
