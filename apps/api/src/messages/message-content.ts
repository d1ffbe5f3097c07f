import { limits, utf8ByteLength } from '@carillon/contracts';
import { DomainError } from '../platform/errors/domain-error.js';
import { storableText } from './message-draft.js';

/**
 * A member's text as it is stored, whether it is new or edited. Only beside files it may be empty.
 * @throws DomainError MESSAGE_BLANK, MESSAGE_TOO_LONG
 */
export function checkedContent(content: string, hasFiles: boolean): string {
  if (content.trim() === '') {
    if (hasFiles) return '';
    throw new DomainError('MESSAGE_BLANK');
  }
  const bytes = utf8ByteLength(content);
  const maxBytes = limits.messages.maxContentBytes;
  if (bytes > maxBytes) throw new DomainError('MESSAGE_TOO_LONG', { values: { bytes, maxBytes } });
  return storableText(content);
}
