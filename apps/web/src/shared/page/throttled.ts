export type Throttled = {
  /** Asks for the work. The first time it is done at once; within the interval, once at its end. */
  ask: () => void;
  /** Forgets what was asked for and is not done yet. */
  cancel: () => void;
};

/** Does something whenever it is asked for, but not more often than once in `intervalMs` (milliseconds). */
export function throttled(work: () => void, intervalMs: number): Throttled {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAskedFor = false;
  const run = () => {
    isAskedFor = false;
    work();
    timer = setTimeout(() => {
      timer = undefined;
      if (isAskedFor) run();
    }, intervalMs);
  };
  return {
    ask: () => {
      if (timer === undefined) run();
      else isAskedFor = true;
    },
    cancel: () => {
      clearTimeout(timer);
      timer = undefined;
      isAskedFor = false;
    },
  };
}
