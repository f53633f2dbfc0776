import { hostedCore } from '../actor/host.js';
import { ChildPresence, NONE } from '../core/codes.js';
import type { PolicyRecord } from '../core/records.js';
import { directory } from './directory.js';
import type { Supervisor } from './supervisor.js';
import { supervisorEnded } from './watch/supervisor-ending.js';

/** Takes supervisors out of the core that nobody stopped before they were collected. */
const abandoned = new FinalizationRegistry<number>((id) => {
  directory.removeSupervisor(id);
  hostedCore()._sw_remove_supervisor(id);
});

/** The core's numbers of a supervisor, and of the child that it is to its parent. */
interface Place {
  readonly coreId: number;
  readonly memberId: number;
}

/** Gives a supervisor its place in the core, where the host finds it from then on. */
export function takePlace(supervisor: Supervisor, policy: PolicyRecord): Place {
  const core = hostedCore();
  const coreId = core.addSupervisor(supervisor.parent?.coreId ?? NONE, policy);
  if (coreId === NONE) throw new RangeError('the core cannot hold more supervisors');
  const memberId = core._sw_member(coreId);
  directory.addSupervisor(coreId, memberId, supervisor);
  abandoned.register(supervisor, coreId, supervisor);
  return { coreId, memberId };
}

/** Takes a supervisor out of the core, with all below it; whoever listens above hears of its end. */
export function leavePlace(supervisor: Supervisor): void {
  endMember(supervisor);
  supervisorEnded(supervisor, true);
  supervisor.lastFailure = undefined;
  abandoned.unregister(supervisor);
  directory.removeSupervisor(supervisor.coreId);
  hostedCore()._sw_remove_supervisor(supervisor.coreId);
}

/** Ends the child that a supervisor is to its parent, unless that is down already. */
function endMember({ parent, memberId }: Supervisor): void {
  if (!parent) return;
  const presence = hostedCore()._sw_child_presence(memberId);
  const isUp = presence === ChildPresence.running || presence === ChildPresence.restarting;
  if (isUp) hostedCore()._sw_terminate_child(memberId);
}
