import { useMemo, useState } from 'react';
import { suggestionsFor, triggerAt, type Room, type Suggestion, type Trigger } from './suggestions';

/** What the composer offers at the caret, which of it is chosen, and how to move through it. */
export function useSuggestions(text: string, caret: number | null, room: Room) {
  const { members, memberCount, reader } = room;
  const trigger = useMemo(() => (caret === null ? null : triggerAt(text, caret)), [text, caret]);
  const [dismissedAt, setDismissedAt] = useState<number | null>(null);
  const [chosen, setChosen] = useState({ query: '', index: 0 });

  // What was dismissed stays so while that word is being written.
  if (trigger === null && dismissedAt !== null) setDismissedAt(null);
  const isOpen = trigger !== null && trigger.start !== dismissedAt;
  const suggestions = useMemo(
    () => (isOpen ? suggestionsFor(trigger, { members, memberCount, reader }) : []),
    [isOpen, trigger, members, memberCount, reader],
  );
  // A choice belongs to the query it was made for.
  const query = trigger?.query ?? '';
  const index = chosen.query === query ? Math.min(chosen.index, suggestions.length - 1) : 0;

  return {
    list: suggestions,
    index,
    current: currentOf(trigger, suggestions[index]),
    choose: (next: number) => setChosen({ query, index: (next + suggestions.length) % suggestions.length }),
    dismiss: () => setDismissedAt(trigger?.start ?? null),
  };
}

function currentOf(
  trigger: Trigger | null,
  suggestion: Suggestion | undefined,
): { trigger: Trigger; suggestion: Suggestion } | null {
  return trigger && suggestion ? { trigger, suggestion } : null;
}
