import type { AnyActorRef, OutputFrom, SnapshotFrom } from 'xstate';

/** How to wait for an actor. */
export interface WaitForOptions {
  /** Milliseconds until the promise is rejected; Infinity by default. */
  timeout: number;
  /** Rejects the promise with its reason when it is aborted. */
  signal?: AbortSignal;
}

/**
 * Resolves to the first snapshot, the present one included, for which `predicate` holds: XState's
 * `waitFor`, for actors of either package. Rejects when the actor ends or fails before that, after
 * `timeout`, or when `signal` is aborted.
 */
export function waitFor<TActorRef extends AnyActorRef>(
  actor: TActorRef,
  predicate: (snapshot: SnapshotFrom<TActorRef>) => boolean,
  { timeout = Number.POSITIVE_INFINITY, signal }: Partial<WaitForOptions> = {},
): Promise<SnapshotFrom<TActorRef>> {
  if (timeout < 0) {
    console.error(
      '`timeout` passed to `waitFor` is negative and it will reject its internal promise immediately.',
    );
  }
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const present = actor.getSnapshot();
    if (predicate(present)) return resolve(present);
    const settle = (end: () => void): void => {
      clearTimeout(timer);
      subscription?.unsubscribe();
      signal?.removeEventListener('abort', abort);
      end();
    };
    const abort = () => settle(() => reject(signal?.reason));
    const expire = () => settle(() => reject(new Error(`Timeout of ${timeout} ms exceeded`)));
    const timer = Number.isFinite(timeout) ? setTimeout(expire, timeout) : undefined;
    signal?.addEventListener('abort', abort);
    const subscription: { unsubscribe(): void } | undefined = actor.subscribe({
      next: (snapshot: SnapshotFrom<TActorRef>) => {
        if (predicate(snapshot)) settle(() => resolve(snapshot));
      },
      error: (error: unknown) => settle(() => reject(error)),
      complete: () =>
        settle(() => reject(new Error('Actor terminated without satisfying predicate'))),
    });
  });
}

/**
 * Resolves to an actor's output when it is done, and rejects with the error that ends it: XState's
 * `toPromise`, for actors of either package.
 */
export function toPromise<TActorRef extends AnyActorRef>(
  actor: TActorRef,
): Promise<OutputFrom<TActorRef>> {
  return new Promise((resolve, reject) => {
    actor.subscribe({
      complete: () => resolve((actor.getSnapshot() as { output: OutputFrom<TActorRef> }).output),
      error: reject,
    });
  });
}
