import { Module, type DynamicModule } from '@nestjs/common';
import { AttachmentRemovalEntity } from './attachments/attachment-removal.entity.js';
import { AttachmentEntity } from './attachments/attachment.entity.js';
import { AttachmentsModule } from './attachments/attachments.module.js';
import { DeliveryCountEntity, DeliveryEntity } from './deliveries/delivery.entity.js';
import { AccessTokenEntity } from './identity/access-token.entity.js';
import { DeliveriesModule } from './deliveries/deliveries.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { InviteEntity } from './identity/invite.entity.js';
import { SessionEntity } from './identity/session.entity.js';
import { UserEntity } from './identity/user.entity.js';
import { IngestModule } from './ingest/ingest.module.js';
import { MentionAlertEntity } from './messages/mention-alert.entity.js';
import { MessageChangeEntity } from './messages/message-change.entity.js';
import { MessageEntity } from './messages/message.entity.js';
import { MessagesModule } from './messages/messages.module.js';
import { ReactionCountEntity, ReactionEntity } from './messages/reaction.entity.js';
import { PlatformModule, type PlatformOptions } from './platform/platform.module.js';
import { AvailabilityEntity } from './presence/availability.entity.js';
import { PresenceModule } from './presence/presence.module.js';
import { RealtimeModule } from './realtime/realtime.module.js';
import { AccessRequestEntity } from './rooms/access-request.entity.js';
import { DirectPairEntity } from './rooms/direct-pair.entity.js';
import { MembershipEntity } from './rooms/membership.entity.js';
import { PausedMembershipEntity } from './rooms/paused-membership.entity.js';
import { RoomInvitationEntity } from './rooms/room-invitation.entity.js';
import { RoomEntity } from './rooms/room.entity.js';
import { RoomsModule } from './rooms/rooms.module.js';
import { PushModule } from './push/push.module.js';
import { PushSubscriptionEntity } from './push/push-subscription.entity.js';
import { MessageWordsEntity } from './search/message-words.entity.js';
import { SearchCursorEntity } from './search/search-cursor.entity.js';
import { SearchModule } from './search/search.module.js';
import { PostReceiptEntity } from './webhooks/post-receipt.entity.js';
import { RetiredWebhookTokenEntity } from './webhooks/retired-webhook-token.entity.js';
import { WebhookEntity } from './webhooks/webhook.entity.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

/** Every table of the product. */
export const entities = [
  UserEntity,
  SessionEntity,
  AccessTokenEntity,
  InviteEntity,
  RoomEntity,
  MembershipEntity,
  PausedMembershipEntity,
  DirectPairEntity,
  AttachmentEntity,
  AttachmentRemovalEntity,
  MessageEntity,
  MentionAlertEntity,
  MessageChangeEntity,
  ReactionEntity,
  ReactionCountEntity,
  WebhookEntity,
  RetiredWebhookTokenEntity,
  PostReceiptEntity,
  DeliveryEntity,
  DeliveryCountEntity,
  AvailabilityEntity,
  MessageWordsEntity,
  SearchCursorEntity,
  PushSubscriptionEntity,
  RoomInvitationEntity,
  AccessRequestEntity,
];

/** The only list of features. */
@Module({})
export class AppModule {
  static with(options: Omit<PlatformOptions, 'entities'>): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with({ ...options, entities }),
        IdentityModule,
        RoomsModule,
        PresenceModule,
        AttachmentsModule,
        MessagesModule,
        WebhooksModule,
        SearchModule,
        PushModule,
        DeliveriesModule,
        IngestModule,
        RealtimeModule,
      ],
    };
  }
}
