/**
 * The text of the posts: 200 bytes that begin with a number, so that a reader knows each by a few bytes. The mark
 * occurs nowhere else in what the servers send.
 */
export const mark = '~'.charCodeAt(0);
const digits = 8;
const length = 200;
const filler =
  ' Deployment of the billing service finished on node seven after two retries, all checks are green.';

export function postText(number: number): string {
  const start = `~${String(number).padStart(digits, '0')}`;
  return (start + filler.repeat(3)).slice(0, length);
}

/** Writes another number into a buffer that holds such a text, whose mark is at `at`. */
export function writeNumber(buffer: Buffer, at: number, number: number): void {
  let rest = number;
  for (let place = at + digits; place > at; place -= 1) {
    buffer[place] = 48 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
}

export function readNumber(buffer: Buffer, at: number): number {
  let number = 0;
  for (let place = at + 1; place <= at + digits; place += 1)
    number = number * 10 + ((buffer[place] ?? 48) - 48);
  return number;
}
