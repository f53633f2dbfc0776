/** Receives an actor's snapshots; each callback may be missing. */
export interface Observer<T> {
  next?: ((value: T) => void) | undefined;
  error?: ((error: unknown) => void) | undefined;
  complete?: (() => void) | undefined;
  /** Says that it does not count as somebody who could hear an error. */
  readonly isBystander?: boolean;
}

/** Ends a subscription when asked to. */
export interface Subscription {
  unsubscribe(): void;
}

/** Makes an observer of a function or an object, its callbacks bound to it (XState: toObserver). */
export function toObserver<T>(
  next: Observer<T> | ((value: T) => void) | undefined,
  error?: (error: unknown) => void,
  complete?: () => void,
): Observer<T> {
  if (typeof next !== 'object' || next === null) return { next, error, complete };
  return {
    next: next.next?.bind(next),
    error: next.error?.bind(next),
    complete: next.complete?.bind(next),
  };
}
