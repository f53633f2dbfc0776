import { after } from '../../actor/after.js';
import { systemClock } from '../../actor/clocks.js';
import { hostedCore } from '../../actor/host.js';
import { guarded } from '../../actor/report.js';
import { ChildPresence } from '../../core/codes.js';
import { ChildError } from '../errors/child-error.js';
import { recordFailure } from '../failure-handling.js';
import { internalsOf } from '../internals.js';
import type { SupervisedActor } from '../supervised-actor.js';
import type { ChildEntry } from './child-entry.js';
import type { ShutdownTime } from './child-spec.js';

/** A step of taking children down; it returns a promise only when there is something to wait for. */
export type StopStep = () => Promise<void> | undefined;

/** Waits for a promise, but not longer than a shutdown may take; says whether it was in time. */
export async function withinShutdown(
  work: Promise<unknown> | undefined,
  shutdown: ShutdownTime,
): Promise<boolean> {
  if (!work || typeof shutdown !== 'number') {
    if (work) await work;
    return true;
  }
  let cancel = () => {};
  const timeout = new Promise<boolean>((resolve) => {
    cancel = after(shutdown, () => resolve(false), systemClock);
  });
  const isInTime = await Promise.race([work.then(() => true), timeout]);
  cancel();
  return isInTime;
}

/**
 * Runs steps one after the other; returns a promise only when something has to wait.
 *
 * @param isWanted - asked after each wait; the rest is left out when it is not wanted any more
 */
export function runSteps(
  steps: readonly StopStep[],
  isWanted: () => boolean = always,
): Promise<void> | undefined {
  return runRest(steps.values(), isWanted);
}

function runRest(steps: Iterator<StopStep>, isWanted: () => boolean): Promise<void> | undefined {
  for (let next = steps.next(); !next.done; next = steps.next()) {
    const pending = next.value();
    if (pending) return pending.then(() => (isWanted() ? runRest(steps, isWanted) : undefined));
  }
  return undefined;
}

/** Makes one step of several that are taken at the same time. */
export function together(steps: readonly StopStep[]): StopStep {
  return () => {
    const pending = steps.map((step) => step()).filter((each) => each !== undefined);
    return pending.length === 0 ? undefined : Promise.all(pending).then(() => undefined);
  };
}

/** Stops an actor through its public method. */
export function stopActor(actor: SupervisedActor): Promise<void> | undefined {
  let stopped: unknown;
  guarded(() => {
    stopped = actor.stop();
  });
  return stopped instanceof Promise ? stopped.then(ignore, ignore) : undefined;
}

/** Ends the present life of a child: its `terminate`, as long as that may take, and its stop. */
export function stopEntry(entry: ChildEntry): Promise<void> | undefined {
  const { actor, spec } = entry;
  if (entry.termination) return entry.termination;
  entry.hasFailedForGood = false;
  const isRunning = hostedCore()._sw_child_presence(entry.childId) === ChildPresence.running;
  if (!actor || !isRunning || !spec.terminate || spec.shutdown === 'brutal-kill') {
    return finishStop(entry);
  }
  // Set before the callback runs, which may ask for the same stop.
  const settle = beginTermination(entry);
  const { termination } = entry;
  settle(terminate(entry, actor));
  return termination;
}

/** Remembers that something is being terminated; returns what settles that. */
export function beginTermination(subject: {
  termination: Promise<void> | undefined;
}): (ended?: Promise<void>) => void {
  let settle = (_ended?: Promise<void>) => {};
  subject.termination = new Promise<void>((resolve) => {
    settle = (ended) => resolve(ended);
  });
  return settle;
}

async function terminate(entry: ChildEntry, actor: SupervisedActor): Promise<void> {
  const { ends } = entry;
  const isInTime = await withinShutdown(entry.runTerminate(actor), entry.spec.shutdown);
  // It may have ended meanwhile, and even run again.
  if (entry.ends !== ends) return;
  entry.termination = undefined;
  if (!isInTime && internalsOf(actor).supervisor) {
    const error = new ChildError('shutdown-timeout', entry.id, entry.owner.path);
    recordFailure(entry.owner, actor, error, { phase: 'terminate' });
  }
  await finishStop(entry);
}

/** Stops the present life, but no later one: a call may begin that as soon as this returns. */
function finishStop(entry: ChildEntry): Promise<void> | undefined {
  const { actor, ends } = entry;
  const pending = actor && stopActor(actor);
  const finish = () => {
    if (!actor || entry.ends === ends) hostedCore()._sw_terminate_child(entry.childId);
  };
  if (pending) return pending.then(finish);
  finish();
  return undefined;
}

/** Calls a child's `terminate` without waiting for it. */
export function callTerminate(entry: ChildEntry): void {
  const { actor, spec } = entry;
  const isRunning = hostedCore()._sw_child_presence(entry.childId) === ChildPresence.running;
  if (!actor || !isRunning || entry.termination || spec.shutdown === 'brutal-kill') return;
  void entry.runTerminate(actor);
}

export const always = (): boolean => true;
const ignore = () => {};
