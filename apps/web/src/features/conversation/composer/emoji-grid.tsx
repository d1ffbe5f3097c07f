import { withTone, type EmojiChoice } from '@carillon/message-format';
import { memo } from 'react';
import { classNames } from '../../../shared/ui/class-names';
import styles from './emoji-picker.module.css';
import type { PlacedGroup } from './emoji-rows';

type Props = {
  id: string;
  groups: readonly PlacedGroup[];
  chosen: number;
  tone: number;
  onPick: (choice: EmojiChoice) => void;
};

/** The id of an option, which the search names as its active one. */
export function emojiOptionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

/** The emoji themselves, group by group. */
export function EmojiGrid({ id, groups, chosen, tone, onPick }: Props) {
  const all = groups.flatMap(({ emoji }) => emoji);
  if (all.length === 0) {
    return (
      <p role="status" className={styles.nothing}>
        No emoji has such a name.
      </p>
    );
  }
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Emoji"
      className={styles.list}
      // The press must not take the focus out of the search.
      onPointerDown={(event) => {
        if (event.pointerType === 'mouse') event.preventDefault();
      }}
      onClick={(event) => {
        // One listener for nearly two thousand options.
        const option = event.target instanceof Element ? event.target.closest('[data-index]') : null;
        const picked = option && all[Number(option.getAttribute('data-index'))];
        if (picked) onPick(picked);
      }}
    >
      {groups.map((group) => (
        <Group
          key={group.title}
          id={id}
          group={group}
          chosen={group.emoji.some(({ index }) => index === chosen) ? chosen : null}
          tone={tone}
        />
      ))}
    </div>
  );
}

type GroupProps = { id: string; group: PlacedGroup; chosen: number | null; tone: number };

/** Drawn again only where the choice is or was. */
const Group = memo(function Group({ id, group, chosen, tone }: GroupProps) {
  return (
    <div role="group" aria-label={group.title}>
      <div aria-hidden="true" className={styles.title}>
        {group.title}
      </div>
      <div role="presentation" className={styles.grid}>
        {group.emoji.map((choice) => (
          <div
            key={choice.index}
            id={emojiOptionId(id, choice.index)}
            role="option"
            aria-label={choice.name.replaceAll(/[_-]/g, ' ')}
            aria-selected={choice.index === chosen}
            title={`:${choice.name}:`}
            data-index={choice.index}
            className={classNames(styles.option, choice.index === chosen && styles.chosen)}
          >
            {withTone(choice, tone)}
          </div>
        ))}
      </div>
    </div>
  );
});
