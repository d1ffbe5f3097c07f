import { Module } from '@nestjs/common';
import { ConversationsController } from './conversations.controller.js';
import { ConversationsService } from './conversations.service.js';
import { DeactivationController } from './deactivation.controller.js';
import { DeactivationService } from './deactivation.service.js';
import { MembershipsController } from './memberships.controller.js';
import { MembershipsService } from './memberships.service.js';
import { MySettingsService } from './my-settings.service.js';
import { RoomAccess } from './room-access.js';
import { RoomsController } from './rooms.controller.js';
import { RoomsService } from './rooms.service.js';

/** `PresenceLookup` comes from the presence module, which is global for that reason. */
@Module({
  controllers: [ConversationsController, RoomsController, MembershipsController, DeactivationController],
  providers: [
    ConversationsService,
    DeactivationService,
    MembershipsService,
    MySettingsService,
    RoomAccess,
    RoomsService,
  ],
  exports: [RoomAccess],
})
export class RoomsModule {}
