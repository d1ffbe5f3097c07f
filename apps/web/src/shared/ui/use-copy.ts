import { useEffect, useState } from 'react';
import { copyText } from './copy-text';

/** `refused`: the browser does not let a button copy, so the text has to be shown. */
export type CopyOutcome = 'none' | 'copied' | 'refused';

const copiedForMs = 2000;

/** Copies a text and tells for a moment how that went. */
export function useCopy(): { outcome: CopyOutcome; copy: (text: string) => Promise<void> } {
  const [outcome, setOutcome] = useState<CopyOutcome>('none');

  useEffect(() => {
    if (outcome !== 'copied') return;
    const timer = setTimeout(() => {
      setOutcome('none');
    }, copiedForMs);
    return () => {
      clearTimeout(timer);
    };
  }, [outcome]);

  return {
    outcome,
    copy: async (text) => {
      setOutcome((await copyText(text)) ? 'copied' : 'refused');
    },
  };
}
