/** What other parts of the conversation ask of the composer. */
export type ComposerHandle = {
  /** Puts a text behind what is written, and the caret behind it. */
  append: (text: string) => void;
  focus: () => void;
};
