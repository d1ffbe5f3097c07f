import { endpoints, type PostedMessage } from '@carillon/contracts';
import { Controller } from '@nestjs/common';
import type { Identity } from '../identity/identity.js';
import { Me } from '../identity/session.guard.js';
import { Handles, Input, type InputOf } from '../platform/http/endpoint.js';
import { ManualPostsService } from './manual-posts.service.js';

@Controller()
export class ManualPostsController {
  constructor(private readonly posts: ManualPostsService) {}

  @Handles(endpoints.sendTestMessage)
  sendTest(
    @Me() me: Identity,
    @Input() { params }: InputOf<typeof endpoints.sendTestMessage>,
  ): Promise<PostedMessage> {
    return this.posts.sendTest(me, params.roomId, params.webhookId);
  }

  @Handles(endpoints.postAgain)
  postAgain(
    @Me() me: Identity,
    @Input() { params }: InputOf<typeof endpoints.postAgain>,
  ): Promise<PostedMessage> {
    return this.posts.postAgain(me, params.roomId, params.webhookId, params.deliveryId);
  }
}
