import { hostedCore, keepEvent, reportDeadLetter } from '../actor/host.js';
import { DeadLetterReason } from '../core/codes.js';
import { noActorId } from '../core/ids.js';
import type { EventObject } from '../program/machine-types.js';
import { RestartStrategy } from './strategies/restart-strategy.js';
import { StrategyByError } from './strategies/strategy-by-error.js';
import type { SupervisedActor } from './supervised-actor.js';
import type { SupervisedMachineActor } from './supervised-machine-actor.js';

/** The event in which an incarnation begins. */
export const initEvent = 'xstate.init';

/**
 * Tries the event that an actor failed in once more later, or makes it a dead letter. One that brought
 * the error of a child is neither: nothing is lost with it, and the next life has no such child.
 */
export function settleFailingEvent(actor: SupervisedMachineActor): void {
  const { notes } = actor;
  const event = notes.failingEvent;
  notes.failingEvent = undefined;
  if (!event || event.type === initEvent || isErrorOfChild(event)) return;
  const tries = notes.retried?.event.deref() === event ? notes.retried.tries : 0;
  if (tries >= limitOf(actor) || actor.actorId === noActorId) {
    notes.retried = undefined;
    reportDeadLetter(actor, event, DeadLetterReason.poisonous);
    return;
  }
  const again = copied(event);
  notes.retried = { event: new WeakRef(again), tries: tries + 1 };
  const code = actor.program.classify(again.type);
  hostedCore()._sw_requeue(actor.actorId, code >> 1, code & 1, keepEvent({ event: again }));
}

function isErrorOfChild({ type }: EventObject): boolean {
  return type.startsWith('xstate.error.');
}

/** Makes another object of an event: the same one may be sent anew when its retry has succeeded. */
function copied(event: EventObject): EventObject {
  return Object.assign(Object.create(Object.getPrototypeOf(event)), event);
}

function limitOf(actor: SupervisedMachineActor): number {
  const { strategy } = actor;
  const { lastError } = actor.knownNotes;
  const isByError = strategy instanceof StrategyByError && lastError !== undefined;
  const self = actor as unknown as SupervisedActor;
  const decisive = isByError ? strategy.strategyFor(lastError, self) : strategy;
  return decisive instanceof RestartStrategy ? decisive.options.retryEvent : 0;
}
