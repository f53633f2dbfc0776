import { guarded } from '../actor/base-actor.js';
import { reportUnhandledError } from '../actor/report.js';
import { RestartMode } from '../core/codes.js';
import { internalsOf } from './internals.js';
import type { SupervisedActor } from './supervised-actor.js';

/** Restarts an actor through its public method, so that whoever replaces or spies on it sees it. */
export function askRestart(actor: SupervisedActor | undefined, mode: number): void {
  if (!actor) return;
  const internals = internalsOf(actor);
  if (internals.knownNotes.isRestartDecided) {
    internals.restartInCore(mode);
    return;
  }
  internals.notes.requestedMode = mode;
  guarded(() => {
    const restarted: unknown = actor.restart(mode !== RestartMode.fresh);
    if (restarted instanceof Promise) restarted.catch(reportUnhandledError);
  });
  internals.notes.requestedMode = undefined;
}

/** Stops an actor through its public method. */
export function askStop(actor: SupervisedActor | undefined): void {
  if (actor) guarded(() => actor.stop());
}
