import type { MessageMentions, UserId } from '@carillon/contracts';
import { isEmojiOnly, parseMessage, type MessageFormat } from '@carillon/message-format';
import { memo, useMemo, type ReactNode } from 'react';
import { classNames } from '../../../shared/ui/class-names';
import { Blocks } from './blocks';
import { MentionsContext } from './mentions-context';
import styles from './message-body.module.css';

type Props = {
  content: string;
  format: MessageFormat;
  mentions: MessageMentions;
  reader: UserId;
  /** Stands behind the text. */
  mark?: ReactNode;
};

/** The text of a message, as elements made of its tree. */
export const MessageBody = memo(function MessageBody({
  content,
  format,
  mentions,
  reader,
  mark = null,
}: Props) {
  const document = useMemo(() => parseMessage(content, format), [content, format]);
  const resolved = useMemo(() => ({ mentions, reader }), [mentions, reader]);
  return (
    <MentionsContext value={resolved}>
      <div className={classNames(styles.body, isEmojiOnly(document) && styles.large)}>
        <Blocks blocks={document.blocks} mark={mark} />
      </div>
    </MentionsContext>
  );
});
