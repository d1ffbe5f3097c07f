import type { RoomId, UserId } from '@carillon/contracts';
import { Search } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { isPressed } from '../../../shared/shortcuts/keys';
import { ShortcutKeys } from '../../../shared/shortcuts/shortcut-keys';
import { CommandDialog } from '../../../shared/ui/command-dialog';
import { useOpenConversation } from '../api';
import { DestinationList, optionId } from './destination-list';
import styles from './quick-switcher.module.css';
import type { Destination } from './rank';
import { useFound } from './use-found';

export const switcherKeys = 'mod+k';

type Props = {
  isOpen: boolean;
  onClose: () => void;
  readerId: UserId;
  openRoomId: string | null;
  onChosen: (roomId: RoomId) => void;
};

/** Goes to a room or a person by a few letters and Enter. */
export function QuickSwitcher({ isOpen, onClose, ...rest }: Props) {
  return (
    <CommandDialog isOpen={isOpen} onClose={onClose} label="Go to a room or person">
      <Switcher onClose={onClose} {...rest} />
    </CommandDialog>
  );
}

function Switcher({ onClose, readerId, openRoomId, onChosen }: Omit<Props, 'isOpen'>) {
  const listId = useId();
  const [text, setText] = useState('');
  const [wanted, setIndex] = useState(0);
  const { destinations, isLooking } = useFound(text, openRoomId, readerId);
  const start = useOpenConversation();
  const index = Math.min(wanted, Math.max(destinations.length - 1, 0));
  const go = (roomId: RoomId) => {
    onClose();
    onChosen(roomId);
  };
  function choose(destination: Destination) {
    if (destination.kind === 'room') go(destination.room.id);
    else
      start.mutate([destination.person.userId], {
        onSuccess: ({ id }) => {
          go(id);
        },
      });
  }
  function handleKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = destinations[index];
    if (step !== undefined && destinations.length > 0)
      setIndex((index + step + destinations.length) % destinations.length);
    else if (event.key === 'Enter' && chosen) choose(chosen);
    else if (isPressed(switcherKeys, event.nativeEvent)) onClose();
    else return;
    event.preventDefault();
  }
  return (
    <>
      <div className={styles.field}>
        <Search aria-hidden="true" />
        <input
          type="text"
          role="combobox"
          aria-label="Room or person"
          aria-expanded={destinations.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={destinations.length > 0 ? optionId(listId, index) : undefined}
          placeholder="Go to a room or person"
          autoFocus
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setIndex(0);
          }}
          onKeyDown={handleKeyDown}
        />
      </div>
      <DestinationList
        id={listId}
        label={text.trim() === '' ? 'Recent' : 'Found'}
        destinations={destinations}
        index={index}
        onPoint={setIndex}
        onChoose={choose}
      />
      {destinations.length === 0 && (
        <p role="status" className={styles.none}>
          {noneText(text.trim(), isLooking)}
        </p>
      )}
      {start.error && (
        <p role="alert" className={styles.problem}>
          {start.error.message}
        </p>
      )}
      <p className={styles.hint}>
        <ShortcutKeys keys="ArrowUp" /> <ShortcutKeys keys="ArrowDown" /> to choose,{' '}
        <ShortcutKeys keys="Enter" /> to go
      </p>
    </>
  );
}

function noneText(text: string, isLooking: boolean): string {
  if (text === '') return 'You are in no other room yet. Type a name to find somebody.';
  return isLooking ? 'Looking…' : `No room and nobody is called “${text}”.`;
}
