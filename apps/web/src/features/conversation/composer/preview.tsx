import type { MemberView, MessageMentions, UserId } from '@carillon/contracts';
import { mentionsIn, parseMessage } from '@carillon/message-format';
import { useDeferredValue, useMemo } from 'react';
import { MessageBody } from '../body/message-body';
import styles from './preview.module.css';

type Props = { content: string; members: readonly MemberView[]; reader: UserId };

/** What the message will look like, while it is being written. */
export function Preview({ content, members, reader }: Props) {
  // Typing comes first; the preview follows as fast as it can.
  const shown = useDeferredValue(content);
  const mentions = useMemo(() => expectedMentions(shown, members), [shown, members]);
  return (
    <section aria-label="Preview" tabIndex={0} className={styles.preview}>
      {shown === '' ? (
        <p className={styles.nothing}>What you write is shown here as others will see it.</p>
      ) : (
        <MessageBody content={shown} format="markdown" mentions={mentions} reader={reader} />
      )}
    </section>
  );
}

/** Whom the server will find, as far as the members on hand tell. */
function expectedMentions(content: string, members: readonly MemberView[]): MessageMentions {
  const { handles, all, present } = mentionsIn(parseMessage(content, 'markdown'));
  const found = handles.flatMap((handle) => {
    const member = members.find(({ alias, email }) => alias === handle || email === handle);
    return member ? [{ handle, userId: member.userId }] : [];
  });
  return { members: found, all, present: present ? [] : null };
}
