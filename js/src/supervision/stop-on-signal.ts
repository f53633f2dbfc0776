/**
 * Calls `stop` when a signal is aborted, at once if it is so already; returns how to take the listener
 * off the signal.
 */
export function stopOnSignal(signal: AbortSignal, stop: () => void): () => void {
  if (signal.aborted) {
    stop();
    return () => {};
  }
  signal.addEventListener('abort', stop, { once: true });
  return () => signal.removeEventListener('abort', stop);
}

/** Says whether a value is an AbortSignal, of whichever realm. */
export function isSignal(value: unknown): value is AbortSignal {
  return (
    typeof value === 'object' && value !== null && 'aborted' in value && 'addEventListener' in value
  );
}
