import type { Inline } from './document.js';
import { canBeFollowed, shownAddress } from './hosts.js';
import type { SyntaxMatch } from './text-syntax.js';

const allowedTarget = /^(?:https?:\/\/[^\s/?#]|mailto:[^\s])/i;
const controlCharacters = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** The target as it may be followed, or null where it must not be one: only http, https and mailto are. */
export function safeTarget(target: string): string | null {
  const trimmed = target.trim();
  const whole = /^www\./i.test(trimmed) ? `http://${trimmed}` : trimmed;
  if (!allowedTarget.test(whole) || controlCharacters.test(whole)) return null;
  // A browser would take a backslash for a slash, and so another part of the address for its host.
  const encoded = whole.replace(/\s/g, '%20').replaceAll('\\', '%5C');
  return canBeFollowed(encoded) ? encoded : null;
}

// Full-width marks end it too: no space need follow them.
const bareUrl =
  /(?:https?:\/\/(?=[\p{L}\p{N}[])|www\.(?=[\p{L}\p{N}]))[^\s<>"`\p{Cc}。，；！？（）「」『』【】《》]+/iuy;

/**
 * The web address that starts at `at`, as GFM reads it: `www.` needs a space or an opening mark before it, `http://`
 * only no letter or digit. `before` is the character in front, empty at the start of the text.
 */
export function urlAt(text: string, at: number, before: string): SyntaxMatch | null {
  bareUrl.lastIndex = at;
  const found = bareUrl.exec(text)?.[0];
  if (!found || !mayStart(found, before)) return null;
  const url = withoutTrailingPunctuation(found);
  const href = safeTarget(url);
  // What is left after trimming may be no address any more, such as `www.` or `http://a` cut at its first letter.
  if (!href || !/^(?:https?:\/\/[\p{L}\p{N}[]|www\.[\p{L}\p{N}_-]+\.[\p{L}\p{N}])/iu.test(url)) return null;
  return { start: at, end: at + url.length, node: linkTo(href, shownAddress(url, href)) };
}

function mayStart(url: string, before: string): boolean {
  return /^www/i.test(url) ? /^[\s*_~("'[]?$/.test(before) : !/[\p{L}\p{N}]/u.test(before);
}

function linkTo(href: string, text: string): Inline {
  return { kind: 'link', href, children: [{ kind: 'text', text }] };
}

const openerOf: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** GFM's rule: sentence marks at the end are not part of it, nor a closing bracket that nothing in it opens. */
function withoutTrailingPunctuation(url: string): string {
  const surplus = new Map<string, number>();
  for (const [closer, opener] of Object.entries(openerOf)) {
    surplus.set(closer, count(url, closer) - count(url, opener));
  }
  let end = url.length;
  for (; end > 0; end -= 1) {
    const last = url.charAt(end - 1);
    const tooMany = surplus.get(last);
    if (tooMany !== undefined && tooMany > 0) surplus.set(last, tooMany - 1);
    else if (last === ';') end = endBeforeEntity(url, end);
    else if (!/[?!.,:*_~'|、：]/u.test(last)) break;
  }
  return url.slice(0, end);
}

/** Where to cut at a trailing `;`: before the whole `&name;` if it ends one. The caller takes one more off. */
function endBeforeEntity(url: string, end: number): number {
  const entity = /&[a-z0-9]{1,32};$/i.exec(url.slice(Math.max(0, end - 34), end));
  return entity ? end - entity[0].length + 1 : end;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

const localPart = /[a-z0-9_][a-z0-9._%+'&-]{0,63}$/i;
const mailDomain =
  /(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}\p{L}{2,63}(?![\p{L}\p{N}_@-])/uy;
const mailScheme = /mailto:$/i;

/** The mail address whose @ stands at `at`; what lies before `from` is taken already. */
export function mailAt(text: string, at: number, from: number): SyntaxMatch | null {
  const local = localPart.exec(text.slice(Math.max(from, at - 64), at))?.[0];
  if (!local || /[.'&]$/.test(local)) return null;
  mailDomain.lastIndex = at + 1;
  const domain = mailDomain.exec(text)?.[0];
  if (!domain) return null;
  const addressStart = at - local.length;
  const hasScheme = mailScheme.test(text.slice(Math.max(from, addressStart - 7), addressStart));
  const start = hasScheme ? addressStart - 7 : addressStart;
  const end = at + 1 + domain.length;
  const href = `mailto:${local}@${domain}`;
  return { start, end, node: linkTo(href, shownAddress(text.slice(start, end), href)) };
}
