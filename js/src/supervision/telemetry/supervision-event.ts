// biome-ignore-all lint/suspicious/noExplicitAny: events tell of actors of every machine.
import type { SupervisedActor } from '../supervised-actor.js';
import type { EventLevel } from './event-levels.js';

/** What happened, in the order of the core's EventType. */
export const supervisionEventTypes = [
  'childStarted',
  'childStopped',
  'childFinished',
  'childFailed',
  'cleanupStarted',
  'cleanupEnded',
  'cleanupTimedOut',
  'restartScheduled',
  'childRestarted',
  'restartFailed',
  'childResumed',
  'childParked',
  'limitExceeded',
  'failureEscalated',
  'gaveUp',
  'circuitOpened',
  'circuitHalfOpened',
  'circuitClosed',
  'deadLetter',
  'childHalted',
  'supervisorFailed',
  'supervisorLimitExceeded',
  'heartbeatMissed',
  'eventOverran',
  'invocationOverran',
] as const;

export type SupervisionEventType = (typeof supervisionEventTypes)[number] | 'eventsLost';

/** Something that happened to an actor or to a supervisor. */
export interface SupervisionEvent {
  readonly type: SupervisionEventType;
  /** How much it matters; that of a failure is set by `logLevel` and `criticalAfter`. */
  readonly level: EventLevel;
  /** Counts the events of this process; those that an `eventsLost` tells of are left out. */
  readonly sequence: number;
  /** When, in monotonic milliseconds of supervision's clock. */
  readonly time: number;
  /**
   * By type: `restartScheduled` the wait, `childParked` and `circuitOpened` the time until a probe,
   * `cleanupStarted` and `cleanupTimedOut` the time-out, `childStopped`, `childFinished` and
   * `childHalted` the uptime, all in milliseconds; `childFailed` and `childResumed` the errors so far;
   * `childRestarted` the restarts so far; `restartFailed` the attempts in a row; `limitExceeded` and
   * `supervisorLimitExceeded` the limit; `heartbeatMissed` the silence, `eventOverran` and
   * `invocationOverran` the time it took, in milliseconds; `circuitHalfOpened` the probes;
   * `cleanupEnded` 1 or 0; `eventsLost` how many were lost, because too much happened in one turn.
   */
  readonly value: number;
  /** The actor that it happened to; absent when it happened to a supervisor. */
  readonly actorId?: string;
  /** That actor, unless the child has none at present. */
  readonly actor?: SupervisedActor<any>;
  /** The path of the supervisor that a `failureEscalated` goes to. */
  readonly escalatedTo?: string;
  /** The id of the child supervisor that it happened to, when it is one. */
  readonly childSupervisorId?: string;
  /** The supervisor where it happened. */
  readonly supervisorId: string;
  /** The supervisor's ids from the top of its tree, joined by `/`. */
  readonly supervisorPath: string;
  /** The error of a failure, when it is one. */
  readonly error?: Error;
  /** The type of a dead letter's event. */
  readonly eventType?: string;
  /** Why a dead letter is one. */
  readonly reason?: string;
}
