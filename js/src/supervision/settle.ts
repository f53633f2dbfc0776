import { eventStream } from './telemetry/event-stream.js';

interface Restarted {
  announceRestart(): void;
}

/** Actors that began a new incarnation, of which nobody was told yet. */
const restarted = new Set<Restarted>();

/** Says that an actor began a new incarnation. */
export function noteRestart(actor: Restarted): void {
  restarted.add(actor);
}

/** Tells of what the core did in a call that is over: restarts at once, events in a microtask. */
export function settle(): void {
  if (restarted.size > 0) announce();
  eventStream.touch();
}

function announce(): void {
  for (const actor of restarted) {
    restarted.delete(actor);
    actor.announceRestart();
  }
}
