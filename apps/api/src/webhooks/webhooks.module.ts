import { Module } from '@nestjs/common';
import { RoomsModule } from '../rooms/rooms.module.js';
import { WebhookPresenter } from './webhook.presenter.js';
import { WebhooksController } from './webhooks.controller.js';
import { WebhooksService } from './webhooks.service.js';

@Module({
  imports: [RoomsModule],
  controllers: [WebhooksController],
  providers: [WebhookPresenter, WebhooksService],
})
export class WebhooksModule {}
