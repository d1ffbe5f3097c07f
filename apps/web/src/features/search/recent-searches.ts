import { recall, remember } from '../../shared/page/remembered';

const name = 'searches';
/** Inclusive. */
const maxKept = 8;

/** What this device searched for, the last one first. */
export function recentSearches(): string[] {
  try {
    const kept: unknown = JSON.parse(recall(name) ?? '[]');
    return Array.isArray(kept) ? kept.filter((line) => typeof line === 'string').slice(0, maxKept) : [];
  } catch (error) {
    console.warn('The recent searches cannot be read.', error);
    return [];
  }
}

/** Puts a search in front of the recent ones, and answers them. */
export function keepSearch(line: string): string[] {
  return keep([line, ...recentSearches().filter((other) => other !== line)]);
}

export function forgetSearches(): string[] {
  return keep([]);
}

function keep(lines: string[]): string[] {
  const kept = lines.slice(0, maxKept);
  remember(name, JSON.stringify(kept));
  return kept;
}
