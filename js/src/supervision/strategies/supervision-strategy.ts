// biome-ignore-all lint/suspicious/noExplicitAny: a strategy serves actors of every machine.
import type { SupervisedActor } from '../supervised-actor.js';
import type { Supervisor } from '../supervisor.js';

/** What a strategy does with a failed actor. A strategy of one's own may use any other name. */
export type SupervisionStrategyType =
  | 'restart'
  | 'stop'
  | 'escalate'
  | 'resume'
  | (string & Record<never, never>);

/**
 * Decides what happens to an actor that failed.
 *
 * While a strategy decides, the actor is held in the last good state before the failing event, and
 * the events sent to it wait. A strategy of one's own calls `actor.restart()`, `actor.stop()` or
 * `supervisor.escalateError(actor, error)`; when it does none of these before its promise
 * resolves, the actor goes on as if nothing had happened. When it throws or rejects, that error is
 * recorded too and the actor is stopped.
 */
export interface SupervisionStrategy {
  readonly type: SupervisionStrategyType;
  handleError(supervisor: Supervisor, actor: SupervisedActor<any>, error: Error): Promise<void>;
}

/** Says whether a value can serve as a strategy. */
export function isSupervisionStrategy(value: unknown): value is SupervisionStrategy {
  if (typeof value !== 'object' || value === null) return false;
  const strategy = value as Partial<SupervisionStrategy>;
  return typeof strategy.type === 'string' && typeof strategy.handleError === 'function';
}
