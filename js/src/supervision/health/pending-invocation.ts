import { LogicActor } from '../../actor/logic-actor.js';
import type { MachineActor } from '../../actor/machine-actor.js';
import { systemClock } from '../../actor/system-clock.js';
import { ProcessingStatus } from '../../behavior/acting-actor.js';

/** An invocation that has not ended yet. */
export interface PendingInvocation {
  readonly id: string;
  /** For how many milliseconds. */
  readonly for: number;
}

const doneType = (id: string) => `xstate.done.actor.${id}`;
/** The id of no invocation. */
const noId = '\0';

/**
 * Finds the oldest running invocation that a machine waits for: it is no machine itself, and some
 * state has `onDone` for it, as for a promise. A callback or an observable never ends by
 * being in time, so nobody writes `onDone` for those. O(children).
 */
export function pendingInvocation(actor: MachineActor): PendingInvocation | undefined {
  const { children, program } = actor;
  if (children.size === 0) return undefined;
  let oldest: LogicActor | undefined;
  for (const child of children.list()) {
    if (!(child instanceof LogicActor)) continue;
    if (child._processingStatus !== ProcessingStatus.running) continue;
    if (oldest && oldest.startedAt <= child.startedAt) continue;
    const isAwaited = program.classify(doneType(child.id)) !== program.classify(doneType(noId));
    if (isAwaited) oldest = child;
  }
  return oldest && { id: oldest.id, for: Math.max(0, systemClock.now() - oldest.startedAt) };
}
