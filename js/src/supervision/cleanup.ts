import { hostedCore } from '../actor/host.js';
import { CleanupTimeoutError } from './errors/cleanup-timeout-error.js';
import { toError } from './errors/thrown-value-error.js';
import { recordFailure } from './failure-handling.js';
import { internalsOf } from './internals.js';
import { settle } from './settle.js';
import { RestartStrategy } from './strategies/restart-strategy.js';
import { StopStrategy } from './strategies/stop-strategy.js';
import type { SupervisedActor } from './supervised-actor.js';

/**
 * Runs the clean-up of the strategy that decided, and tells the core when it is over. A clean-up that
 * fails is recorded as an error of the actor; what was decided goes on.
 */
export function runCleanup(actor: SupervisedActor | undefined, child: number, token: number): void {
  void clean(actor).then((succeeded) => {
    hostedCore()._sw_cleaned_up(child, token, succeeded ? 1 : 0);
    settle();
  });
}

/** Records that a clean-up was given up; what was decided goes on. */
export function recordTimeout(actor: SupervisedActor | undefined, timeout: number): void {
  if (!actor?.supervisor) return;
  const error = new CleanupTimeoutError(actor.id, timeout);
  recordFailure(actor.supervisor, actor, error, { phase: 'cleanup' });
}

async function clean(actor: SupervisedActor | undefined): Promise<boolean> {
  if (!actor) return true;
  const strategy = internalsOf(actor).knownNotes.decidingStrategy;
  const hasCleanup = strategy instanceof RestartStrategy || strategy instanceof StopStrategy;
  try {
    if (hasCleanup) await strategy.options.cleanup?.(actor);
    return true;
  } catch (error) {
    if (actor.supervisor) {
      recordFailure(actor.supervisor, actor, toError(error), { phase: 'cleanup' });
    }
    return false;
  }
}
