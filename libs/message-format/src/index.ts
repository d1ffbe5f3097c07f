export type { Alignment, Block, Inline, ListItem, MessageDocument, MessageFormat } from './document.js';
export {
  canonicalEmoji,
  emojiGroups,
  searchEmoji,
  withTone,
  type EmojiChoice,
  type EmojiGroup,
} from './emoji.js';
export { mentionsIn, type DocumentMentions } from './mentions.js';
export { parseMessage } from './parse.js';
export { excerpt, isEmojiOnly, plainText } from './plain-text.js';
export { shownText, type ShownText } from './shown-text.js';
