import type {
  AccountView,
  DeliveryId,
  DeliveryView,
  MemberView,
  MessageId,
  MessageView,
  RoomId,
  RoomView,
  UserId,
  WebhookActivity,
  WebhookId,
  WebhookView,
} from '@carillon/contracts';

// Ids are plain strings at run time; each `as` below gives one the brand that a schema would.

export function anAccount(change: Partial<AccountView> = {}): AccountView {
  const userId = 'reader' as UserId;
  return {
    userId,
    email: 'mary@example.com',
    displayName: 'Mary Major',
    alias: 'mary',
    isOwner: false,
    ...change,
  };
}

type RoomChange = Partial<Omit<RoomView, 'me'>> & { me?: Partial<RoomView['me']> };

export function aRoom({ me, ...change }: RoomChange = {}): RoomView {
  return {
    id: 'room' as RoomId,
    name: 'Alerts',
    kind: 'room',
    topic: '',
    invitePolicy: 'administrators',
    createdAt: '2026-11-24T08:00:00.000Z',
    people: [],
    memberCount: 1,
    lastSeq: 0,
    lastMessageAt: null,
    me: {
      role: 'administrator',
      lastReadSeq: 0,
      readRound: 0,
      unreadCount: 0,
      unreadMentionCount: 0,
      isFavourite: false,
      isHidden: false,
      notificationLevel: { desktop: 'mentions', phone: 'mentions' },
      ...me,
    },
    ...change,
  };
}

export function aMember(change: Partial<MemberView> = {}): MemberView {
  return {
    userId: 'member' as UserId,
    displayName: 'John Stiles',
    alias: 'john',
    email: 'john@example.com',
    role: 'member',
    isPresent: false,
    availability: { state: 'offline', status: null },
    joinedAt: '2026-11-24T08:00:00.000Z',
    ...change,
  };
}

export function aMessage(change: Partial<MessageView> = {}): MessageView {
  return {
    id: 'message' as MessageId,
    roomId: 'room' as RoomId,
    seq: 1,
    author: { kind: 'webhook', webhookId: 'webhook' as WebhookId, name: 'Deploys' },
    content: 'Deployed.',
    format: 'markdown',
    mentions: { members: [], all: false, present: null },
    attachments: [],
    createdAt: '2026-11-24T08:00:00.000Z',
    clientRequestToken: null,
    ...change,
  };
}

export function aWebhook(change: Partial<WebhookView> = {}): WebhookView {
  return {
    id: 'webhook' as WebhookId,
    name: 'Deploys',
    format: 'markdown',
    url: 'http://localhost:3000/incomingwebhooks/0b0e?token=carillonwhsecret',
    createdAt: '2026-11-24T08:00:00.000Z',
    createdBy: null,
    ...change,
  };
}

export function anActivity(change: Partial<WebhookActivity> = {}): WebhookActivity {
  return {
    webhookId: 'webhook' as WebhookId,
    lastPostAt: null,
    acceptedLast24Hours: 0,
    refusedLast24Hours: 0,
    ...change,
  };
}

export function aDelivery(change: Partial<DeliveryView> = {}): DeliveryView {
  return {
    id: 'delivery' as DeliveryId,
    webhookId: 'webhook' as WebhookId,
    receivedAt: '2026-11-24T08:00:00.000Z',
    outcome: 'accepted',
    status: 200,
    code: null,
    reason: null,
    sizeBytes: 24,
    latencyMs: 4.2,
    address: '192.0.2.7',
    postedBy: null,
    preview: 'Deployed.',
    message: { id: 'message' as MessageId, seq: 7 },
    isRepeat: false,
    times: 1,
    canPostAgain: true,
    ...change,
  };
}
