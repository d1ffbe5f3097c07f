import { endpoints, type AccessTokenView, type NewAccessTokenView, type Page } from '@carillon/contracts';
import { Controller } from '@nestjs/common';
import { Handles, Input, type InputOf } from '../platform/http/endpoint.js';
import { AccessTokensService } from './access-tokens.service.js';
import type { Identity } from './identity.js';
import { Me } from './session.guard.js';

@Controller()
export class AccessTokensController {
  constructor(private readonly accessTokens: AccessTokensService) {}

  @Handles(endpoints.listAccessTokens)
  list(
    @Me() me: Identity,
    @Input() { query }: InputOf<typeof endpoints.listAccessTokens>,
  ): Promise<Page<AccessTokenView>> {
    return this.accessTokens.list(me.user.id, query.cursor, query.limit);
  }

  @Handles(endpoints.createAccessToken)
  create(
    @Me() me: Identity,
    @Input() { body }: InputOf<typeof endpoints.createAccessToken>,
  ): Promise<NewAccessTokenView> {
    return this.accessTokens.create(me, body.name);
  }

  @Handles(endpoints.deleteAccessToken)
  delete(
    @Me() me: Identity,
    @Input() { params }: InputOf<typeof endpoints.deleteAccessToken>,
  ): Promise<void> {
    return this.accessTokens.delete(me, params.accessTokenId);
  }
}
