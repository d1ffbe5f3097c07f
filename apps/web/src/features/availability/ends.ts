/** How long something lasts, as it is offered. */
export type Lasting = 'open' | '30m' | '1h' | '4h' | 'today' | 'tomorrow' | 'week' | 'kept';

const minute = 60_000;

export const lastings: readonly { value: Exclude<Lasting, 'kept'>; label: string }[] = [
  { value: 'open', label: 'Until I change it' },
  { value: '30m', label: 'For 30 minutes' },
  { value: '1h', label: 'For an hour' },
  { value: '4h', label: 'For 4 hours' },
  { value: 'today', label: 'Until the end of today' },
  { value: 'tomorrow', label: 'Until tomorrow, 9 o’clock' },
  { value: 'week', label: 'Until Monday, 9 o’clock' },
];

/** When that is, by the clock and calendar of the reader; null: not at all. */
export function endOf(lasting: Exclude<Lasting, 'kept'>, now: Date): string | null {
  switch (lasting) {
    case 'open':
      return null;
    case '30m':
      return new Date(now.getTime() + 30 * minute).toISOString();
    case '1h':
      return new Date(now.getTime() + 60 * minute).toISOString();
    case '4h':
      return new Date(now.getTime() + 240 * minute).toISOString();
    case 'today':
      return dayAt(now, 1, 0);
    case 'tomorrow':
      return dayAt(now, 1, 9);
    case 'week':
      // From a Monday to the next one.
      return dayAt(now, 7 - ((now.getDay() + 6) % 7), 9);
  }
}

function dayAt(now: Date, daysOn: number, hour: number): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + daysOn, hour).toISOString();
}
