import { limits } from '@carillon/contracts';

/** How often it is looked at whether anything happened. Unit: milliseconds. */
const lookIntervalMs = 15_000;

const inputs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

type InputWatch = { isIdle: () => boolean; stop: () => void };

/**
 * Calls back when nobody has touched this page for ten minutes, and when somebody does again. What every movement
 * of the pointer costs is one number written.
 */
export function watchInput(onChange: (isIdle: boolean) => void): InputWatch {
  let lastInputAt = Date.now();
  let isIdle = false;

  const become = (next: boolean) => {
    if (isIdle === next) return;
    isIdle = next;
    onChange(next);
  };
  const handleInput = () => {
    lastInputAt = Date.now();
    become(false);
  };
  const handleVisibility = () => {
    if (document.visibilityState === 'visible') handleInput();
  };

  const timer = setInterval(() => {
    become(Date.now() - lastInputAt >= limits.availability.idleAfterMs);
  }, lookIntervalMs);
  for (const input of inputs) window.addEventListener(input, handleInput, { passive: true, capture: true });
  document.addEventListener('visibilitychange', handleVisibility);

  return {
    isIdle: () => isIdle,
    stop: () => {
      clearInterval(timer);
      for (const input of inputs) window.removeEventListener(input, handleInput, { capture: true });
      document.removeEventListener('visibilitychange', handleVisibility);
    },
  };
}
