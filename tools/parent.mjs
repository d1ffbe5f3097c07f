// @ts-check

/** How often to look whether the parent is still there. Unit: milliseconds. */
const lookEveryMs = 250;

/**
 * Ends this process like a SIGTERM when its parent is gone. npm passes a SIGTERM on to its shell only;
 * the shell ends without telling us, and we would run on with nobody watching.
 */
export function endWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, lookEveryMs).unref();
  // After a Ctrl-C the shell may be gone before us, while we are already stopping in order.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.once(signal, () => clearInterval(watch));
  }
}
