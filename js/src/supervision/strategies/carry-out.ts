import { hostedCore } from '../../actor/host.js';
import { ChildState, FailureVerdict } from '../../core/codes.js';
import { countsAsFailure } from '../circuit/counts-as-failure.js';
import { internalsOf } from '../internals.js';
import { noChild } from '../no-child.js';
import { settle } from '../settle.js';
import type { SupervisedActor } from '../supervised-actor.js';
import type { Supervisor } from '../supervisor.js';
import type { CoreStrategy } from './core-strategy.js';
import type { SupervisionStrategy } from './supervision-strategy.js';

/**
 * Lets the core do what a built-in strategy says about a failed actor. An actor that has not failed,
 * because somebody called `handleError` by hand, counts as failing now.
 */
export function carryOut(
  strategy: SupervisionStrategy,
  core: CoreStrategy,
  supervisor: Supervisor,
  actor: SupervisedActor,
  error: Error,
): void {
  const internals = internalsOf(actor);
  if (!isHeld(supervisor, actor, error)) return;
  internals.notes.decidingStrategy = strategy;
  hostedCore()._sw_apply(internals.childId, core.index, supervisor.coreId);
  settle();
}

/** Says whether the actor is held by a failure; one that runs fails now. */
export function isHeld(supervisor: Supervisor, actor: SupervisedActor, error: Error): boolean {
  const internals = internalsOf(actor);
  const { childId } = internals;
  if (childId === noChild) return false;
  if (hostedCore()._sw_child_state(childId) !== ChildState.running) return true;
  internals.noteError(error);
  internals.notes.hasFailed = true;
  const counts = countsAsFailure(supervisor.options.isCircuitFailure, error) ? 1 : 0;
  const verdict = hostedCore()._sw_note_failure(childId, supervisor.coreId, counts);
  return verdict === FailureVerdict.decide;
}
