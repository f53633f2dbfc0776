// biome-ignore-all lint/suspicious/noExplicitAny: a strategy serves actors of every machine.
import { ChildState, FailureVerdict, NONE } from '../../core/codes.js';
import { hostedCore } from '../../actor/host.js';
import type { SupervisedActor } from '../supervised-actor.js';
import type { Supervisor } from '../supervisor.js';
import { eventStream } from '../telemetry/event-stream.js';
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
  actor: SupervisedActor<any>,
  error: Error,
): void {
  const child = actor.childId;
  if (child === NONE || !isFailed(supervisor, actor, error)) return;
  actor.decidingStrategy = strategy;
  hostedCore()._sw_apply(child, core.index, supervisor.coreId);
  eventStream.touch();
}

function isFailed(supervisor: Supervisor, actor: SupervisedActor<any>, error: Error): boolean {
  const state = hostedCore()._sw_child_state(actor.childId);
  if (state !== ChildState.running && state !== ChildState.starting) return true;
  actor.noteError(error);
  const verdict = hostedCore()._sw_note_failure(actor.childId, supervisor.coreId);
  return verdict === FailureVerdict.decide;
}
