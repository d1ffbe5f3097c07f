import { Module } from '@nestjs/common';
import { PushController } from './push.controller.js';
import { PushNotifier } from './push-notifier.js';
import { PushSender } from './push-sender.js';
import { PushService } from './push.service.js';
import { Vapid } from './vapid.js';

@Module({
  controllers: [PushController],
  providers: [PushNotifier, PushSender, PushService, Vapid],
})
export class PushModule {}
