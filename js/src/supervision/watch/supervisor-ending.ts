import { hostedCore } from '../../actor/host.js';
import { ChildPresence } from '../../core/codes.js';
import type { Supervisor } from '../supervisor.js';
import type { Ending } from './termination.js';
import { watchTable } from './watch-table.js';

/** Failures of supervisors as wholes, with the number of restarts that they had behind them. */
const failures = new WeakMap<Supervisor, { readonly error: Error; readonly restarts: number }>();

/** Those that were taken down by call since their last failure. */
const terminated = new WeakSet<Supervisor>();

/** How supervisors ended that are down. */
const endings = new WeakMap<Supervisor, Ending>();

const stopped: Ending = { reason: 'stopped' };

const restartsOf = ({ memberId }: Supervisor) => hostedCore()._sw_restart_count(memberId);

/** Remembers a failure in which a supervisor may end. */
export function noteSupervisorFailure(supervisor: Supervisor, error: Error): void {
  terminated.delete(supervisor);
  failures.set(supervisor, { error, restarts: restartsOf(supervisor) });
}

/** Remembers that somebody wants a supervisor down, whether it has failed or not. */
export function noteTermination(supervisor: Supervisor): void {
  terminated.add(supervisor);
}

/** Says whether a supervisor is down because of a failure, and nobody asked for that. */
export function hasFailedForGood(supervisor: Supervisor): boolean {
  const isFailed = endings.get(supervisor)?.reason === 'failed';
  return isFailed && isDown(supervisor) && !terminated.has(supervisor);
}

/** Says how a supervisor ended; undefined while it is not down. */
export function supervisorEnding(supervisor: Supervisor): Ending | undefined {
  if (!supervisor.isStopped && !isDown(supervisor)) return undefined;
  return endings.get(supervisor) ?? stopped;
}

function isDown({ parent, memberId }: Supervisor): boolean {
  return (
    parent !== undefined && hostedCore()._sw_child_presence(memberId) === ChildPresence.stopped
  );
}

/** Told that a supervisor goes down, or that one that may be down already leaves for good. */
export function supervisorEnded(supervisor: Supervisor, isLeaving: boolean): void {
  if (isLeaving && isDown(supervisor)) return;
  const failure = failures.get(supervisor);
  failures.delete(supervisor);
  // Without a restart since then, it is that failure which was not overcome.
  const isFailed = failure !== undefined && failure.restarts === restartsOf(supervisor);
  const ending: Ending = isFailed ? { reason: 'failed', error: failure.error } : stopped;
  endings.set(supervisor, ending);
  watchTable.ended(supervisor, ending);
}
