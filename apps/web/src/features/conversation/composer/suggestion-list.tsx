import { AtSign } from 'lucide-react';
import { Avatar } from '../../../shared/ui/avatar';
import { classNames } from '../../../shared/ui/class-names';
import type { Suggestion } from './suggestions';
import styles from './suggestion-list.module.css';

type Props = {
  id: string;
  suggestions: readonly Suggestion[];
  index: number;
  onPick: (suggestion: Suggestion) => void;
};

/** The id of an option, which the text field names as its active one. */
export function optionId(listId: string, index: number): string {
  return `${listId}-${String(index)}`;
}

/** What can complete the word at the caret. The focus stays in the text field. */
export function SuggestionList({ id, suggestions, index, onPick }: Props) {
  return (
    <ul id={id} role="listbox" aria-label="Suggestions" className={styles.list}>
      {suggestions.map((suggestion, position) => (
        <li
          key={suggestion.id}
          id={optionId(id, position)}
          role="option"
          aria-selected={position === index}
          className={classNames(styles.option, position === index && styles.chosen)}
          // The press must not take the focus out of the text field.
          onPointerDown={(event) => {
            event.preventDefault();
          }}
          onClick={() => {
            onPick(suggestion);
          }}
        >
          <Option suggestion={suggestion} />
        </li>
      ))}
    </ul>
  );
}

function Option({ suggestion }: { suggestion: Suggestion }) {
  switch (suggestion.kind) {
    case 'member':
      return (
        <>
          <Avatar size="small" name={suggestion.member.displayName} identity={suggestion.member.userId} />
          <span className={styles.name}>{suggestion.member.displayName}</span>
          <span className={styles.note}>@{suggestion.member.alias}</span>
        </>
      );
    case 'broadcast':
      return (
        <>
          <Avatar size="small" name={suggestion.name} identity={suggestion.name} icon={<AtSign />} />
          <span className={styles.name}>@{suggestion.name}</span>
          <span className={styles.note}>{suggestion.meaning}</span>
        </>
      );
    case 'emoji':
      return (
        <>
          <span aria-hidden="true" className={styles.emoji}>
            {suggestion.character}
          </span>
          <span className={styles.name}>:{suggestion.name}:</span>
        </>
      );
  }
}
