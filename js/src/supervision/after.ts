import { systemClock } from '../actor/clocks.js';

/** Longer timers overflow in browsers and Node, and fire at once. */
const longestTimeout = 2 ** 31 - 1;

/** Calls back after any number of milliseconds; returns how to cancel that. */
export function after(milliseconds: number, callback: () => void): () => void {
  let timer: unknown;
  const wait = (left: number) => {
    const now = Math.min(left, longestTimeout);
    const next = () => (left > now ? wait(left - now) : callback());
    timer = systemClock.setTimeout(next, now);
  };
  wait(milliseconds);
  return () => systemClock.clearTimeout(timer as never);
}
