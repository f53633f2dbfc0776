import { cloneContext } from './clone-context.js';
import { RestartStrategy } from './strategies/restart-strategy.js';
import type { SupervisedLife } from './supervised-life.js';

/** Returns the snapshot that an actor's strategy wants a restart to begin in. */
export function givenSnapshot(actor: SupervisedLife): unknown {
  for (const strategy of [actor.knownNotes.decidingStrategy, actor.strategy]) {
    if (strategy instanceof RestartStrategy && strategy.options.snapshot) {
      // It may be the same for many restarts, and restoring writes into it.
      return { ...cloneContext(strategy.options.snapshot), status: 'active', error: undefined };
    }
  }
  return undefined;
}
