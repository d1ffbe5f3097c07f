import { Module } from '@nestjs/common';
import { RoomsModule } from '../rooms/rooms.module.js';
import { MessageHistory } from './message-history.js';
import { MessageWriter } from './message-writer.js';
import { MessagesController } from './messages.controller.js';
import { MessagesService } from './messages.service.js';
import { WriterMetrics } from './writer-metrics.js';

@Module({
  imports: [RoomsModule],
  controllers: [MessagesController],
  providers: [MessageHistory, MessageWriter, MessagesService, WriterMetrics],
  exports: [MessageHistory, MessageWriter],
})
export class MessagesModule {}
