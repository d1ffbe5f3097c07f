import { Global, Module } from '@nestjs/common';
import { PresenceLookup } from '../rooms/presence-lookup.js';
import { PresenceService } from './presence.service.js';

@Global()
@Module({
  providers: [PresenceService, { provide: PresenceLookup, useExisting: PresenceService }],
  exports: [PresenceService, PresenceLookup],
})
export class PresenceModule {}
