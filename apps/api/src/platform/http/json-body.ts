import { limits } from '@carillon/contracts';
import type { FastifyInstance } from 'fastify';
import { DomainError } from '../errors/domain-error.js';
import { jsonDepth } from './json-depth.js';

/** Accepts JSON only; an empty body is no body, so that a DELETE may carry the header without one. */
export function acceptJsonOnly(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body: string, done) => {
    if (body.trim() === '') done(null, undefined);
    else parseInto(body, done);
  });
}

function parseInto(body: string, done: (error: Error | null, body?: unknown) => void): void {
  const maxDepth = limits.requests.maxBodyDepth;
  if (jsonDepth(body, maxDepth) > maxDepth) {
    done(new DomainError('BODY_TOO_DEEP', { values: { maxDepth } }));
    return;
  }
  try {
    done(null, JSON.parse(body));
  } catch {
    done(Object.assign(new SyntaxError('The body is not JSON.'), { statusCode: 400, code: 'BODY_NOT_JSON' }));
  }
}
