import { Popover } from '@base-ui/react/popover';
import { emojiGroups, searchEmoji, withTone, type EmojiChoice } from '@carillon/message-format';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { remember, recall } from '../../../shared/page/remembered';
import { recentNames, rememberChoice } from './chosen-emoji';
import { EmojiGrid, emojiOptionId } from './emoji-grid';
import styles from './emoji-picker.module.css';
import { moved, placed } from './emoji-rows';
import { SkinTones } from './skin-tones';

type Props = {
  /** What it stands beside. */
  anchor: RefObject<HTMLElement | null>;
  /** Where the focus goes back to; or a function that answers false, where whoever opened it moves the focus. */
  field: RefObject<HTMLElement | null> | (() => false);
  onPick: (character: string) => void;
  onClose: () => void;
};

/** Most emoji that a search shows. Inclusive. */
const maxFound = 64;

/** All emoji, to look through or to search. The focus stays in the search; arrows choose, Enter picks. */
export function EmojiPicker({ anchor, field, onPick, onClose }: Props) {
  const search = useRef<HTMLInputElement>(null);
  return (
    <Popover.Root
      open
      onOpenChange={(isOpen, { event }) => {
        // The button beside it closes it by itself.
        const isAtAnchor = event.target instanceof Node && anchor.current?.contains(event.target) === true;
        if (!isOpen && !isAtAnchor) onClose();
      }}
    >
      <Popover.Portal>
        <Popover.Positioner
          anchor={anchor}
          side="top"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          className={styles.positioner}
        >
          <Popover.Popup aria-label="Emoji" initialFocus={search} finalFocus={field} className={styles.popup}>
            <Choices search={search} onPick={onPick} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

type ChoicesProps = { search: RefObject<HTMLInputElement | null>; onPick: (character: string) => void };

function Choices({ search, onPick }: ChoicesProps) {
  const listId = useId();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const [tone, setTone] = useState(() => Number(recall('emoji.tone') ?? 1));
  const groups = useGroups(query.trim());
  const choice = groups.flatMap(({ emoji }) => emoji)[chosen];
  useChoiceInView(emojiOptionId(listId, chosen));

  const pick = (picked: EmojiChoice) => {
    rememberChoice(picked);
    onPick(withTone(picked, tone));
  };
  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const next = moved(groups, chosen, event.key);
    if (next !== null) setChosen(next);
    else if (event.key === 'Enter' && choice) pick(choice);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <input
        ref={search}
        type="search"
        role="combobox"
        aria-label="Search emoji"
        placeholder="Search emoji"
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={choice && emojiOptionId(listId, chosen)}
        autoComplete="off"
        value={query}
        className={styles.search}
        onChange={(event) => {
          setQuery(event.target.value);
          setChosen(0);
        }}
        onKeyDown={handleKeyDown}
      />
      <EmojiGrid id={listId} groups={groups} chosen={chosen} tone={tone} onPick={pick} />
      <footer className={styles.foot}>
        <span aria-hidden="true" className={styles.name}>
          {choice ? `:${choice.name}:` : ''}
        </span>
        <SkinTones
          tone={tone}
          onToneChange={(next) => {
            setTone(next);
            remember('emoji.tone', String(next));
          }}
        />
      </footer>
    </>
  );
}

/** What is shown: all emoji below those chosen last, or what a search finds. */
function useGroups(query: string) {
  return useMemo(() => {
    if (query !== '') return placed([{ title: 'Found', emoji: searchEmoji(query, maxFound) }]);
    const groups = emojiGroups();
    const byName = new Map(groups.flatMap(({ emoji }) => emoji.map((choice) => [choice.name, choice])));
    // A choice found by another of its names is remembered by that.
    const recent = recentNames().flatMap((name) => byName.get(name) ?? searchEmoji(name, 1));
    return placed(recent.length > 0 ? [{ title: 'Recent', emoji: recent }, ...groups] : groups);
  }, [query]);
}

function useChoiceInView(id: string): void {
  useEffect(() => {
    document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
  }, [id]);
}
