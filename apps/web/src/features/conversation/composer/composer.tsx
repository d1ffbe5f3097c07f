import type { AccountView, MemberView, RoomView } from '@carillon/contracts';
import { SendHorizontal } from 'lucide-react';
import {
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type SubmitEvent,
} from 'react';
import { classNames } from '../../../shared/ui/class-names';
import { IconButton } from '../../../shared/ui/icon-button';
import { byteCount, contentOf, contentProblem } from './content-problem';
import styles from './composer.module.css';
import { optionId, SuggestionList } from './suggestion-list';
import { complete, type Suggestion } from './suggestions';
import { useSuggestions } from './use-suggestions';

type Props = {
  room: RoomView;
  account: AccountView;
  members: readonly MemberView[];
  text: string;
  onTextChange: (text: string) => void;
  /** Takes the message; what becomes of it is shown in the conversation. */
  onSend: (content: string) => void;
  /** False until the conversation is there to take a message; what is sent before leaves then. */
  isReady: boolean;
};

/** Where the reader writes. */
export function Composer({ room, account, members, text, onTextChange, onSend, isReady }: Props) {
  const listId = useId();
  const noteId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const caretToSet = useRef<number | null>(null);
  const { memberCount } = room;
  const suggestions = useSuggestions(text, caret, { members, memberCount, reader: account.userId });

  const content = contentOf(text);
  const problem = contentProblem(content, memberCount);
  const canSend = content !== '' && problem === null;
  const sendsWhenReady = useRef(false);

  useFocusAtOpening(field);
  useLayoutEffect(() => {
    if (caretToSet.current === null) return;
    field.current?.setSelectionRange(caretToSet.current, caretToSet.current);
    caretToSet.current = null;
  }, [text]);

  const send = () => {
    sendsWhenReady.current = canSend && !isReady;
    if (!canSend || !isReady) return;
    onTextChange('');
    setCaret(null);
    onSend(content);
  };

  // Who writes faster than the conversation loads has pressed Enter all the same.
  const sendNow = useEffectEvent(() => {
    if (sendsWhenReady.current) send();
  });
  useEffect(() => {
    if (isReady) sendNow();
  }, [isReady]);

  const pick = (suggestion: Suggestion) => {
    if (!suggestions.current) return;
    const completed = complete(text, suggestions.current.trigger, suggestion);
    onTextChange(completed.text);
    setCaret(completed.caret);
    caretToSet.current = completed.caret;
  };

  const handleKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While an input method is composing, its keys are its own.
    if (event.nativeEvent.isComposing) return;
    const isHandled = suggestions.current
      ? handleListKey(event.key, suggestions.current.suggestion)
      : handleSendKey(event);
    if (isHandled) event.preventDefault();
  };

  const handleListKey = (key: string, current: Suggestion): boolean => {
    if (key === 'ArrowDown') suggestions.choose(suggestions.index + 1);
    else if (key === 'ArrowUp') suggestions.choose(suggestions.index - 1);
    else if (key === 'Enter' || key === 'Tab') pick(current);
    else if (key === 'Escape') suggestions.dismiss();
    else return false;
    return true;
  };

  const handleSendKey = (event: KeyboardEvent): boolean => {
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return false;
    send();
    return true;
  };

  return (
    <form
      className={styles.composer}
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        send();
      }}
    >
      {suggestions.current && (
        <SuggestionList id={listId} suggestions={suggestions.list} index={suggestions.index} onPick={pick} />
      )}
      <div className={classNames(styles.box, problem !== null && styles.refused)}>
        <div className={styles.grow} data-text={text}>
          <textarea
            ref={field}
            rows={1}
            value={text}
            aria-label={`Message ${room.name}`}
            aria-describedby={noteId}
            aria-invalid={problem !== null}
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-controls={suggestions.current ? listId : undefined}
            aria-activedescendant={suggestions.current ? optionId(listId, suggestions.index) : undefined}
            placeholder={`Message ${room.name}`}
            enterKeyHint="send"
            className={styles.field}
            onChange={(event) => {
              sendsWhenReady.current = false;
              onTextChange(event.target.value);
              setCaret(event.target.selectionStart);
              suggestions.reset();
            }}
            onSelect={(event) => {
              const { selectionStart, selectionEnd } = event.currentTarget;
              setCaret(selectionStart === selectionEnd ? selectionStart : null);
            }}
            onBlur={() => {
              setCaret(null);
            }}
            onKeyDown={handleKeyDown}
          />
        </div>
        <span className={classNames(styles.send, canSend && styles.ready)}>
          <IconButton type="submit" label="Send" disabled={!canSend}>
            <SendHorizontal />
          </IconButton>
        </span>
      </div>
      <Note id={noteId} content={content} problem={problem} />
    </form>
  );
}

/** On a phone the focus would open the keyboard over the conversation. */
function useFocusAtOpening(field: React.RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    if (window.matchMedia('(pointer: fine)').matches) field.current?.focus();
  }, [field]);
}

function Note({ id, content, problem }: { id: string; content: string; problem: string | null }) {
  const count = byteCount(content);
  return (
    <p id={id} className={styles.note}>
      {problem === null ? (
        <span className={styles.hint}>
          <kbd>Enter</kbd> to send, <kbd>Shift</kbd>+<kbd>Enter</kbd> for a new line. Markdown works.
        </span>
      ) : (
        <span role="alert" className={styles.problem}>
          {problem}
        </span>
      )}
      {count && (
        <span className={classNames(styles.count, count.isTooLong && styles.problem)}>
          {count.bytes.toLocaleString()} / {count.max.toLocaleString()} bytes
        </span>
      )}
    </p>
  );
}
