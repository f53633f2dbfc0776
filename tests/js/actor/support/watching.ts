import { type AnyActorRef, createMachine, type InspectionEvent } from 'xstate';
import type { Stage } from './in-both.js';

/** A machine that can be told from its initial state. */
export const child = createMachine({
  id: 'child',
  initial: 'q',
  states: { q: { on: { PING: 'r' } }, r: {} },
});

/** An action that fails. */
export const fail = () => {
  throw new Error('failed');
};

/** Sees failures so that they are not reported. */
export const hears = (note: Stage['note']) => ({
  error: (error: unknown) => note('error', (error as Error).message),
});

/** Notes what is inspected, by the names of actors, events and actions. */
export function inspector(note: Stage['note']) {
  return (inspected: InspectionEvent) => {
    const name = (inspected.actorRef as AnyActorRef).id;
    if (inspected.type === '@xstate.event') note('event', name, inspected.event.type);
    if (inspected.type === '@xstate.action') note('action', name, inspected.action.type);
    if (inspected.type === '@xstate.snapshot') {
      note('snapshot', name, inspected.event.type, inspected.snapshot.status);
    }
  };
}
