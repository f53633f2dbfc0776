/** Longer timers overflow in browsers and Node, and fire at once. */
export const longestTimeout = 2 ** 31 - 1;

/** Calls back once after milliseconds, however many; returns what prevents it. */
export function setLongTimeout(callback: () => void, milliseconds: number): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const wait = (left: number): void => {
    if (left <= longestTimeout) timer = setTimeout(callback, left);
    else timer = setTimeout(() => wait(left - longestTimeout), longestTimeout);
  };
  wait(milliseconds);
  return () => clearTimeout(timer);
}
