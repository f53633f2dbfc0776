import { hostedCore } from '../../actor/host.js';
import { ChildPresence } from '../../core/codes.js';
import { isEntry, type Member } from '../member-list.js';
import type { Supervisor } from '../supervisor.js';
import { isSupervisor } from '../supervisor-brand.js';
import type { ChildEntry } from './child-entry.js';
import type { ShutdownTime } from './child-spec.js';
import { type StopStep, stopActor, stopEntry } from './child-stopping.js';
import { cutShort, takeDown } from './supervisor-stopping.js';

/** How the children of a supervisor are taken down. */
export interface TakingDown {
  /** Whether they go down with their supervisor and come back with it. */
  readonly isTogether: boolean;
  /** Whether their end is still wanted, after they have been waited for. */
  readonly isWanted: () => boolean;
}

/**
 * Says how to take a child down.
 *
 * @param shutdownOf - how long the end of a supervisor may take
 */
export function stopStep(
  member: Member,
  how: TakingDown,
  shutdownOf: (inner: Supervisor) => ShutdownTime,
): StopStep {
  if (isSupervisor(member)) return supervisorStep(member, how, shutdownOf(member));
  if (!isEntry(member)) return () => stopActor(member);
  return how.isTogether ? markingStep(member) : () => stopEntry(member);
}

function supervisorStep(inner: Supervisor, how: TakingDown, shutdown: ShutdownTime): StopStep {
  return () => {
    if (how.isTogether && isStopped(inner.memberId)) return undefined;
    if (shutdown === 'brutal-kill') cutShort(inner, how.isTogether);
    if (shutdown === 'brutal-kill') return undefined;
    return takeDown(inner, how, shutdown)?.then((isInTime) => {
      if (!isInTime && how.isWanted()) cutShort(inner, how.isTogether);
    });
  };
}

/** Remembers that a child ran when its supervisor went down. */
function markingStep(entry: ChildEntry): StopStep {
  return () => {
    if (isStopped(entry.childId)) return undefined;
    const { ends } = entry;
    const mark = () => {
      // It may have begun and ended another life meanwhile.
      if (entry.ends === ends + 1) hostedCore()._sw_mark_stopped_together(entry.childId);
    };
    const pending = stopEntry(entry);
    if (!pending) mark();
    return pending?.then(mark);
  };
}

function isStopped(child: number): boolean {
  return hostedCore()._sw_child_presence(child) === ChildPresence.stopped;
}
