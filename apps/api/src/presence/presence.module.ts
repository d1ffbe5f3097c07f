import { Global, Module } from '@nestjs/common';
import { PresenceLookup } from '../rooms/presence-lookup.js';
import { AvailabilityNewsService } from './availability-news.js';
import { AvailabilityController } from './availability.controller.js';
import { AvailabilityService } from './availability.service.js';
import { DevicesService } from './devices.service.js';
import { MemberPresence } from './member-presence.js';
import { PresenceService } from './presence.service.js';
import { TypingService } from './typing.service.js';

@Global()
@Module({
  controllers: [AvailabilityController],
  providers: [
    AvailabilityNewsService,
    AvailabilityService,
    DevicesService,
    PresenceService,
    TypingService,
    { provide: PresenceLookup, useClass: MemberPresence },
  ],
  exports: [AvailabilityService, DevicesService, PresenceService, PresenceLookup, TypingService],
})
export class PresenceModule {}
