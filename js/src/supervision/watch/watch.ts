import { guarded } from '../../actor/report.js';
import { requireFunction } from '../errors/invalid-argument-error.js';
import type { Subscription } from '../telemetry/listeners.js';
import { openWatch, requireTarget } from './open-watch.js';
import type { Termination, WatchTarget } from './termination.js';
import { watchTable } from './watch-table.js';

/**
 * Calls a function once, in a microtask, when an actor or a supervisor has ended for good, also when
 * that was before the call. Restarts are no ends. Unsubscribing withdraws a call that is due already.
 *
 * An actor that nobody supervises is watched as by an observer with an `error` callback.
 *
 * @throws InvalidArgumentError when the target is no actor and no supervisor, or the callback none
 *
 * @example
 * watch(worker, ({ actorId, reason, error }) => console.log(actorId, reason, error));
 */
export function watch(
  target: WatchTarget,
  callback: (termination: Termination) => void,
): Subscription {
  requireTarget('watch: target', target);
  requireFunction('watch: callback', callback);
  const opened = openWatch(target, {
    isReady: () => true,
    hear: (termination) => guarded(() => callback(termination)),
  });
  return { unsubscribe: () => watchTable.close(opened) };
}

/** Counts the watches that are open in this process, by actors and by functions; for leak tests. */
export function countWatches(): number {
  return watchTable.size;
}
