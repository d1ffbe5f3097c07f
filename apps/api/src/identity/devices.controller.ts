import { endpoints, type DeviceView, type Page } from '@carillon/contracts';
import { Controller, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Handles, Input, type InputOf } from '../platform/http/endpoint.js';
import { DevicesService } from './devices.service.js';
import type { Identity } from './identity.js';
import { PasswordChanges } from './password-changes.js';
import { Me } from './session.guard.js';

@Controller()
export class DevicesController {
  constructor(
    private readonly devices: DevicesService,
    private readonly passwordChanges: PasswordChanges,
  ) {}

  @Handles(endpoints.listSessions)
  list(
    @Me() me: Identity,
    @Input() { query }: InputOf<typeof endpoints.listSessions>,
  ): Promise<Page<DeviceView>> {
    return this.devices.list(me, query.cursor, query.limit);
  }

  @Handles(endpoints.endSession)
  end(@Me() me: Identity, @Input() { params }: InputOf<typeof endpoints.endSession>): Promise<void> {
    return this.devices.end(me, params.sessionId);
  }

  @Handles(endpoints.endOtherSessions)
  endOthers(@Me() me: Identity): Promise<void> {
    return this.devices.endOthers(me);
  }

  @Handles(endpoints.changePassword)
  changePassword(
    @Me() me: Identity,
    @Input() { body }: InputOf<typeof endpoints.changePassword>,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.passwordChanges.change(me, body, request.ip);
  }
}
