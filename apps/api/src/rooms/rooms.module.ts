import { Module } from '@nestjs/common';
import { AccessRequestsService } from './access-requests.service.js';
import { AdmissionThrottle } from './admission-throttle.js';
import { AdmissionsController } from './admissions.controller.js';
import { ConversationsController } from './conversations.controller.js';
import { ConversationsService } from './conversations.service.js';
import { DeactivationController } from './deactivation.controller.js';
import { DeactivationService } from './deactivation.service.js';
import { InvitationsService } from './invitations.service.js';
import { MemberAdmission } from './member-admission.js';
import { MembershipsController } from './memberships.controller.js';
import { MembershipsService } from './memberships.service.js';
import { MySettingsService } from './my-settings.service.js';
import { RoomAccess } from './room-access.js';
import { RoomsController } from './rooms.controller.js';
import { RoomsService } from './rooms.service.js';

/** `PresenceLookup` comes from the presence module, which is global for that reason. */
@Module({
  controllers: [
    AdmissionsController,
    ConversationsController,
    RoomsController,
    MembershipsController,
    DeactivationController,
  ],
  providers: [
    AccessRequestsService,
    AdmissionThrottle,
    ConversationsService,
    DeactivationService,
    InvitationsService,
    MemberAdmission,
    MembershipsService,
    MySettingsService,
    RoomAccess,
    RoomsService,
  ],
  exports: [RoomAccess],
})
export class RoomsModule {}
