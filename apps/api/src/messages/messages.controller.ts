import {
  endpoints,
  type MessageChangePage,
  type MessagePage,
  type MessageView,
  type ReadMarkerView,
} from '@carillon/contracts';
import { Controller } from '@nestjs/common';
import type { Identity } from '../identity/identity.js';
import { Me } from '../identity/session.guard.js';
import { Handles, Input, type InputOf } from '../platform/http/endpoint.js';
import { MessagesService } from './messages.service.js';

@Controller()
export class MessagesController {
  constructor(private readonly messages: MessagesService) {}

  @Handles(endpoints.listMessages)
  list(
    @Me() me: Identity,
    @Input() { params, query }: InputOf<typeof endpoints.listMessages>,
  ): Promise<MessagePage> {
    return this.messages.list(me, params.roomId, query);
  }

  @Handles(endpoints.listMessageChanges)
  listChanges(
    @Me() me: Identity,
    @Input() { params, query }: InputOf<typeof endpoints.listMessageChanges>,
  ): Promise<MessageChangePage> {
    return this.messages.listChanges(me, params.roomId, query.after, query.limit);
  }

  @Handles(endpoints.postMessage)
  post(
    @Me() me: Identity,
    @Input() { params, body }: InputOf<typeof endpoints.postMessage>,
  ): Promise<MessageView> {
    return this.messages.post(me, params.roomId, {
      content: body.content,
      attachmentIds: body.attachmentIds ?? [],
      clientRequestToken: body.clientRequestToken ?? null,
    });
  }

  @Handles(endpoints.moveReadMarker)
  moveReadMarker(
    @Me() me: Identity,
    @Input() { params, body }: InputOf<typeof endpoints.moveReadMarker>,
  ): Promise<ReadMarkerView> {
    return this.messages.moveReadMarker(me, params.roomId, body.lastReadSeq, body.mayGoBack ?? false);
  }
}
