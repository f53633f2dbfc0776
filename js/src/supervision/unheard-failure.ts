import { internalsOf } from './internals.js';
import type { SupervisedActor } from './supervised-actor.js';
import { eventStream } from './telemetry/event-stream.js';
import { watchTable } from './watch/watch-table.js';

/**
 * Writes the error that ends an actor for good to `console.error` if nobody has asked to hear of any:
 * no `onError` of the actor or of a supervisor above, no watcher, no listener and no logger.
 */
export function writeIfUnheard(actor: SupervisedActor): void {
  const { hasFailed, lastError } = internalsOf(actor).knownNotes;
  if (!hasFailed || !lastError || isHeard(actor)) return;
  console.error(
    `statewarden: actor '${actor.id}' of supervisor '${actor.supervisor?.path}' failed for good:`,
    lastError,
  );
}

function isHeard(actor: SupervisedActor): boolean {
  if (internalsOf(actor).options.onError) return true;
  if (eventStream.isEnabled || watchTable.isWatched(actor)) return true;
  for (let at = actor.supervisor; at; at = at.parent) if (at.options.onError) return true;
  return false;
}
