import { isMentioned, type MessageAuthor, type MessageView, type UserId } from '@carillon/contracts';
import { Webhook } from 'lucide-react';
import { memo } from 'react';
import { Avatar } from '../../shared/ui/avatar';
import { MessageBody } from './body/message-body';
import { MessageFrame } from './message-frame';

type Props = { message: MessageView; reader: UserId; isGrouped: boolean };

/** One stored message. A message never changes once it is stored, so it is drawn once. */
export const MessageRow = memo(function MessageRow({ message, reader, isGrouped }: Props) {
  return (
    <MessageFrame
      name={authorName(message.author)}
      face={<AuthorFace author={message.author} />}
      iso={message.createdAt}
      isGrouped={isGrouped}
      isCall={isMentioned(message, reader)}
      seq={message.seq}
    >
      <MessageBody
        content={message.content}
        format={message.format}
        mentions={message.mentions}
        reader={reader}
      />
    </MessageFrame>
  );
});

/** A post of a webhook always says that no person wrote it. */
function authorName(author: MessageAuthor): string {
  return author.kind === 'member' ? author.displayName : `${author.name} (Webhook)`;
}

function AuthorFace({ author }: { author: MessageAuthor }) {
  if (author.kind === 'member') return <Avatar name={author.displayName} identity={author.userId} />;
  return <Avatar name={author.name} identity={author.webhookId} icon={<Webhook />} />;
}
