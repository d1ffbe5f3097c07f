import { useEffect, useState } from 'react';
import { untilLoaded } from '../../../shared/page/until-loaded';
import type { CodeToken } from './code-tokens';

/**
 * Longest code that is coloured. Unit: UTF-16 code units, inclusive; longer code is shown plain. The highlighter's
 * time can grow with the square of the length on code made for the purpose: this bounds it to a fraction of a second.
 */
const maxColouredLength = 8_000;

/** The coloured pieces of a code, once they are made; null before, and where there is nothing to colour. */
export function useCodeTokens(language: string | null, code: string): readonly CodeToken[] | null {
  const [made, setMade] = useState<{ code: string; tokens: CodeToken[] | null } | null>(null);

  useEffect(() => {
    if (language === null || code.length > maxColouredLength) return;
    let isWanted = true;
    makeTokens(language, code).then(
      (tokens) => {
        if (isWanted) setMade({ code, tokens });
      },
      (error: unknown) => {
        console.warn('Code is shown without colours.', error);
      },
    );
    return () => {
      isWanted = false;
    };
  }, [language, code]);

  return made?.code === code ? made.tokens : null;
}

let last: Promise<unknown> = Promise.resolve();

/** One after the other, each in a task of its own, so that the page stays usable while a room full of code is coloured. */
function makeTokens(language: string, code: string): Promise<CodeToken[] | null> {
  const made = Promise.allSettled([last])
    .then(nextTask)
    .then(() => untilLoaded(() => import('./highlighter')))
    .then(({ codeTokens }) => codeTokens(language, code));
  last = made;
  return made;
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
