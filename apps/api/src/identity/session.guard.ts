import { createParamDecorator, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Settings } from '../platform/env.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { endpointOf } from '../platform/http/endpoint.js';
import { bearerOf, Credentials } from './credentials.js';
import type { Identity } from './identity.js';
import { RequestRate } from './request-rate.js';
import { isSameOrigin } from './same-origin.js';

type IdentifiedRequest = FastifyRequest & { identity?: Identity };

/**
 * Stands before every handler of the API: refuses other sites' pages, then whoever is not signed in where the
 * endpoint says so. What needs a part in a room is decided behind it, at the room's door.
 */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly credentials: Credentials,
    private readonly settings: Settings,
    private readonly rate: RequestRate,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const endpoint = endpointOf(context);
    if (endpoint === undefined) return true;
    const request = context.switchToHttp().getRequest<IdentifiedRequest>();
    this.refuseForeignPages(request);
    if (endpoint.access === 'anyone') return true;
    const identity = await this.credentials.identify(request.headers);
    if (identity === undefined) throw new DomainError('NOT_SIGNED_IN');
    await this.rate.admit(identity.user.id);
    request.identity = identity;
    return true;
  }

  private refuseForeignPages(request: FastifyRequest): void {
    if (request.method === 'GET' || bearerOf(request.headers) !== undefined) return;
    if (!isSameOrigin(request.headers, this.settings.publicUrl)) throw new DomainError('ORIGIN_REFUSED');
  }
}

/** Who is asking; only for handlers of endpoints that need a session. */
export const Me = createParamDecorator((_unused: unknown, context: ExecutionContext): Identity => {
  const { identity } = context.switchToHttp().getRequest<IdentifiedRequest>();
  if (identity === undefined) throw new DomainError('NOT_SIGNED_IN');
  return identity;
});
