import type { AnyActorRef, OutputFrom, SnapshotFrom } from 'xstate';
import { ProcessingStatus } from '../../behavior/acting-actor.js';
import { after } from '../after.js';
import type { MachineActor } from '../machine-actor.js';
import type { MachineSnapshot } from '../snapshot.js';

/** How to wait for an actor. */
export interface WaitForOptions {
  /** Milliseconds until the promise is rejected, any number; Infinity, for never, by default. */
  timeout: number;
  /** Rejects the promise with its reason when it is aborted. */
  signal?: AbortSignal;
}

/**
 * Resolves to the first snapshot, the present one included, for which `predicate` holds: XState's
 * `waitFor`, for actors of either package. Rejects when the actor ends or fails before that, after
 * `timeout`, or when `signal` is aborted.
 */
export function waitFor(
  actor: MachineActor,
  predicate: (snapshot: MachineSnapshot) => boolean,
  options?: Partial<WaitForOptions>,
): Promise<MachineSnapshot>;
export function waitFor<TActorRef extends AnyActorRef>(
  actor: TActorRef,
  predicate: (snapshot: SnapshotFrom<TActorRef>) => boolean,
  options?: Partial<WaitForOptions>,
): Promise<SnapshotFrom<TActorRef>>;
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
    const isOver = () => reject(new Error('Actor terminated without satisfying predicate'));
    let subscription: { unsubscribe(): void } | undefined;
    let isSettled = false;
    const settle = (end: () => void): void => {
      isSettled = true;
      stopTimer?.();
      subscription?.unsubscribe();
      signal?.removeEventListener('abort', abort);
      end();
    };
    const abort = () => settle(() => reject(signal?.reason));
    const expire = () => settle(() => reject(new Error(`Timeout of ${timeout} ms exceeded`)));
    const hasTimeout = timeout !== Number.POSITIVE_INFINITY;
    const stopTimer = hasTimeout ? after(timeout, expire) : undefined;
    signal?.addEventListener('abort', abort);
    subscription = actor.subscribe({
      next: (snapshot: SnapshotFrom<TActorRef>) => {
        if (predicate(snapshot)) settle(() => resolve(snapshot));
      },
      error: (error: unknown) => settle(() => reject(error)),
      complete: () => settle(isOver),
    });
    // An ended actor answers while it is being subscribed to; one that was stopped never does.
    if (isSettled) subscription?.unsubscribe();
    else if (hasEnded(actor)) settle(isOver);
  });
}

function hasEnded(actor: AnyActorRef): boolean {
  const { _processingStatus } = actor as { _processingStatus?: number };
  return _processingStatus === ProcessingStatus.stopped;
}

/**
 * Resolves to an actor's output when it is done, and rejects with the error that ends it: XState's
 * `toPromise`, for actors of either package.
 */
export function toPromise(actor: MachineActor): Promise<MachineSnapshot['output']>;
export function toPromise<TActorRef extends AnyActorRef>(
  actor: TActorRef,
): Promise<OutputFrom<TActorRef>>;
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
