import { z } from 'zod';
import { userId } from './ids.js';
import { limits } from './limits.js';
import { searchText } from './pages.js';

const maxOthers = limits.conversations.maxPeople - 1;

/** Whom to talk to. One other person makes a direct conversation, several a group. */
export const openConversationRequest = z
  .object({
    userIds: z
      .array(userId)
      .min(1, 'must name somebody')
      .max(maxOthers, `must be at most ${String(maxOthers)} people`),
  })
  .meta({ id: 'OpenConversationRequest' });
export type OpenConversationRequest = z.input<typeof openConversationRequest>;

/** Whom to look for; nothing finds everybody, as far as it goes. */
export const peopleQuery = z.object({ search: searchText.optional() });

/** Somebody on this server whom one can talk to. */
export const foundPerson = z
  .object({ userId, displayName: z.string(), alias: z.string() })
  .meta({ id: 'FoundPerson' });
export type FoundPerson = z.infer<typeof foundPerson>;

export const foundPeople = z.object({ items: z.array(foundPerson) }).meta({ id: 'FoundPeople' });
export type FoundPeople = z.infer<typeof foundPeople>;
