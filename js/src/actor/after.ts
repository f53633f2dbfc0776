import type { Clock } from './system-clock.js';

/** Longer timers overflow in browsers and Node, and fire at once. */
export const longestTimeout = 2 ** 31 - 1;

/**
 * Calls back once after any number of milliseconds, of real time unless a clock is given; returns
 * how to cancel that.
 */
export function after(
  milliseconds: number,
  callback: () => void,
  clock: Clock = globalThis,
): () => void {
  let timer: unknown;
  const wait = (left: number): void => {
    if (left > longestTimeout)
      timer = clock.setTimeout(() => wait(left - longestTimeout), longestTimeout);
    else timer = clock.setTimeout(callback, left);
  };
  wait(milliseconds);
  return () => clock.clearTimeout(timer as never);
}
