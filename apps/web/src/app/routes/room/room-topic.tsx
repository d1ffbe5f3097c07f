import { parseMessage } from '@carillon/message-format';
import { Inlines } from '../../../features/conversation/body/inlines';
import styles from './room-header.module.css';

/** What a room is about. Links in it work, as in a message; everything else is as it was written. */
export function RoomTopic({ topic }: { topic: string }) {
  const [block] = parseMessage(topic, 'plain').blocks;
  return (
    <p dir="auto" className={styles.topic} title={topic}>
      {block?.kind === 'paragraph' ? <Inlines nodes={block.children} /> : topic}
    </p>
  );
}
