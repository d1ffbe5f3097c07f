import { limits, type FoundPerson, type UserId } from '@carillon/contracts';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { useSettled } from '../../../shared/page/use-settled';
import { Button } from '../../../shared/ui/button';
import { Dialog, DialogActions, DialogBody, DialogForm } from '../../../shared/ui/dialog';
import { peopleQuery } from '../api';
import { DestinationList, optionId } from './destination-list';
import styles from './people-picker-dialog.module.css';

type Props = {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  description: string;
  /** What the button at the end says. */
  submitLabel: string;
  /** Who cannot be chosen: the reader, and whoever is there already. */
  without: readonly UserId[];
  atMost?: number;
  isBusy: boolean;
  error: Error | null;
  onSubmit: (people: FoundPerson[]) => void;
};

/** Choosing people of this server by their names. */
export function PeoplePickerDialog({ isOpen, onClose, title, description, ...rest }: Props) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title} description={description}>
      <DialogBody>
        <PeoplePicker onClose={onClose} {...rest} />
      </DialogBody>
    </Dialog>
  );
}

type PickerProps = Omit<Props, 'isOpen' | 'title' | 'description'>;

function PeoplePicker({
  onClose,
  submitLabel,
  without,
  atMost = limits.conversations.maxPeople - 1,
  isBusy,
  error,
  onSubmit,
}: PickerProps) {
  const listId = useId();
  const [chosen, setChosen] = useState<readonly FoundPerson[]>([]);
  const [text, setText] = useState('');
  const [wanted, setIndex] = useState(0);
  const search = useSettled(text.trim(), 120);
  const { data = [], isPending, isError } = useQuery(peopleQuery(search));
  const isFull = chosen.length >= atMost;
  const taken = new Set([...without, ...chosen.map(({ userId }) => userId)]);
  const found = isFull ? [] : data.filter(({ userId }) => !taken.has(userId));
  const index = Math.min(wanted, Math.max(found.length - 1, 0));
  function choose(person: FoundPerson) {
    setChosen([...chosen, person]);
    setText('');
    setIndex(0);
  }
  function handleKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const person = found[index];
    if (step !== undefined && found.length > 0) setIndex((index + step + found.length) % found.length);
    // Without a text Enter is for the button.
    else if (event.key === 'Enter' && person && (text.trim() !== '' || chosen.length === 0)) choose(person);
    else if (event.key === 'Enter' && text.trim() !== '') setIndex(0);
    else if (event.key === 'Backspace' && text === '') setChosen(chosen.slice(0, -1));
    else return;
    event.preventDefault();
  }
  return (
    <DialogForm
      onSubmit={() => {
        if (chosen.length > 0 && !isBusy) onSubmit([...chosen]);
      }}
    >
      <div className={styles.box}>
        {chosen.map((person) => (
          <span key={person.userId} className={styles.chip}>
            <bdi>{person.displayName}</bdi>
            <button
              type="button"
              aria-label={`Remove ${person.displayName}`}
              className={styles.remove}
              onClick={() => {
                setChosen(chosen.filter(({ userId }) => userId !== person.userId));
              }}
            >
              <X />
            </button>
          </span>
        ))}
        <input
          type="text"
          role="combobox"
          aria-label="People"
          aria-expanded={found.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={found.length > 0 ? optionId(listId, index) : undefined}
          placeholder={chosen.length === 0 ? 'Name or alias' : ''}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          maxLength={limits.pages.maxSearchLength}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setIndex(0);
          }}
          onKeyDown={handleKeyDown}
        />
      </div>
      <div className={styles.found}>
        <DestinationList
          id={listId}
          label="People found"
          destinations={found.map((person) => ({ kind: 'person', person }))}
          index={index}
          onPoint={setIndex}
          onChoose={(destination) => {
            if (destination.kind === 'person') choose(destination.person);
          }}
        />
        {found.length === 0 && (
          <p role="status" className={styles.none}>
            {noneText({ isFull, isPending, isError, text: text.trim(), atMost })}
          </p>
        )}
      </div>
      {error && (
        <p role="alert" className={styles.problem}>
          {error.message}
        </p>
      )}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="primary" isBusy={isBusy} disabled={chosen.length === 0}>
          {submitLabel}
        </Button>
      </DialogActions>
    </DialogForm>
  );
}

type State = { isFull: boolean; isPending: boolean; isError: boolean; text: string; atMost: number };

function noneText({ isFull, isPending, isError, text, atMost }: State): string {
  if (isFull) return `That is everybody who has room here: ${String(atMost)} people.`;
  if (isError) return 'People cannot be looked up at the moment.';
  if (isPending) return 'Looking…';
  return text === '' ? 'Nobody else is here yet.' : `Nobody else is called “${text}”.`;
}
