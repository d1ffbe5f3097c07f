const quote = 0x22;
const backslash = 0x5c;
/** `[` and `{`, `]` and `}` differ in one bit from each other; without it they are one pair. */
const caseBit = 0x20;
const opening = 0x5b | caseBit;
const closing = 0x5d | caseBit;

/** How deep lists and objects of a JSON text are nested in each other, at the most; stops counting beyond `enough`. */
export function jsonDepth(text: string, enough = Infinity): number {
  let depth = 0;
  let deepest = 0;
  let isInString = false;
  for (let index = 0; index < text.length && deepest <= enough; index += 1) {
    const code = text.charCodeAt(index);
    if (isInString) {
      if (code === backslash) index += 1;
      else if (code === quote) isInString = false;
    } else if (code === quote) isInString = true;
    else if ((code | caseBit) === opening) deepest = Math.max(deepest, (depth += 1));
    else if ((code | caseBit) === closing) depth -= 1;
  }
  return deepest;
}
