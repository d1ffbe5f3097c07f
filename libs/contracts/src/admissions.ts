import { z } from 'zod';
import { roomId, userId } from './ids.js';
import { pageOf } from './pages.js';

/** Who somebody is, for whoever has to decide about them or is asked by them. */
export const personBrief = z
  .object({ userId, displayName: z.string(), alias: z.string() })
  .meta({ id: 'PersonBrief' });
export type PersonBrief = z.infer<typeof personBrief>;

/** What may be told of a room to who is not in it. */
const roomBrief = z.object({ id: roomId, name: z.string() }).meta({ id: 'RoomBrief' });

/** An invitation as the invited person sees it. There is one a room; accepting and declining name the room. */
export const invitationView = z
  .object({
    room: roomBrief.extend({ memberCount: z.int() }),
    invitedBy: personBrief.nullable().describe('null where that account is gone'),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'Invitation' });
export type InvitationView = z.infer<typeof invitationView>;
export const invitationPage = pageOf(invitationView).meta({ id: 'InvitationPage' });

/** An invitation that is still open, as the administrators of the room see it. */
export const sentInvitationView = z
  .object({
    invited: personBrief.extend({ email: z.string() }),
    invitedBy: personBrief.nullable(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'SentInvitation' });
export type SentInvitationView = z.infer<typeof sentInvitationView>;
export const sentInvitationPage = pageOf(sentInvitationView).meta({ id: 'SentInvitationPage' });

/** Somebody asks to be taken into a room, as its administrators see it. */
export const accessRequestView = z
  .object({
    room: roomBrief,
    person: personBrief.extend({ email: z.string() }),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'AccessRequest' });
export type AccessRequestView = z.infer<typeof accessRequestView>;
export const accessRequestList = z
  .object({ items: z.array(accessRequestView), nextCursor: z.null() })
  .meta({ id: 'AccessRequestList' });
export type AccessRequestList = z.infer<typeof accessRequestList>;
