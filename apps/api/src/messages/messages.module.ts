import { Module } from '@nestjs/common';
import { RoomsModule } from '../rooms/rooms.module.js';
import { MentionResolver } from './mention-resolver.js';
import { MessageHistory } from './message-history.js';
import { MessageWriter } from './message-writer.js';
import { MessagesController } from './messages.controller.js';
import { MessagesService } from './messages.service.js';

@Module({
  imports: [RoomsModule],
  controllers: [MessagesController],
  providers: [MentionResolver, MessageHistory, MessageWriter, MessagesService],
  exports: [MentionResolver, MessageWriter],
})
export class MessagesModule {}
