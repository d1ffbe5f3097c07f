import { endpoints, type PersonView } from '@carillon/contracts';
import { Controller } from '@nestjs/common';
import type { Identity } from '../identity/identity.js';
import { Me } from '../identity/session.guard.js';
import { Handles, Input, type InputOf } from '../platform/http/endpoint.js';
import { DeactivationService } from './deactivation.service.js';

@Controller()
export class DeactivationController {
  constructor(private readonly deactivation: DeactivationService) {}

  @Handles(endpoints.changePerson)
  change(
    @Me() me: Identity,
    @Input() { params, body }: InputOf<typeof endpoints.changePerson>,
  ): Promise<PersonView> {
    return body.isDeactivated
      ? this.deactivation.deactivate(me, params.userId)
      : this.deactivation.reactivate(me, params.userId);
  }
}
