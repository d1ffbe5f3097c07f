import { CreateSchema1764000000000 } from './1764000000000-create-schema.js';
import { AddDeliveries1764100000000 } from './1764100000000-add-deliveries.js';
import { AddDeactivation1764203000000 } from './1764203000000-add-deactivation.js';
import { AddStorePosts1764300000000 } from './1764300000000-add-store-posts.js';
import { AddMessageChanges1764310000000 } from './1764310000000-add-message-changes.js';
import { AddMySettings1764320000000 } from './1764320000000-add-my-settings.js';
import { AddRoomTopic1764320100000 } from './1764320100000-add-room-topic.js';
import { AddConversations1764320200000 } from './1764320200000-add-conversations.js';
import { AddNameWords1764320300000 } from './1764320300000-add-name-words.js';
import { AddAvailabilities1764330000000 } from './1764330000000-add-availabilities.js';
import { AddAdmissions1764331000000 } from './1764331000000-add-admissions.js';
import { AddMessageSearch1764340000000 } from './1764340000000-add-message-search.js';
import { AddPushSubscriptions1764341000000 } from './1764341000000-add-push-subscriptions.js';
import { AddAttachments1764350000000 } from './1764350000000-add-attachments.js';

/** Every change of the schema, in order. One that is merged is never edited. */
export const migrations = [
  CreateSchema1764000000000,
  AddDeliveries1764100000000,
  AddDeactivation1764203000000,
  AddStorePosts1764300000000,
  AddMessageChanges1764310000000,
  AddMySettings1764320000000,
  AddRoomTopic1764320100000,
  AddConversations1764320200000,
  AddNameWords1764320300000,
  AddAvailabilities1764330000000,
  AddAdmissions1764331000000,
  AddMessageSearch1764340000000,
  AddPushSubscriptions1764341000000,
  AddAttachments1764350000000,
];
