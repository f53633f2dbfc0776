import { internalsOf } from '../internals.js';
import { isSupervisedActor } from '../supervised-actor.js';

/** An actor whose end can be waited for; of this package or of XState. */
export interface EndingActor {
  subscribe(observer: { complete(): void; error(error: unknown): void }): {
    unsubscribe(): void;
  };
  getSnapshot(): unknown;
  send(event: never): void;
  stop(): unknown;
}

/** Sends an event to an actor, or stops it, and resolves when it has ended, however that is. */
export function untilEnd(
  actor: EndingActor,
  event: { readonly type: string } | undefined,
  signal: AbortSignal,
): Promise<void> | undefined {
  if (event === undefined) return stopped(actor);
  if (hasEnded(actor)) return undefined;
  return new Promise((resolve) => {
    const end = () => resolve();
    const subscription = actor.subscribe({ complete: end, error: end });
    signal.addEventListener('abort', () => subscription.unsubscribe(), { once: true });
    actor.send(event as never);
  });
}

/** Stops an actor; a child whose spec has a `terminate` has that run first. */
function stopped(actor: EndingActor): Promise<void> | undefined {
  const entry = isSupervisedActor(actor) ? internalsOf(actor).knownNotes.entry : undefined;
  if (entry?.spec.terminate && entry.actor === actor) return entry.owner.terminateChild(entry.id);
  actor.stop();
  return undefined;
}

function hasEnded(actor: EndingActor): boolean {
  const { status } = actor.getSnapshot() as { status?: string };
  return status !== 'active';
}
