import { hostedCore } from '../../actor/host.js';
import { isEntry } from '../member-list.js';
import type { Supervisor } from '../supervisor.js';
import { isSupervisor } from '../supervisor-brand.js';
import { noteTermination } from '../watch/supervisor-ending.js';
import type { ShutdownTime } from './child-spec.js';
import {
  always,
  beginTermination,
  callTerminate,
  runSteps,
  stopActor,
  withinShutdown,
} from './child-stopping.js';
import type { TakingDown } from './stop-step.js';

/** Ends a child that is a supervisor: all below it, as long as that may take, and itself. */
export function terminateSupervisor(
  inner: Supervisor,
  shutdown: ShutdownTime,
): Promise<void> | undefined {
  const { manager } = inner;
  if (manager.termination) return manager.termination;
  noteTermination(inner);
  const settle = beginTermination(manager);
  const { termination } = manager;
  const finish = () => {
    manager.termination = undefined;
    hostedCore()._sw_terminate_child(inner.memberId);
    settle();
  };
  hostedCore()._sw_close_supervisor(inner.coreId);
  const how = { isTogether: true, isWanted: always };
  const pending = shutdown === 'brutal-kill' ? undefined : takeDown(inner, how, shutdown);
  if (!pending) {
    finish();
    return undefined;
  }
  void pending.then(finish);
  return termination;
}

/** Takes down all below a supervisor, one after the other; tells whether that was done in time. */
export function takeDown(
  inner: Supervisor,
  { isTogether, isWanted }: TakingDown,
  shutdown: ShutdownTime,
): Promise<boolean> | undefined {
  let isOver = false;
  const goesOn = () => !isOver && isWanted();
  const steps = inner.manager.stopSteps({ isTogether, isWanted: goesOn });
  const pending = runSteps(steps, goesOn);
  return (
    pending &&
    withinShutdown(pending, shutdown).finally(() => {
      isOver = true;
    })
  );
}

/** Stops all below a supervisor whose time is over, and itself if it comes back with its parent. */
export function cutShort(inner: Supervisor, isTogether: boolean): void {
  if (!isTogether) {
    stopBelow(inner, false);
    return;
  }
  hostedCore()._sw_terminate_child(inner.memberId);
  hostedCore()._sw_mark_stopped_together(inner.memberId);
}

/** Ends a supervisor for good at once; the `terminate` of its children is called, not awaited. */
export function stopUnawaited(supervisor: Supervisor): void {
  supervisor.manager.close();
  stopBelow(supervisor, true);
  supervisor.release();
}

function stopBelow(supervisor: Supervisor, isTerminating: boolean): void {
  for (const member of supervisor.members.reversed()) {
    if (isSupervisor(member)) {
      stopBelow(member, isTerminating);
    } else if (isEntry(member)) {
      if (isTerminating) callTerminate(member);
      if (member.actor) stopActor(member.actor);
      hostedCore()._sw_terminate_child(member.childId);
    } else {
      stopActor(member);
    }
  }
}
