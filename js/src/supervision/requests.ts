import { hostedCore } from '../actor/host.js';
import { guarded, reportUnhandledError } from '../actor/report.js';
import { RestartMode } from '../core/codes.js';
import { directory } from './directory.js';
import { internalsOf } from './internals.js';
import { settled } from './settled.js';
import { writeIfUnheard } from './unheard-failure.js';

/**
 * Restarts a child through its actor's public method, so that whoever replaces or spies on it sees
 * it. A child whose actor has ended gets another one.
 */
export function askRestart(child: number, mode: number): void {
  const actor = directory.child(child);
  if (!actor) {
    hostedCore()._sw_supervised_restart(child, mode);
    return;
  }
  const internals = internalsOf(actor);
  if (internals.knownNotes.isRestartDecided) {
    internals.restartInCore(mode);
    return;
  }
  internals.notes.requestedMode = mode;
  guarded(() => {
    const restarted: unknown = actor.restart(mode !== RestartMode.fresh);
    if (restarted instanceof Promise && restarted !== settled)
      restarted.catch(reportUnhandledError);
  });
  internals.notes.requestedMode = undefined;
}

/** Stops a child that has failed for good through its actor's public method, if it has one. */
export function askStop(child: number): void {
  const entry = directory.entry(child);
  if (entry) entry.hasFailedForGood = true;
  const actor = directory.child(child);
  if (!actor) {
    hostedCore()._sw_supervised_stop(child);
    return;
  }
  writeIfUnheard(actor);
  guarded(() => actor.stop());
}
