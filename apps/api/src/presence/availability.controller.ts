import { endpoints, type MyAvailabilityView } from '@carillon/contracts';
import { Controller } from '@nestjs/common';
import type { Identity } from '../identity/identity.js';
import { Me } from '../identity/session.guard.js';
import { Handles, Input, type InputOf } from '../platform/http/endpoint.js';
import { AvailabilityService } from './availability.service.js';

@Controller()
export class AvailabilityController {
  constructor(private readonly availability: AvailabilityService) {}

  @Handles(endpoints.readAvailability)
  read(@Me() me: Identity): Promise<MyAvailabilityView> {
    return this.availability.mine(me);
  }

  @Handles(endpoints.changeAvailability)
  change(
    @Me() me: Identity,
    @Input() { body }: InputOf<typeof endpoints.changeAvailability>,
  ): Promise<MyAvailabilityView> {
    return this.availability.change(me, body);
  }
}
