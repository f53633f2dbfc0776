import type { ActingActor } from '../behavior/acting-actor.js';
import { execute } from '../behavior/action.js';
import type { EventObject } from '../program/machine-types.js';
import type { Program } from '../program/program.js';
import type { MachineSnapshot } from './snapshot.js';

const nothing = () => {};

/** Tells inspectors of a microstep, of its transitions and of what it led to. */
export function inspectMicrostep(
  actor: ActingActor,
  event: EventObject,
  selected: readonly number[],
  snapshot: MachineSnapshot,
): void {
  actor.system._sendInspectionEvent({
    type: '@xstate.microstep',
    actorRef: actor.ref,
    event,
    snapshot,
    _transitions: selected.map((index) => actor.program.transition(index)),
  });
}

/** The timers of `after` are the core's; in XState they are actions, and are inspected as such. */
export function performDelayStart(
  actor: ActingActor,
  delay: number,
  milliseconds: number,
  effect: () => void = nothing,
): void {
  const id = delayEventType(actor.program, delay);
  const params = {
    event: { type: id },
    id,
    delay: Number.isNaN(milliseconds) ? undefined : milliseconds,
  };
  execute(actor, 'xstate.raise', params, effect);
}

export function performDelayCancel(
  actor: ActingActor,
  delay: number,
  effect: () => void = nothing,
): void {
  execute(actor, 'xstate.cancel', { sendId: delayEventType(actor.program, delay) }, effect);
}

/** Returns the type of the event in which a delayed transition ends. */
export function delayEventType({ chart }: Program, delay: number): string {
  return chart.descriptors[chart.delays[delay]?.descriptor ?? -1] ?? '';
}
