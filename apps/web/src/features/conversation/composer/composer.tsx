import type { AccountView, MemberView, RoomView } from '@carillon/contracts';
import { SendHorizontal } from 'lucide-react';
import {
  useEffect,
  useEffectEvent,
  useId,
  useImperativeHandle,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type RefObject,
  type SubmitEvent,
} from 'react';
import { AttachButton } from '../attachments/attach-button';
import { uploadedFiles } from '../attachments/chosen-file';
import { ChosenFileList } from '../attachments/chosen-file-list';
import { filesOf } from '../attachments/given-files';
import type { ChosenFiles } from '../attachments/use-chosen-files';
import type { Written } from '../outbox';
import { classNames } from '../../../shared/ui/class-names';
import { IconButton } from '../../../shared/ui/icon-button';
import { applyEdit, editOf } from './apply-edit';
import type { ComposerHandle } from './composer-handle';
import { ComposerNote } from './composer-note';
import { ComposerTools } from './composer-tools';
import styles from './composer.module.css';
import { contentOf, contentProblem } from './content-problem';
import { continueLine } from './edits';
import { formatOf } from './formats';
import { pasted } from './pasted';
import { Preview } from './preview';
import { optionId, SuggestionList } from './suggestion-list';
import { useCompletion } from './use-completion';

type Props = {
  room: RoomView;
  account: AccountView;
  members: readonly MemberView[];
  text: string;
  onTextChange: (text: string) => void;
  /** What goes with the text. */
  files: ChosenFiles;
  /** Takes the message; what becomes of it is shown in the conversation. */
  onSend: (written: Written) => void;
  /** ArrowUp in an empty field: edits the reader's last message. False if there is none. */
  onEditLast: () => boolean;
  handle: RefObject<ComposerHandle | null>;
  /** False until the conversation is there to take a message; what is sent before leaves then. */
  isReady: boolean;
};

/** Where the reader writes. */
export function Composer(props: Props) {
  const { room, account, members, text, onTextChange, files, onSend, onEditLast, handle, isReady } = props;
  const listId = useId();
  const noteId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [isPreviewing, setIsPreviewing] = useState(false);
  const { memberCount } = room;
  const completion = useCompletion({
    field,
    text,
    onTextChange,
    room: { members, memberCount, reader: account.userId },
  });

  const content = contentOf(text);
  const problem = contentProblem(content, memberCount);
  const attachments = uploadedFiles(files.files);
  const hasFailed = files.files.some(({ state }) => state === 'failed');
  const canSend = (content !== '' || files.files.length > 0) && problem === null && !hasFailed;
  const { send, forget } = useSend({
    isReady: isReady && attachments !== null,
    canSend,
    onSend: () => {
      onTextChange('');
      completion.close();
      files.clear();
      onSend({ content, attachments: attachments ?? [] });
    },
  });
  useFocusAtOpening(field);
  useImperativeHandle(handle, () => handleOf(field), []);

  const handleKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While an input method is composing, its keys are its own.
    if (event.nativeEvent.isComposing) return;
    const isEditLast = event.key === 'ArrowUp' && text === '' && !event.shiftKey && onEditLast();
    const isHandled = isEditLast || completion.handleKey(event.key) || handleEditKey(event);
    const isSend = !isHandled && event.key === 'Enter' && !event.shiftKey && !event.altKey;
    if (isSend) send();
    if (isHandled || isSend) event.preventDefault();
  };
  const handlePaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const given = filesOf(event.clipboardData);
    // A table copied from a spreadsheet comes with a picture of itself; the text is what is meant.
    if (given.length > 0 && event.clipboardData.getData('text/plain') === '') {
      event.preventDefault();
      files.choose(given);
      return;
    }
    const edit = pasted(editOf(event.currentTarget), event.clipboardData);
    if (!edit) return;
    event.preventDefault();
    applyEdit(event.currentTarget, edit);
  };

  return (
    <form
      className={styles.composer}
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        send();
      }}
    >
      {completion.isOpen && (
        <SuggestionList
          id={listId}
          suggestions={completion.list}
          index={completion.index}
          onPick={completion.pick}
        />
      )}
      {isPreviewing && <Preview content={content} members={members} reader={account.userId} />}
      <div className={classNames(styles.box, problem !== null && styles.refused)}>
        <ChosenFileList files={files.files} onDrop={files.drop} onRetry={files.retry} />
        <div className={styles.grow} data-text={text}>
          <textarea
            ref={field}
            data-composer
            rows={1}
            value={text}
            aria-label={`Message ${room.name}`}
            aria-describedby={noteId}
            aria-invalid={problem !== null}
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-controls={completion.isOpen ? listId : undefined}
            aria-activedescendant={completion.isOpen ? optionId(listId, completion.index) : undefined}
            placeholder={`Message ${room.name}`}
            enterKeyHint="send"
            className={styles.field}
            onChange={(event) => {
              forget();
              onTextChange(event.target.value);
              completion.handleTextChange(event.target.selectionStart);
            }}
            onSelect={completion.handleSelect}
            onBlur={completion.close}
            onKeyDown={handleKeyDown}
            onPaste={handlePaste}
          />
        </div>
        <div className={styles.foot}>
          <AttachButton onFiles={files.choose} />
          <ComposerTools
            field={field}
            isPreviewing={isPreviewing}
            onPreviewToggle={() => {
              setIsPreviewing(!isPreviewing);
            }}
          />
          <span className={classNames(styles.send, canSend && styles.ready)}>
            <IconButton type="submit" label="Send" size="small" disabled={!canSend}>
              <SendHorizontal />
            </IconButton>
          </span>
        </div>
      </div>
      <ComposerNote id={noteId} content={content} problem={problem} />
    </form>
  );
}

