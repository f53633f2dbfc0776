import type { SupervisedActor } from './supervised-actor.js';
import type { SupervisedMachineActor } from './supervised-machine-actor.js';

/** Returns an actor with what only this package may touch. */
export function internalsOf(actor: SupervisedActor): SupervisedMachineActor {
  return actor as unknown as SupervisedMachineActor;
}
