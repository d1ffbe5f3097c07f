/** Sentences that wait for what shows them, which comes right behind the first paint. */
let waiting: string[] = [];
let show: ((sentence: string) => void) | null = null;

/** Says one sentence in passing. Never the only place of an error that someone must act on. */
export function showToast(sentence: string): void {
  if (show) show(sentence);
  else waiting.push(sentence);
}

/** From now on sentences are shown by this; those that waited are the first. Answers how to end that. */
export function showToastsBy(shower: (sentence: string) => void): () => void {
  show = shower;
  for (const sentence of waiting) shower(sentence);
  waiting = [];
  return () => {
    if (show === shower) show = null;
  };
}
