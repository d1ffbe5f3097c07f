import type { MessageView } from './messages.js';

// A file of its own, so that the web client can use the rule without the schemas of messages.ts in its bundle.

/** Whether a message calls this reader: by name, by `@All`, or by `@Present` if they were. Authors never call themselves. */
export function isMentioned(message: Pick<MessageView, 'mentions' | 'author'>, reader: string): boolean {
  if (message.author.kind === 'member' && message.author.userId === reader) return false;
  const { members, all, present } = message.mentions;
  return (
    all ||
    members.some((member) => member.userId === reader) ||
    (present?.some((id) => id === reader) ?? false)
  );
}
