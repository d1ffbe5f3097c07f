import type { EmojiChoice } from '@carillon/message-format';
import { recall, remember } from '../../../shared/page/remembered';

/** Emoji that are remembered as chosen last; two rows of the picker. Inclusive. */
const maxRecent = 16;

/** The names of the emoji chosen last on this device, newest first. */
export function recentNames(): string[] {
  return (recall('emoji.recent') ?? '').split(' ').filter((name) => name !== '');
}

/** Remembers a choice. */
export function rememberChoice({ name }: EmojiChoice): void {
  const names = [name, ...recentNames().filter((other) => other !== name)];
  remember('emoji.recent', names.slice(0, maxRecent).join(' '));
}
