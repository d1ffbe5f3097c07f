import { Module } from '@nestjs/common';
import { AttachmentsModule } from '../attachments/attachments.module.js';
import { RoomsModule } from '../rooms/rooms.module.js';
import { MessageActionsController } from './message-actions.controller.js';
import { MessageChanges } from './message-changes.js';
import { MessageDeletion } from './message-deletion.js';
import { MessageEditing } from './message-editing.js';
import { MessageHistory } from './message-history.js';
import { MessageWriter } from './message-writer.js';
import { MessagesController } from './messages.controller.js';
import { MessagesService } from './messages.service.js';
import { PinsService } from './pins.service.js';
import { ReactionsService } from './reactions.service.js';
import { WriterMetrics } from './writer-metrics.js';

@Module({
  imports: [AttachmentsModule, RoomsModule],
  controllers: [MessagesController, MessageActionsController],
  providers: [
    MessageHistory,
    MessageWriter,
    MessagesService,
    MessageChanges,
    MessageEditing,
    MessageDeletion,
    ReactionsService,
    PinsService,
    WriterMetrics,
  ],
  exports: [MessageHistory, MessageWriter],
})
export class MessagesModule {}
