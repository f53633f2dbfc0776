import type { AnyActorRef } from '../behavior/acting-actor.js';
import type { ActorOptions } from './actor-options.js';

type Factory = (logic: unknown, options: ActorOptions) => AnyActorRef;

let factory: Factory | undefined;

/** Registers how actors are made; actors make their children by it without knowing their kinds. */
export function setActorFactory(make: Factory): void {
  factory = make;
}

/** Makes an actor of any logic, not started. */
export function makeActor(logic: unknown, options: ActorOptions): AnyActorRef {
  return (factory as Factory)(logic, options);
}
