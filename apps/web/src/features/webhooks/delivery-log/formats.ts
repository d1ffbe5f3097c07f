import type { DeliveryView } from '@carillon/contracts';

/** Number and unit stay on one line. */
const space = '\u00a0';

const whole = new Intl.NumberFormat();
const oneDigit = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

/** A size in few signs: bytes below a thousand, then KB of 1024. */
export function shortSize(bytes: number): string {
  return bytes < 1000 ? `${whole.format(bytes)}${space}B` : `${oneDigit.format(bytes / 1024)}${space}KB`;
}

/** A size to the byte. */
export function exactSize(bytes: number): string {
  return `${whole.format(bytes)}${space}${bytes === 1 ? 'byte' : 'bytes'}`;
}

/** A duration, as exact as is of use. Unit of `ms`: milliseconds. */
export function duration(ms: number): string {
  if (ms >= 1000) return `${oneDigit.format(ms / 1000)}${space}s`;
  return ms >= 10 ? `${whole.format(Math.round(ms))}${space}ms` : `${oneDigit.format(ms)}${space}ms`;
}

/** Where a request came from: an address, or a person at this dialog. */
export function sourceOf({ address, postedBy }: DeliveryView): string {
  if (postedBy) return `Manage webhooks by ${postedBy.displayName}`;
  return address ?? 'Unknown address';
}

/** The outcome in one word. */
export function outcomeLabel({ outcome }: Pick<DeliveryView, 'outcome'>): string {
  return outcome === 'accepted' ? 'Accepted' : 'Refused';
}