function handleOf(field: RefObject<HTMLTextAreaElement | null>): ComposerHandle {
  return {
    append: (text) => {
      if (!field.current) return;
      const before = field.current.value.trimEnd();
      const all = before === '' ? text : `${before}\n\n${text}`;
      applyEdit(field.current, { text: all, start: all.length, end: all.length });
    },
    focus: () => {
      focusWithoutKeyboard(field.current);
    },
  };
}

/** Whether the key was one that changes the text in more than one place: a format's, or a new line in a list. */
function handleEditKey(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
  const edit = editOf(event.currentTarget);
  const isNewLine = event.key === 'Enter' && event.shiftKey && !event.ctrlKey && !event.metaKey;
  const format = formatOf(event);
  // Without anything selected the keys for a link are left to the page, which goes to a room by them.
  if (format?.key === 'k' && edit.start === edit.end) return false;
  const changed = isNewLine ? continueLine(edit) : format?.edit(edit);
  if (changed) applyEdit(event.currentTarget, changed);
  return Boolean(changed);
}

type Sending = { isReady: boolean; canSend: boolean; onSend: () => void };

/** Sends at once, or as soon as the conversation is loaded: who writes faster than it loads has pressed Enter all the same. */
function useSend({ isReady, canSend, onSend }: Sending): { send: () => void; forget: () => void } {
  const sendsWhenReady = useRef(false);

  const send = () => {
    sendsWhenReady.current = canSend && !isReady;
    if (canSend && isReady) onSend();
  };
  const sendNow = useEffectEvent(() => {
    if (sendsWhenReady.current) send();
  });
  useEffect(() => {
    if (isReady) sendNow();
  }, [isReady]);

  return {
    send,
    forget: () => {
      sendsWhenReady.current = false;
    },
  };
}

function useFocusAtOpening(field: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    focusWithoutKeyboard(field.current);
  }, [field]);
}

/** On a phone the focus would open the keyboard over the conversation. */
function focusWithoutKeyboard(field: HTMLTextAreaElement | null): void {
  if (window.matchMedia('(pointer: fine)').matches) field?.focus();
}
