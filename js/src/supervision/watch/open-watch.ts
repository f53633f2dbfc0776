import { ProcessingStatus } from '../../behavior/acting-actor.js';
import { InvalidArgumentError } from '../errors/invalid-argument-error.js';
import { toError } from '../errors/thrown-value-error.js';
import { ending, isMortal } from './mortal.js';
import type { Ending, WatchableActor, WatchTarget } from './termination.js';
import { type Watch, type Watcher, watchTable } from './watch-table.js';

/** Refuses what cannot be watched. */
export function requireTarget(argument: string, value: unknown): void {
  if (typeof value === 'object' && value !== null) {
    const { getSnapshot, subscribe } = value as Partial<WatchableActor>;
    if (isMortal(value)) return;
    if (typeof getSnapshot === 'function' && typeof subscribe === 'function') return;
  }
  throw new InvalidArgumentError(argument, value, 'an actor or a supervisor');
}

/**
 * Begins to watch a target; one that has ended already is told of like any other. What a foreign
 * target throws is passed on, and then nothing is watched.
 */
export function openWatch(target: WatchTarget, watcher: Watcher): Watch {
  const end = endOf(target);
  const watch = watchTable.open(target, watcher);
  if (end) watchTable.tell(watch, end);
  else if (!isMortal(target)) follow(watch, target as WatchableActor);
  return watch;
}

/** Says how a target has ended; undefined while it lives. */
export function endOf(target: WatchTarget): Ending | undefined {
  if (isMortal(target)) return target[ending];
  const hasEnded =
    (target as { _processingStatus?: number })._processingStatus === ProcessingStatus.stopped;
  return endingOf(target as WatchableActor) ?? (hasEnded ? { reason: 'stopped' } : undefined);
}

/** Reads an end off the snapshot of an actor of any kind. */
function endingOf(actor: WatchableActor): Ending | undefined {
  const { status, error } = (actor.getSnapshot() ?? {}) as { status?: string; error?: unknown };
  if (status === 'done') return { reason: 'done' };
  if (status === 'error') return { reason: 'failed', error: toError(error) };
  return status === 'stopped' ? { reason: 'stopped' } : undefined;
}

/** Actors that do not tell of their ends by themselves tell their observers. */
function follow(watch: Watch, actor: WatchableActor): void {
  try {
    const subscription = actor.subscribe({
      error: (error) => watchTable.tell(watch, { reason: 'failed', error: toError(error) }),
      complete: () => watchTable.tell(watch, endingOf(actor) ?? { reason: 'stopped' }),
    });
    watch.unfollow = () => subscription.unsubscribe();
  } catch (error) {
    watchTable.close(watch);
    throw error;
  }
}
