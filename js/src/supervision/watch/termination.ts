import type { Supervisor } from '../supervisor.js';

/**
 * How a life ended: by a stop, in a final state, or in a failure that was not overcome, be it because
 * the strategy stopped the actor or because it was stopped while it waited for its restart.
 */
export type TerminationReason = 'stopped' | 'done' | 'failed';

/** What is left to say of a life that is over. */
export interface Ending {
  readonly reason: TerminationReason;
  /** The failure, for the reason `failed`. */
  readonly error?: Error;
}

/** An actor of whatever kind as far as watching needs it: of this package, or of XState. */
export interface WatchableActor {
  readonly id: string;
  getSnapshot(): unknown;
  subscribe(observer: { error?: (error: unknown) => void; complete?: () => void }): {
    unsubscribe(): void;
  };
}

/** What can be watched. */
export type WatchTarget = WatchableActor | Supervisor;

/** Says that somebody who was watched is no more. */
export interface Termination extends Ending {
  /** The id of the actor or the supervisor that ended. */
  readonly actorId: string;
  readonly target: WatchTarget;
}

/** The event that a watching actor receives unless it asked for another one. */
export interface TerminatedEvent extends Ending {
  readonly type: 'statewarden.terminated';
  /** The id of the actor or the supervisor that ended. */
  readonly actorId: string;
}

/** Makes the event of a termination, which keeps nobody alive. */
export function terminatedEvent({ actorId, reason, error }: Termination): TerminatedEvent {
  const event = { type: 'statewarden.terminated', actorId, reason } as const;
  return error === undefined ? event : { ...event, error };
}
