import { limits } from '@carillon/contracts';

const { maxPreviewLength } = limits.deliveries;

const hidden = '••••••';

/** What must not be read over an administrator's shoulder: each with the part to keep in front of what is hidden. */
const secrets: readonly { pattern: RegExp; kept: string }[] = [
  // user:password@ in an address
  { pattern: /(\b[a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/@:]{0,200}:[^\s/@]{1,200}@/gi, kept: `$1${hidden}@` },
  // password=..., "api_key": "...", Authorization: Bearer ...
  {
    pattern:
      /((?:pass(?:word|wd|phrase)?|secret|token|api[-_ ]?key|access[-_ ]?key|private[-_ ]?key|auth(?:orization)?|credentials?|bearer)["']?\s{0,3}(?:[:=]\s{0,3}|\s)(?:(?:bearer|basic)\s{1,3})?["']?)(?=[^\s"',;]{0,200}[\d=+/_.-])[^\s"',;]{6,}/gi,
    kept: `$1${hidden}`,
  },
  // JSON web tokens, and the keys of well-known services, which have prefixes so that they can be found
  { pattern: /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*/g, kept: hidden },
  {
    pattern:
      /\b(?:gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|sk[-_]|pk_live_|rk_live_|AKIA|ASIA|AIza|npm_|hvs\.|dop_v1_|carillonwh|carillon_pat_)[\w-]{8,}/g,
    kept: hidden,
  },
  // Long runs of letters and digits mixed: keys in hexadecimal or base64
  { pattern: /(?<![\w/+-])(?=[\w/+-]{0,200}\d)(?=[\w/+-]{0,200}[a-z])[\w/+-]{32,}={0,2}/gi, kept: hidden },
];

/** Ids are long, too, but no secrets. */
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Only so much is looked at: what is cut off is not shown either. Unit: UTF-16 code units. */
const lookedAt = 2_000;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * The beginning of what was posted, for the delivery log: on one line, without control characters, with everything
 * that looks like a secret hidden, and never cut within a character.
 */
export function previewOf(text: string): string {
  const line = hideSecrets(text.slice(0, lookedAt))
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  // A character is one UTF-16 code unit at least, and telling them apart costs more than all the rest.
  if (text.length <= lookedAt && line.length <= maxPreviewLength) return line;
  const characters: string[] = [];
  for (const { segment } of graphemes.segment(line)) {
    characters.push(segment);
    if (characters.length > maxPreviewLength) break;
  }
  const isWhole = text.length <= lookedAt && characters.length <= maxPreviewLength;
  return isWhole
    ? line
    : `${characters.slice(0, Math.min(characters.length, maxPreviewLength) - 1).join('')}…`;
}

/** Hides what looks like a secret in a text. */
export function hideSecrets(text: string): string {
  return secrets.reduce(
    (result, { pattern, kept }) =>
      result.replace(pattern, (match: string, front: unknown) =>
        uuid.test(match) ? match : kept.replace('$1', typeof front === 'string' ? front : ''),
      ),
    text,
  );
}
