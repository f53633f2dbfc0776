import type { AnyActorRef, SpawnOptions } from '../behavior/acting-actor.js';
import type { Clock } from './clocks.js';
import type { Observer } from './observer.js';

export type Logger = (...args: unknown[]) => void;

/** What an actor may be made with; XState's ActorOptions. */
export interface ActorOptions extends Partial<SpawnOptions> {
  /** Sets and clears timers; by default real time. */
  clock?: Clock | undefined;
  /** Receives what `log` actions log; by default `console.log`. */
  logger?: Logger | undefined;
  /** Is told of everything in the actor's system; for root actors only. */
  inspect?: Observer<never> | ((event: never) => void) | undefined;
  /** A persisted snapshot to go on from. */
  snapshot?: unknown;
  /** The former name of `snapshot`. */
  state?: unknown;
  /** Shows the actor to a development tool: a function that takes it, or what `__xstate__` names. */
  devTools?: boolean | ((actor: never) => void) | undefined;
  parent?: AnyActorRef | undefined;
}

/** Any snapshot: what is common to those of all actors. */
export interface AnySnapshot {
  status: 'active' | 'done' | 'error' | 'stopped';
  output?: unknown;
  error?: unknown;
}
