/** Longer timers overflow in browsers and Node, and fire at once. */
export const longestTimeout = 2 ** 31 - 1;

/** Calls back once after any number of milliseconds; returns how to cancel that. */
export function after(milliseconds: number, callback: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const wait = (left: number): void => {
    if (left > longestTimeout)
      timer = setTimeout(() => wait(left - longestTimeout), longestTimeout);
    else timer = setTimeout(callback, left);
  };
  wait(milliseconds);
  return () => clearTimeout(timer);
}
