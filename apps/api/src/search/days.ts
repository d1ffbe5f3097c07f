/** A stretch of time: from `start` up to, without, `end`. */
export type TimeSpan = { start: Date; end: Date };

const dayMs = 24 * 60 * 60 * 1000;

/** Whether there is such a time zone, by its IANA name. */
export function isTimeZone(name: string): boolean {
  try {
    clockOf(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** When a day, a month or a year begins and ends for people in a time zone. `text` is one that the parser let through. */
export function spanOf(text: string, timeZone: string, now: Date): TimeSpan {
  const [year = 0, month, date] = (isWord(text) ? dayNamed(text, timeZone, now) : text)
    .split('-')
    .map(Number);
  const start = { year, month: month ?? 1, date: date ?? 1 };
  const end =
    month === undefined
      ? { ...start, year: year + 1 }
      : date === undefined
        ? { ...start, month: month + 1 }
        : { ...start, date: date + 1 };
  return { start: midnight(start, timeZone), end: midnight(end, timeZone) };
}

function isWord(text: string): text is 'today' | 'yesterday' {
  return text === 'today' || text === 'yesterday';
}

function dayNamed(name: 'today' | 'yesterday', timeZone: string, now: Date): string {
  const here = new Date(now.getTime() + offsetMs(now, timeZone) - (name === 'yesterday' ? dayMs : 0));
  return here.toISOString().slice(0, 10);
}

/** The first moment of a day. Months and days may be one too many: the calendar carries them over. */
function midnight(day: { year: number; month: number; date: number }, timeZone: string): Date {
  const asUtc = Date.UTC(day.year, day.month - 1, day.date);
  // Twice, for the offset of the guess may be that of the other side of a change to or from summer time.
  const guess = asUtc - offsetMs(new Date(asUtc), timeZone);
  return new Date(asUtc - offsetMs(new Date(guess), timeZone));
}

/** How far the clocks of a time zone are ahead of UTC at a moment. */
function offsetMs(moment: Date, timeZone: string): number {
  const parts = new Map(
    clockOf(timeZone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown - Math.floor(moment.getTime() / 1000) * 1000;
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
}
