import { STATUS_CODES, type ServerResponse } from 'node:http';
import { errors, limits, type Problem } from '@carillon/contracts';
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isDatabaseOutage } from '../database/outage.js';
import { allowedMethods } from '../http/allowed-methods.js';
import { isUpload } from '../http/upload-body.js';
import { DomainError } from './domain-error.js';

/** How soon to try again after an outage. Unit: seconds. */
const retryAfterOutageSeconds = 1;

/** Turns whatever a request ended with into `application/problem+json`. This file is the only place that does. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    sendProblem(http.getResponse<FastifyReply>(), this.refusalOf(error, request));
  }

  private refusalOf(error: unknown, request: FastifyRequest): DomainError {
    const refusal = asRefusal(error, request);
    if (refusal.code === 'INTERNAL')
      this.logger.error({ err: error, reqId: request.id }, 'A request failed.');
    else if (refusal.code === 'SERVICE_UNAVAILABLE')
      this.logger.warn({ err: error, reqId: request.id }, 'A request met an outage.');
    // Somebody wanted what they may not, or too much of it.
    else if (refusal.status === 403 || refusal.status === 429)
      this.logger.log(
        { code: refusal.code, reqId: request.id, address: request.ip },
        'A request was refused.',
      );
    return refusal;
  }
}

/** Answers a refusal; also for what fails before any route is found, such as an address that cannot be decoded. */
export function sendProblem(reply: FastifyReply, refusal: DomainError): void {
  void reply
    .status(refusal.status)
    .headers(refusal.headers)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemOf(refusal)));
}

/** As `sendProblem`, for what does not come as far as the framework. */
export function writeProblem(answer: ServerResponse, refusal: DomainError): void {
  answer.writeHead(refusal.status, {
    ...refusal.headers,
    'Content-Type': 'application/problem+json; charset=utf-8',
  });
  answer.end(JSON.stringify(problemOf(refusal)));
}

/** The refusal that an error of any kind amounts to. Shared with the sockets' filter. */
export function asRefusal(error: unknown, request?: FastifyRequest): DomainError {
  if (error instanceof DomainError) return error;
  if (isDatabaseOutage(error)) return outage(error);
  if (error instanceof HttpException) return fromStatus(error.getStatus(), request);
  if (hasStatus(error)) return fromStatus(error.statusCode, request, error.code);
  return new DomainError('INTERNAL', { cause: error });
}

export function outage(cause?: unknown): DomainError {
  return new DomainError('SERVICE_UNAVAILABLE', { retryAfterSeconds: retryAfterOutageSeconds, cause });
}

/** Errors of the HTTP framework itself: no route, broken JSON, too large a body. */
function fromStatus(status: number, request?: FastifyRequest, code?: string): DomainError {
  // 414 is the framework's word for a part of the path that is far too long to be an id.
  if ((status === 404 || status === 414) && request !== undefined) return noRoute(request);
  if (status === 413)
    return new DomainError('BODY_TOO_LARGE', { values: { maxBytes: limits.requests.maxBodyBytes } });
  if (status === 415)
    return new DomainError(isUploadOf(request) ? 'ATTACHMENT_MISSING' : 'UNSUPPORTED_MEDIA_TYPE');
  if (status === 503) return outage();
  if (status >= 500) return new DomainError('INTERNAL');
  return new DomainError(code === 'BODY_NOT_JSON' ? code : 'BAD_REQUEST');
}

function isUploadOf(request: FastifyRequest | undefined): boolean {
  return request !== undefined && isUpload(request.method, request.routeOptions.url);
}

function noRoute(request: FastifyRequest): DomainError {
  const allowed = allowedMethods(request.url.split('?')[0] ?? '');
  // A path can have the shape of an endpoint and still lead nowhere, such as one with an id that is far too long.
  if (allowed.length === 0 || allowed.includes(request.method)) return new DomainError('NOT_FOUND');
  const list = allowed.join(', ');
  return new DomainError('METHOD_NOT_ALLOWED', {
    values: { method: request.method, allowed: list },
    headers: { Allow: list },
  });
}

function hasStatus(error: unknown): error is { statusCode: number; code?: string } {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number';
}

function problemOf(refusal: DomainError): Problem {
  const { status } = errors[refusal.code];
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: refusal.message,
    code: refusal.code,
    ...(refusal.fields === undefined ? {} : { fields: refusal.fields }),
  };
}
