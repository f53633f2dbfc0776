import type { AnyActorRef } from '../behavior/acting-actor.js';
import { warn } from '../behavior/warn.js';
import type { EventObject } from '../program/machine-types.js';

/** Refuses what is no event; the actor is not affected. */
export function checkEvent(event: unknown): asserts event is EventObject {
  if (typeof event === 'string') {
    throw new Error(
      `Only event objects may be sent to actors; use .send({ type: "${event}" }) instead`,
    );
  }
  const type = (event as Partial<EventObject> | null | undefined)?.type;
  if (typeof type !== 'string') {
    throw new TypeError(
      `An event must be an object with a string \`type\`, got ${event === null ? 'null' : typeof event}.`,
    );
  }
  if (type === '*') throw new Error(`An event cannot have the wildcard type ('*')`);
}

/** Warns of an event for an actor that is no more, in XState's words. */
export function warnStopped(actor: AnyActorRef, event: EventObject): void {
  warn(
    `Event "${event.type}" was sent to stopped actor "${actor.id} (${actor.sessionId})". This actor has already reached its final state, and will not transition.\nEvent: ${describe(event)}`,
  );
}

function describe(event: EventObject): string {
  try {
    return JSON.stringify(event);
  } catch {
    return String(event);
  }
}
