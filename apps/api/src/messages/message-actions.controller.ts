import { endpoints, type MessageView, type PinList } from '@carillon/contracts';
import { Controller } from '@nestjs/common';
import type { Identity } from '../identity/identity.js';
import { Me } from '../identity/session.guard.js';
import { Handles, Input, type InputOf } from '../platform/http/endpoint.js';
import { MessageDeletion } from './message-deletion.js';
import { MessageEditing } from './message-editing.js';
import { PinsService } from './pins.service.js';
import { ReactionsService } from './reactions.service.js';

/** What is done to messages that are there. */
@Controller()
export class MessageActionsController {
  constructor(
    private readonly editing: MessageEditing,
    private readonly deletion: MessageDeletion,
    private readonly reactions: ReactionsService,
    private readonly pins: PinsService,
  ) {}

  @Handles(endpoints.editMessage)
  edit(
    @Me() me: Identity,
    @Input() { params, body }: InputOf<typeof endpoints.editMessage>,
  ): Promise<MessageView> {
    return this.editing.edit(me, params.roomId, params.messageId, body.content);
  }

  @Handles(endpoints.deleteMessage)
  delete(
    @Me() me: Identity,
    @Input() { params }: InputOf<typeof endpoints.deleteMessage>,
  ): Promise<MessageView> {
    return this.deletion.delete(me, params.roomId, params.messageId);
  }

  @Handles(endpoints.addReaction)
  addReaction(
    @Me() me: Identity,
    @Input() { params }: InputOf<typeof endpoints.addReaction>,
  ): Promise<MessageView> {
    return this.reactions.add(me, params.roomId, params.messageId, params.emoji);
  }

  @Handles(endpoints.removeReaction)
  removeReaction(
    @Me() me: Identity,
    @Input() { params }: InputOf<typeof endpoints.removeReaction>,
  ): Promise<MessageView> {
    return this.reactions.remove(me, params.roomId, params.messageId, params.emoji);
  }

  @Handles(endpoints.listPins)
  listPins(@Me() me: Identity, @Input() { params }: InputOf<typeof endpoints.listPins>): Promise<PinList> {
    return this.pins.list(me, params.roomId);
  }

  @Handles(endpoints.pinMessage)
  pin(@Me() me: Identity, @Input() { params }: InputOf<typeof endpoints.pinMessage>): Promise<MessageView> {
    return this.pins.pin(me, params.roomId, params.messageId);
  }

  @Handles(endpoints.unpinMessage)
  unpin(
    @Me() me: Identity,
    @Input() { params }: InputOf<typeof endpoints.unpinMessage>,
  ): Promise<MessageView> {
    return this.pins.unpin(me, params.roomId, params.messageId);
  }
}
