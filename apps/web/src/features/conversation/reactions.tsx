import type { MessageReaction, MessageView } from '@carillon/contracts';
import { Tooltip } from '../../shared/ui/tooltip';
import { classNames } from '../../shared/ui/class-names';
import type { MessageActions } from './actions/actions-context';
import { namesOf } from './reaction-names';
import styles from './reactions.module.css';

type Props = { message: MessageView; reactions: readonly MessageReaction[]; actions: MessageActions };

/** The emoji under a message. A press adds the reader's, or takes it away. */
export function Reactions({ message, reactions, actions }: Props) {
  return (
    <div role="group" aria-label="Reactions" className={styles.reactions}>
      {reactions.map((reaction) => (
        <Tooltip key={reaction.emoji} text={namesOf(reaction, actions.account.userId)}>
          <button
            type="button"
            aria-pressed={reaction.isMine}
            aria-label={`${reaction.emoji} ${String(reaction.count)}: ${namesOf(reaction, actions.account.userId)}`}
            className={classNames(styles.reaction, reaction.isMine && styles.mine)}
            onClick={() => {
              actions.react(message, reaction.emoji, !reaction.isMine);
            }}
          >
            <span className={styles.emoji}>{reaction.emoji}</span>
            <span className={styles.count}>{reaction.count}</span>
          </button>
        </Tooltip>
      ))}
    </div>
  );
}
