import { endpoints, type RoomView } from '@carillon/contracts';
import { Controller } from '@nestjs/common';
import type { Identity } from '../identity/identity.js';
import { Me } from '../identity/session.guard.js';
import { Handles, Input, type InputOf } from '../platform/http/endpoint.js';
import { ConversationsService } from './conversations.service.js';

@Controller()
export class ConversationsController {
  constructor(private readonly conversations: ConversationsService) {}

  @Handles(endpoints.openConversation)
  open(@Me() me: Identity, @Input() { body }: InputOf<typeof endpoints.openConversation>): Promise<RoomView> {
    return this.conversations.open(me, body.userIds);
  }
}
