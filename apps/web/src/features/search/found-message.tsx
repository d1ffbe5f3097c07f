import type { FoundMessage as Found, MessageAuthor } from '@carillon/contracts';
import { Webhook } from 'lucide-react';
import { Link } from 'react-router';
import { messageAddress } from '../../shared/page/message-address';
import { Avatar } from '../../shared/ui/avatar';
import { exactTime } from '../../shared/ui/times';
import { Excerpt } from './excerpt';
import styles from './found-message.module.css';
import { momentOf } from './moments';

type Props = { message: Found; roomName: string; today: string };

/** One message that was found; all of it leads to where it stands. */
export function FoundMessage({ message, roomName, today }: Props) {
  const { author, room, seq, createdAt, excerpt } = message;
  return (
    <li className={styles.item}>
      <Link to={messageAddress(room.id, seq)} className={styles.link}>
        <Face author={author} />
        <span className={styles.main}>
          <span className={styles.head}>
            <span className={styles.name}>{nameOf(author)}</span>
            <span className={styles.room}>{roomName}</span>
            <time dateTime={createdAt} title={exactTime(createdAt)} className={styles.time}>
              {momentOf(createdAt, today)}
            </time>
          </span>
          <Excerpt excerpt={excerpt} />
        </span>
      </Link>
    </li>
  );
}

/** A post of a webhook always says that no person wrote it. */
function nameOf(author: MessageAuthor): string {
  return author.kind === 'member' ? author.displayName : `${author.name} (Webhook)`;
}

function Face({ author }: { author: MessageAuthor }) {
  if (author.kind === 'member') return <Avatar name={author.displayName} identity={author.userId} />;
  return <Avatar name={author.name} identity={author.webhookId} icon={<Webhook />} />;
}
