import { limits, type AvailabilityChoice, type MyAvailabilityView } from '@carillon/contracts';
import { Smile, X } from 'lucide-react';
import { useRef, useState, type ComponentType, type RefObject } from 'react';
import { Button } from '../../shared/ui/button';
import { Dialog, DialogActions, DialogBody, DialogForm } from '../../shared/ui/dialog';
import { IconButton } from '../../shared/ui/icon-button';
import { RadioChoice, type RadioOption } from '../../shared/ui/radio-choice';
import { SelectField } from '../../shared/ui/select-field';
import { TextField } from '../../shared/ui/text-field';
import { useChangeAvailability } from './api';
import { endOf, lastings, type Lasting } from './ends';
import { useMyAvailability } from './my-mark';
import styles from './status-dialog.module.css';

/** The picker of all emoji, which belongs to the conversation. */
export type EmojiPickerComponent = ComponentType<{
  anchor: RefObject<HTMLElement | null>;
  field: RefObject<HTMLElement | null>;
  onPick: (character: string) => void;
  onClose: () => void;
}>;

type Props = { isOpen: boolean; onClose: () => void; EmojiPicker: EmojiPickerComponent };

const choices: readonly RadioOption<AvailabilityChoice>[] = [
  {
    value: 'automatic',
    label: 'Available',
    hint: 'Idle after 10 minutes without input on any of your devices',
  },
  { value: 'busy', label: 'Busy', hint: 'Others see it; you are notified as always' },
  { value: 'do-not-disturb', label: 'Do not disturb', hint: 'No notification and no sound' },
  { value: 'hidden', label: 'Hidden', hint: 'You look offline, and not present in any room' },
];

const suggestions = [
  { emoji: '📅', text: 'In a meeting', lasting: '1h' },
  { emoji: '🍜', text: 'At lunch', lasting: '30m' },
  { emoji: '🎧', text: 'Focusing', lasting: '4h' },
  { emoji: '🤒', text: 'Off sick', lasting: 'today' },
  { emoji: '🌴', text: 'On holiday', lasting: 'open' },
] as const;

/** How I am to be reached, the words beside my name, and how long each lasts. */
export function StatusDialog({ isOpen, onClose, EmojiPicker }: Props) {
  const mine = useMyAvailability();
  return (
    <Dialog isOpen={isOpen && mine !== null} onClose={onClose} title="Availability and status">
      <DialogBody>
        {mine && <StatusForm mine={mine} onClose={onClose} EmojiPicker={EmojiPicker} />}
      </DialogBody>
    </Dialog>
  );
}

type FormProps = { mine: MyAvailabilityView; onClose: () => void; EmojiPicker: EmojiPickerComponent };

function StatusForm({ mine, onClose, EmojiPicker }: FormProps) {
  const [choice, setChoice] = useState(mine.choice);
  const [choiceLasting, setChoiceLasting] = useState<Lasting>(mine.until === null ? 'open' : 'kept');
  const [text, setText] = useState(mine.status?.text ?? '');
  const [emoji, setEmoji] = useState(mine.status?.emoji ?? null);
  const [statusLasting, setStatusLasting] = useState<Lasting>(mine.status?.until ? 'kept' : 'open');
  const change = useChangeAvailability();
  const isCleared = text.trim() === '' && emoji === null;

  function handleSubmit() {
    const now = new Date();
    const until = (lasting: Lasting, kept: string | null | undefined) =>
      lasting === 'kept' ? (kept ?? null) : endOf(lasting, now);
    change.mutate({
      choice,
      until: choice === 'automatic' ? null : until(choiceLasting, mine.until),
      status: isCleared
        ? null
        : { text: text.trim() || null, emoji, until: until(statusLasting, mine.status?.until) },
    });
    onClose();
  }

  return (
    <DialogForm onSubmit={handleSubmit}>
      <div className={styles.status}>
        <EmojiButton emoji={emoji} onEmojiChange={setEmoji} EmojiPicker={EmojiPicker} />
        <TextField
          label="Status"
          placeholder="What are you up to?"
          autoComplete="off"
          maxLength={limits.availability.maxTextLength}
          value={text}
          onValueChange={setText}
        />
        {!isCleared && (
          <span className={styles.picker}>
            <IconButton
              label="Clear status"
              onClick={() => {
                setText('');
                setEmoji(null);
              }}
            >
              <X />
            </IconButton>
          </span>
        )}
      </div>
      {isCleared ? (
        <ul aria-label="Suggestions" className={styles.suggestions}>
          {suggestions.map((suggestion) => (
            <li key={suggestion.text}>
              <Button
                size="small"
                onClick={() => {
                  setEmoji(suggestion.emoji);
                  setText(suggestion.text);
                  setStatusLasting(suggestion.lasting);
                }}
              >
                <span className={styles.emoji}>{suggestion.emoji}</span> {suggestion.text}
              </Button>
            </li>
          ))}
        </ul>
      ) : (
        <SelectField
          label="Show the status"
          options={optionsFor(mine.status?.until)}
          value={statusLasting}
          onValueChange={setStatusLasting}
        />
      )}
      <RadioChoice legend="Availability" options={choices} value={choice} onValueChange={setChoice} />
      {choice !== 'automatic' && (
        <SelectField
          label="Keep it"
          options={optionsFor(mine.until)}
          value={choiceLasting}
          onValueChange={setChoiceLasting}
        />
      )}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="primary">
          Save
        </Button>
      </DialogActions>
    </DialogForm>
  );
}

const timeFormat = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** Where an end was chosen before, it can stay. */
function optionsFor(kept: string | null | undefined): readonly { value: Lasting; label: string }[] {
  if (!kept) return lastings;
  return [{ value: 'kept', label: `Until ${timeFormat.format(new Date(kept))}` }, ...lastings];
}

type EmojiButtonProps = {
  emoji: string | null;
  onEmojiChange: (emoji: string | null) => void;
  EmojiPicker: EmojiPickerComponent;
};

function EmojiButton({ emoji, onEmojiChange, EmojiPicker }: EmojiButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const close = () => {
    setIsOpen(false);
  };
  return (
    <span className={styles.picker}>
      <IconButton
        ref={button}
        label={emoji === null ? 'Choose an emoji' : 'Choose another emoji'}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => {
          setIsOpen(!isOpen);
        }}
      >
        {emoji === null ? <Smile /> : <span className={styles.emoji}>{emoji}</span>}
      </IconButton>
      {isOpen && (
        <EmojiPicker
          anchor={button}
          field={button}
          onPick={(character) => {
            onEmojiChange(character);
            close();
          }}
          onClose={close}
        />
      )}
    </span>
  );
}
