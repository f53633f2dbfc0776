import { hostedCore } from '../../actor/host.js';
import { ChildPresence } from '../../core/codes.js';
import { isEntry, type Member } from '../member-list.js';
import type { Supervisor } from '../supervisor.js';
import { isSupervisor } from '../supervisor-brand.js';
import type { ChildEntry } from './child-entry.js';
import type { ShutdownTime } from './child-spec.js';
import { runSteps, type StopStep, stopActor, stopEntry, withinShutdown } from './child-stopping.js';

/**
 * Says how to take a child down.
 *
 * @param isTogether - says that it goes down with its supervisor and comes back with that
 * @param shutdownOf - how long the end of a supervisor may take
 */
export function stopStep(
  member: Member,
  isTogether: boolean,
  shutdownOf: (inner: Supervisor) => ShutdownTime,
): StopStep {
  if (isSupervisor(member)) return supervisorStep(member, isTogether, shutdownOf(member));
  if (!isEntry(member)) return () => stopActor(member);
  return isTogether ? markingStep(member) : () => stopEntry(member);
}

function supervisorStep(inner: Supervisor, isTogether: boolean, shutdown: ShutdownTime): StopStep {
  return () => {
    const steps = shutdown === 'brutal-kill' ? [] : inner.manager.stopSteps(isTogether);
    const pending = runSteps(steps);
    return pending && withinShutdown(pending, shutdown).then(() => undefined);
  };
}

/** Remembers that a child ran when its supervisor went down. */
function markingStep(entry: ChildEntry): StopStep {
  const core = hostedCore();
  const mark = () => core._sw_mark_stopped_together(entry.childId);
  return () => {
    if (core._sw_child_presence(entry.childId) === ChildPresence.stopped) return undefined;
    const pending = stopEntry(entry);
    if (!pending) mark();
    return pending?.then(mark);
  };
}
