const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const dayAndYear = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** When a message was written: the clock alone for today (as `Date.toDateString` writes it), the year where it is another. */
export function momentOf(iso: string, today: string): string {
  const at = new Date(iso);
  if (at.toDateString() === today) return clock.format(at);
  const isThisYear = at.getFullYear() === new Date(today).getFullYear();
  return (isThisYear ? day : dayAndYear).format(at);
}
