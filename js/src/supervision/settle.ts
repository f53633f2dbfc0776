import { eventStream } from './telemetry/event-stream.js';

interface Restarted {
  announceRestart(): void;
}

/** Actors that began a new incarnation, those told of it before those that are not. */
const restarted: (Restarted | undefined)[] = [];
let known = 0;
let told = 0;

/** Beyond this the list gives its memory back when everybody was told. */
const keptLength = 1000;

/** Says that an actor began a new incarnation. */
export function noteRestart(actor: Restarted): void {
  restarted[known++] = actor;
}

/** Tells of what the core did in a call that is over: restarts at once, events in a microtask. */
export function settle(): void {
  if (known > 0) announce();
  eventStream.touch();
}

/** Who is told may cause further restarts, which are told of in their turn, by whoever is first. */
function announce(): void {
  while (told < known) {
    const actor = restarted[told];
    restarted[told++] = undefined;
    actor?.announceRestart();
  }
  known = 0;
  told = 0;
  if (restarted.length > keptLength) restarted.length = 0;
}
