// biome-ignore-all lint/suspicious/noExplicitAny: a supervisor has actors of every machine.
import { ChildPresence } from '../../core/codes.js';
import type { SupervisedActor } from '../supervised-actor.js';
import type { Supervisor } from '../supervisor.js';

/** Whether a child runs, is on its way to run again, or is down. */
export type ChildStanding = 'running' | 'restarting' | 'stopped';

/** A child as `whichChildren` lists it. */
export interface ChildInfo {
  readonly id: string;
  readonly type: 'worker' | 'supervisor';
  readonly state: ChildStanding;
  /** The actor or the supervisor; undefined unless it runs. */
  readonly child: SupervisedActor<any> | Supervisor | undefined;
}

/** How many children a supervisor has itself. */
export interface ChildCounts {
  /** All children that are known, running or not. */
  readonly specs: number;
  /** Those that run. */
  readonly active: number;
  /** Those that are supervisors, running or not. */
  readonly supervisors: number;
  /** Those that are actors, running or not. */
  readonly workers: number;
}

/** Names where a child stands. */
export function standingOf(presence: number): ChildStanding {
  if (presence === ChildPresence.running) return 'running';
  return presence === ChildPresence.restarting ? 'restarting' : 'stopped';
}
