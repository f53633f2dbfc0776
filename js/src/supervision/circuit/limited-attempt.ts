import { after } from '../../actor/after.js';
import { systemClock } from '../../actor/system-clock.js';
import { CircuitTimeoutError } from '../errors/circuit-timeout-error.js';
import type { ResolvedExecuteOptions } from './execute-options.js';

/** What a call came to. */
export type Outcome<TResult> =
  | { readonly kind: 'returned'; readonly result: TResult }
  | { readonly kind: 'threw' | 'timedOut' | 'aborted'; readonly error: unknown };

/**
 * Calls a function until it ends, its time is over or it is aborted, whatever comes first; what it
 * does after that is ignored.
 */
export function limitedAttempt<TResult>(
  attempt: (signal: AbortSignal) => TResult | PromiseLike<TResult>,
  { signal, timeoutMs }: ResolvedExecuteOptions,
): Promise<Outcome<TResult>> {
  const controller = new AbortController();
  return new Promise((resolve) => {
    let cancel = () => {};
    const end = (outcome: Outcome<TResult>) => {
      cancel();
      signal?.removeEventListener('abort', onAbort);
      resolve(outcome);
    };
    const giveUp = (kind: 'timedOut' | 'aborted', error: unknown) => {
      end({ kind, error });
      controller.abort(error);
    };
    const onAbort = () => giveUp('aborted', signal?.reason);
    signal?.addEventListener('abort', onAbort);
    if (timeoutMs !== Number.POSITIVE_INFINITY) {
      const timeOut = () => giveUp('timedOut', new CircuitTimeoutError(timeoutMs));
      cancel = after(timeoutMs, timeOut, systemClock);
    }
    const onError = (error: unknown) => end({ kind: 'threw', error });
    try {
      Promise.resolve(attempt(controller.signal)).then(
        (result) => end({ kind: 'returned', result }),
        onError,
      );
    } catch (error) {
      onError(error);
    }
  });
}
