import { useLayoutEffect, useRef, useState, type RefObject, type SyntheticEvent } from 'react';
import { complete, type Room, type Suggestion } from './suggestions';
import { useSuggestions } from './use-suggestions';

type Options = {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  onTextChange: (text: string) => void;
  room: Room;
};

/** Completes the word at the caret of a text field: what is offered, the keys that choose, and where the caret goes. */
export function useCompletion({ field, text, onTextChange, room }: Options) {
  const [caret, setCaret] = useState<number | null>(null);
  const caretToSet = useRef<number | null>(null);
  const suggestions = useSuggestions(text, caret, room);
  const { current } = suggestions;

  useLayoutEffect(() => {
    if (caretToSet.current === null) return;
    field.current?.setSelectionRange(caretToSet.current, caretToSet.current);
    caretToSet.current = null;
  }, [field, text]);

  const pick = (suggestion: Suggestion) => {
    if (!current) return;
    const completed = complete(text, current.trigger, suggestion);
    onTextChange(completed.text);
    setCaret(completed.caret);
    caretToSet.current = completed.caret;
  };

  /** Whether the key was for the list. */
  const handleKey = (key: string): boolean => {
    if (!current) return false;
    if (key === 'ArrowDown') suggestions.choose(suggestions.index + 1);
    else if (key === 'ArrowUp') suggestions.choose(suggestions.index - 1);
    else if (key === 'Enter' || key === 'Tab') pick(current.suggestion);
    else if (key === 'Escape') suggestions.dismiss();
    else return false;
    return true;
  };

  return {
    isOpen: current !== null,
    list: suggestions.list,
    index: suggestions.index,
    pick,
    handleKey,
    close: () => setCaret(null),
    handleTextChange: (caretNow: number) => setCaret(caretNow),
    handleSelect: (event: SyntheticEvent<HTMLTextAreaElement>) => {
      const { selectionStart, selectionEnd } = event.currentTarget;
      setCaret(selectionStart === selectionEnd ? selectionStart : null);
    },
  };
}
