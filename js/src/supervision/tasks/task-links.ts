import { stopOnSignal } from '../stop-on-signal.js';
import { isSupervisedActor, type SupervisedActor } from '../supervised-actor.js';
import { watch } from '../watch/watch.js';
import { endOfContext, isContext } from './task-context.js';

/** Returns the actor that a linked task fails together with itself, if its caller is one. */
export function linkedActor(caller: unknown): SupervisedActor | undefined {
  return isSupervisedActor(caller) ? caller : undefined;
}

/** Calls back when a caller ends; returns how to stop following it. */
export function onEndOf(caller: unknown, end: (cause: unknown) => void): () => void {
  if (isContext(caller)) {
    const over = endOfContext(caller);
    return stopOnSignal(over, () => end(over.reason ?? undefined));
  }
  const actor = linkedActor(caller);
  if (!actor) return () => {};
  const subscription = watch(actor, ({ error }) => end(error));
  return () => subscription.unsubscribe();
}
