import type { ActorRef, AnyEventObject, Snapshot } from 'xstate';
import { type AnyLogic, LogicActor } from '../logic-actor.js';

const emptyLogic: AnyLogic = {
  getInitialSnapshot: () => ({ status: 'active', output: undefined, error: undefined }),
  transition: (snapshot) => snapshot,
  getPersistedSnapshot: (snapshot) => snapshot,
  restoreSnapshot: (snapshot) => snapshot as never,
};

/** Makes an actor that does nothing, to stand where one is needed: XState's `createEmptyActor`. */
export function createEmptyActor(): ActorRef<Snapshot<undefined>, AnyEventObject, AnyEventObject> {
  return new LogicActor(emptyLogic) as never;
}
