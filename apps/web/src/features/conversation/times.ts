const timeFormat = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const fullFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });
const dayFormat = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const dayAndYearFormat = new Intl.DateTimeFormat(undefined, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** The clock time of a message, such as 10:42, as the reader's language writes it. */
export function timeOfDay(iso: string): string {
  return timeFormat.format(new Date(iso));
}

/** Date and time in full. */
export function fullTime(iso: string): string {
  return fullFormat.format(new Date(iso));
}

/** The reader's calendar day of a moment, as a number that grows by one a day. */
export function dayOf(moment: Date): number {
  return Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate()) / 86_400_000;
}

/** What a day line says: Today, Yesterday, or the date, with the year only where it is another one. */
export function dayLabel(iso: string, today: number): string {
  const date = new Date(iso);
  const age = today - dayOf(date);
  if (age === 0) return 'Today';
  if (age === 1) return 'Yesterday';
  const isThisYear = date.getFullYear() === new Date(today * 86_400_000).getUTCFullYear();
  return (isThisYear ? dayFormat : dayAndYearFormat).format(date);
}
