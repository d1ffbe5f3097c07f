import { endpoints, type PushKeyView } from '@carillon/contracts';
import { Controller } from '@nestjs/common';
import type { Identity } from '../identity/identity.js';
import { Me } from '../identity/session.guard.js';
import { Handles, Input, type InputOf } from '../platform/http/endpoint.js';
import { PushService } from './push.service.js';

@Controller()
export class PushController {
  constructor(private readonly push: PushService) {}

  @Handles(endpoints.readPush)
  read(): PushKeyView {
    return this.push.key();
  }

  @Handles(endpoints.subscribePush)
  subscribe(@Me() me: Identity, @Input() { body }: InputOf<typeof endpoints.subscribePush>): Promise<void> {
    return this.push.subscribe(me, body);
  }

  @Handles(endpoints.forgetPush)
  forget(@Me() me: Identity): Promise<void> {
    return this.push.forget(me);
  }
}
