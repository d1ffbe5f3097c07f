/** While events keep coming they are taken in this often: each time costs drawing. Unit: milliseconds. */
const intervalMs = 100;

/** Waits for the next frame, or, in a page that is not drawn, for this long. Unit: milliseconds. */
const maxFrameMs = 50;

export type Batches<Item> = { add: (item: Item) => void; flush: () => void };

/**
 * Collects what comes in quick succession and hands it on together: the first before the next frame, what follows
 * within a tenth of a second in one piece. Nothing is dropped or reordered.
 */
export function batches<Item>(handle: (items: readonly Item[]) => void): Batches<Item> {
  let waiting: Item[] = [];
  let lastAt = -Infinity;
  let frame: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const hand = () => {
    cancelTimers();
    const items = waiting;
    waiting = [];
    lastAt = performance.now();
    handle(items);
  };
  const cancelTimers = () => {
    clearTimeout(timer);
    if (frame !== undefined) cancelAnimationFrame(frame);
    timer = frame = undefined;
  };

  return {
    add: (item) => {
      waiting.push(item);
      if (timer !== undefined) return;
      const rest = lastAt + intervalMs - performance.now();
      timer = setTimeout(hand, rest > 0 ? rest : maxFrameMs);
      if (rest <= 0) frame = requestAnimationFrame(hand);
    },
    /** Hands on at once what waits. */
    flush: () => {
      cancelTimers();
      if (waiting.length > 0) hand();
    },
  };
}
