// How the host of an address is shown, so that nobody takes it for another one.

/** Both sides have it; the compiler's own list of names has it only together with the DOM. */
declare const URL: {
  canParse(address: string): boolean;
  new (address: string): { hostname: string };
};

/** Whether a browser would follow it: it may start well and still have an impossible host or port. */
export function canBeFollowed(address: string): boolean {
  return URL.canParse(address);
}

const parts = /^((?:https?:)?\/\/|mailto:[^@]*@)?([^/?#]*)(.*)$/isu;
const userInfo = /^.*@/s;
const port = /:\d*$/;

/**
 * A bare address as it is shown: its host as it was written, or in the letters of the domain system (`xn--…`) where
 * those written could pass for others; characters that cannot be seen are spelled out. Where a name stands before
 * the host, as in `http://bank.example@thief.example`, the host is said once more.
 */
export function shownAddress(written: string, href: string): string {
  const [, start = '', authority = '', rest = ''] = parts.exec(written) ?? [];
  const name = authority.replace(userInfo, '').replace(port, '');
  const real = hostOf(href);
  const shown =
    name === '' || real === null || isPlainly(name, real) ? authority : authority.replace(name, () => real);
  const again = real !== null && !/^mailto:/i.test(href) && userInfo.test(authority) ? ` (${real})` : '';
  return spelledOut(start + shown + rest) + again;
}

/**
 * The host that a link leads to, where its label names another one, or could be taken to; else null.
 * `[http://bank.example](http://thief.example)` is the oldest trick there is.
 */
export function hostBehind(label: string, href: string): string | null {
  const found = hostNamedBy(label.trim());
  const real = hostOf(href);
  if (found === null || real === null) return null;
  // In a mail address the name before the @ is not the host; in a web address it is put there to be taken for it.
  const named = /^mailto:/i.test(href) ? found.replace(userInfo, '') : found;
  const isSame =
    isPlainly(named, real) || isPlainly(`www.${named}`, real) || named.toLowerCase() === `www.${real}`;
  return isSame ? null : real;
}

/** Ends of names that readers take for addresses, though nothing else says so; most others are endings of files, too. */
const wellKnownEnd =
  /\.(?:com|org|net|edu|gov|mil|int|info|biz|io|co|dev|app|bank|cloud|online|shop|eu|uk|de|fr|it|es|nl|ch|at|be|se|no|dk|fi|us|ca|mx|br|au|nz|jp|cn|kr|in|ru|za)$/i;

/** The host, with what may stand before an @, that a label seems to say; null for words. */
function hostNamedBy(label: string): string | null {
  const [, start = '', name = '', after = ''] = /^(https?:\/\/|www\.|)([^\s/?#]+)(.*)$/isu.exec(label) ?? [];
  const host = name.replace(port, '');
  // No host is longer than 255 characters.
  if (host.length > 320 || /\s/.test(after)) return null;
  if (start === '' && !wellKnownEnd.test(host) && !/^[^@]+@[^@]+\.[^@]+$/.test(host)) return null;
  return /^www\.$/i.test(start) ? start + host : host;
}

/** The host of a web address in the letters of the domain system; null for mail and for what is no address. */
function hostOf(href: string): string | null {
  if (/^mailto:/i.test(href)) return mailHostOf(href);
  return /^https?:/i.test(href) && canBeFollowed(href) ? new URL(href).hostname : null;
}

function mailHostOf(href: string): string | null {
  const domain = href.slice(href.lastIndexOf('@') + 1);
  return canBeFollowed(`http://${domain}`) ? new URL(`http://${domain}`).hostname : null;
}

/** Whether a host as written can be nothing else than the real one. */
function isPlainly(written: string, real: string): boolean {
  const name = written.toLowerCase();
  if (name === real) return true;
  // A registered name in full letters: only those that browsers show so, and only in their canonical spelling.
  if (!/[^\0-\x7f]/.test(name) || name !== name.normalize('NFKC')) return false;
  if (!canBeFollowed(`http://${name}`) || new URL(`http://${name}`).hostname !== real) return false;
  const labels = name.split('.');
  const isAsciiDomain = /^[\0-\x7f]*$/.test(labels.at(-1) ?? '');
  return labels.every((label) => isPlainLabel(label, isAsciiDomain));
}

/** Letters of one script, with digits and hyphens, in which no Latin word can be imitated. */
const scripts = [
  /^[a-z0-9-]+$/,
  // Latin letters with marks, as European languages have them; not those that look like another without.
  /^[a-z0-9\-ß-öø-ÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįĵķĺļľłńņňŋōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷźżžșț]+$/u,
  /^[\p{Script=Cyrillic}0-9-]+$/u,
  /^[\p{Script=Greek}0-9-]+$/u,
  // East Asian names mix their scripts with Latin letters; ノ and the like could pass for a slash.
  /^(?![^]*[ノ丶丿〳〵])[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}ーa-z0-9-]+$/u,
  /^[\p{Script=Arabic}0-9-]+$/u,
  /^[\p{Script=Hebrew}0-9-]+$/u,
  /^[\p{Script=Devanagari}0-9-]+$/u,
  /^[\p{Script=Bengali}0-9-]+$/u,
  /^[\p{Script=Tamil}0-9-]+$/u,
  /^[\p{Script=Thai}0-9-]+$/u,
];

/** Letters of other scripts that are drawn like Latin ones: a word of nothing else is a Latin word to the eye. */
const latinLookalikes = /^[0-9\-авгеикмнопрстухьһіїјѕԁԛԝӏүҽѵѡ]+$|^[0-9\-αβγεηικνορτυχωϲϳ]+$/u;

function isPlainLabel(label: string, isAsciiDomain: boolean): boolean {
  if (!scripts.some((script) => script.test(label))) return false;
  return /^[a-z0-9-]*$/.test(label) || !isAsciiDomain || !latinLookalikes.test(label);
}

/** Characters without a look of their own, percent-encoded as browsers do in addresses. */
function spelledOut(text: string): string {
  return text.replace(/[\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, (character) =>
    isLoneSurrogate(character) ? character : encodeURIComponent(character),
  );
}

function isLoneSurrogate(character: string): boolean {
  return character.length === 1 && character >= '\ud800' && character <= '\udfff';
}
