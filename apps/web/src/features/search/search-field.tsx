import { limits } from '@carillon/contracts';
import { Search } from 'lucide-react';
import { useRef, type KeyboardEvent } from 'react';
import { Button } from '../../shared/ui/button';
import type { Completion } from './completions';
import styles from './search-page.module.css';

type Props = {
  line: string;
  onLineChange: (line: string) => void;
  onSubmit: () => void;
  /** What may be written next. */
  completions: readonly Completion[];
  /** The reader goes on to what was found. */
  onDown: () => void;
};

/** Where the line is written, with buttons below it for how it may go on. */
export function SearchField({ line, onLineChange, onSubmit, completions, onDown }: Props) {
  const input = useRef<HTMLInputElement>(null);
  function handleKey(event: KeyboardEvent) {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      onDown();
    }
    if (event.key === 'Escape' && line !== '') {
      event.stopPropagation();
      onLineChange('');
    }
  }
  return (
    <form
      role="search"
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <div className={styles.row}>
        <label className={styles.field}>
          <Search aria-hidden="true" />
          <span className="visually-hidden">Search messages</span>
          <input
            ref={input}
            autoFocus
            type="search"
            enterKeyHint="search"
            autoComplete="off"
            spellCheck={false}
            placeholder="Search messages"
            maxLength={limits.search.maxQueryLength}
            value={line}
            onChange={(event) => {
              onLineChange(event.target.value);
            }}
            onKeyDown={handleKey}
          />
        </label>
        <Button type="submit" tone="primary" disabled={line.trim() === ''}>
          Search
        </Button>
      </div>
      {completions.length > 0 && (
        <div role="group" aria-label="Narrow the search down" className={styles.completions}>
          {completions.map((completion) => (
            <button
              key={completion.text}
              type="button"
              title={completion.meaning}
              className={styles.completion}
              onClick={() => {
                onLineChange(completion.line);
                input.current?.focus();
              }}
            >
              {completion.text}
            </button>
          ))}
        </div>
      )}
    </form>
  );
}
