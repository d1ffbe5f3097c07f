import type { MessageView } from '@carillon/contracts';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { Button } from '../../../shared/ui/button';
import { contentOf, contentProblem } from '../composer/content-problem';
import { optionId, SuggestionList } from '../composer/suggestion-list';
import { useCompletion } from '../composer/use-completion';
import type { Editing, EditingState } from './actions-context';
import styles from './message-editor.module.css';

type Props = { message: MessageView; state: EditingState & { editing: Editing } };

/** Edits a message in its place. Enter saves, Escape leaves it as it was. */
export function MessageEditor({ message, state }: Props) {
  const { editing, account, room, members, save, cancel } = state;
  const listId = useId();
  const noteId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(editing.text);
  const { memberCount } = room;
  const completion = useCompletion({
    field,
    text,
    onTextChange: setText,
    room: { members, memberCount, reader: account.userId },
  });
  const hasChanged = text !== editing.text;
  const problem = contentProblem(contentOf(text), memberCount) ?? (hasChanged ? null : editing.problem);
  const isRefused = contentProblem(contentOf(text), memberCount) !== null;
  useCaretAtEnd(field);

  const handleSave = () => {
    if (!isRefused) save(message, text);
  };
  const handleKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    const isHandled = completion.handleKey(event.key);
    const isSave = !isHandled && event.key === 'Enter' && !event.shiftKey && !event.altKey;
    const isCancel = !isHandled && event.key === 'Escape';
    if (isSave) handleSave();
    if (isCancel) cancel();
    if (isHandled || isSave || isCancel) event.preventDefault();
    // Nothing outside, such as a dialog, is meant.
    if (isCancel) event.stopPropagation();
  };

  return (
    <div className={styles.editor}>
      {completion.isOpen && (
        <SuggestionList
          id={listId}
          suggestions={completion.list}
          index={completion.index}
          onPick={completion.pick}
        />
      )}
      <div className={styles.grow} data-text={text}>
        <textarea
          ref={field}
          rows={1}
          value={text}
          aria-label="Edit message"
          aria-describedby={noteId}
          aria-invalid={problem !== null}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={completion.isOpen ? listId : undefined}
          aria-activedescendant={completion.isOpen ? optionId(listId, completion.index) : undefined}
          enterKeyHint="done"
          className={styles.field}
          onChange={(event) => {
            setText(event.target.value);
            completion.handleTextChange(event.target.selectionStart);
          }}
          onSelect={completion.handleSelect}
          onBlur={completion.close}
          onKeyDown={handleKeyDown}
        />
      </div>
      <div className={styles.foot}>
        <p id={noteId} className={styles.note}>
          {problem === null ? (
            <span className={styles.hint}>
              <kbd>Enter</kbd> saves, <kbd>Esc</kbd> cancels
            </span>
          ) : (
            <span role="alert" className={styles.problem}>
              {isRefused ? problem : `Not saved. ${problem}`}
            </span>
          )}
        </p>
        <Button size="small" tone="quiet" onClick={cancel}>
          Cancel
        </Button>
        <Button size="small" tone="primary" disabled={isRefused} onClick={handleSave}>
          Save
        </Button>
      </div>
    </div>
  );
}

function useCaretAtEnd(field: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    const element = field.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
    element?.scrollIntoView({ block: 'nearest' });
  }, [field]);
}
