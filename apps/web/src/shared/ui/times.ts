const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Beyond a week a date says more than a number of days. */
const maxAgeMs = 7 * dayMs;

// Part of English sentences, so in English; dates and clocks are written as the reader's language does.
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' });
const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const dayAndClock = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** How long ago, such as "3 minutes ago"; after a week, the date. A clock that is ahead of ours says "just now". */
export function timeAgo(iso: string, now: number): string {
  const ageMs = now - new Date(iso).getTime();
  if (ageMs < minuteMs) return 'just now';
  if (ageMs < hourMs) return relative.format(-Math.floor(ageMs / minuteMs), 'minute');
  if (ageMs < dayMs) return relative.format(-Math.floor(ageMs / hourMs), 'hour');
  if (ageMs < maxAgeMs) return relative.format(-Math.floor(ageMs / dayMs), 'day');
  return `on ${date.format(new Date(iso))}`;
}

/** Day, date and time with the zone. */
export function exactTime(iso: string): string {
  return exact.format(new Date(iso));
}

/** The date alone. */
export function dateOf(iso: string): string {
  return date.format(new Date(iso));
}

/** Clock time to the second, with the day where that is another one than `today` (as `Date.toDateString` writes it). */
export function clockTime(iso: string, today: string): string {
  const at = new Date(iso);
  return (at.toDateString() === today ? clock : dayAndClock).format(at);
}
