import { limits } from '@carillon/contracts';

/** Control characters, and those that turn the direction of what follows: `gpj.exe` must not look like `exe.jpg`. */
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;
/** What names of files cannot hold on one system or another; a path ends with the name. */
const path = /^.*[\\/]/s;
const unsafe = /[<>:"|?*]/g;

/** The name of an uploaded file as it is kept and offered for saving: no path, nothing unseen, not too long. */
export function fileName(given: string): string {
  const name = given
    .toWellFormed()
    .normalize('NFC')
    .replace(unseen, '')
    .replace(path, '')
    .replace(unsafe, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  return name === '' ? 'file' : shortened(name);
}

/** A long name loses its middle, so that what kind of file it is stays visible. */
function shortened(name: string): string {
  // Code points, as the limit counts them.
  const characters = Array.from(name);
  const most = limits.attachments.maxNameLength;
  if (characters.length <= most) return name;
  const ending = /\.[^.]{1,16}$/.exec(name)?.[0] ?? '';
  const room = most - Array.from(ending).length - 1;
  return `${characters.slice(0, room).join('')}…${ending}`;
}

/**
 * `Content-Disposition` by RFC 6266: the name in ASCII for old programs, and in UTF-8 by RFC 8187 for all others.
 * Browsers show what is `inline`, and save under this name.
 */
export function contentDisposition(kind: 'inline' | 'attachment', name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
