import { z } from 'zod';
import { availabilityView } from './availability.js';
import { userId } from './ids.js';
import { pageOf } from './pages.js';
import { email } from './users.js';

export const memberRole = z.enum(['administrator', 'member']);
export type MemberRole = z.infer<typeof memberRole>;

/** Add by e-mail address, or by id where it is known. */
export const addMemberRequest = z
  .union([z.object({ email }), z.object({ userId })])
  .meta({ id: 'AddMemberRequest' });
export type AddMemberRequest = z.input<typeof addMemberRequest>;

export const memberChange = z.object({ role: memberRole }).meta({ id: 'MemberChange' });
export type MemberChange = z.input<typeof memberChange>;

/** A person in the roster. */
export const memberView = z
  .object({
    userId,
    displayName: z.string(),
    alias: z.string(),
    email: z.string(),
    role: memberRole,
    isPresent: z.boolean().describe('Has the room open on a device at this moment'),
    availability: availabilityView,
    joinedAt: z.iso.datetime(),
  })
  .meta({ id: 'Member' });
export type MemberView = z.infer<typeof memberView>;

export const memberPage = pageOf(memberView).meta({ id: 'MemberPage' });
export type MemberPage = z.infer<typeof memberPage>;
