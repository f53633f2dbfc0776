import { indexOfId } from '../core/ids.js';
import { getCore } from '../core/loader.js';
import type { MachineLife } from './machine-life.js';

/** Actors that are found whether anybody else refers to them or not, by the place in their ids. */
const held: (MachineLife | undefined)[] = [];
/** Actors that end when nobody refers to them any more, as XState's do. */
const loose: (WeakRef<MachineLife> | undefined)[] = [];
/** Held actors that are let loose if they live long enough; most are stopped before. */
let young: number[] = [];
const mostYoung = 1024;
/** Actors that became needed after they were made. */
const needed = new Set<number>();
const dropped = new FinalizationRegistry<number>((id) => {
  const index = indexOfId(id);
  if (loose[index]?.deref() === undefined) loose[index] = undefined;
  getCore()._sw_remove(id);
});

/** Lets the core find an actor by its id. One that is needed lives until it is removed. */
export function addActor(id: number, actor: MachineLife, isNeeded: boolean): void {
  held[indexOfId(id)] = actor;
  if (isNeeded) return;
  young.push(id);
  if (young.length >= mostYoung) letLoose();
}

function letLoose(): void {
  const ids = young;
  young = [];
  for (const id of ids) {
    const index = indexOfId(id);
    const actor = held[index];
    if (actor?.actorId !== id || needed.has(id)) continue;
    held[index] = undefined;
    loose[index] = new WeakRef(actor);
    dropped.register(actor, id, actor);
  }
}

/** Holds an actor until it is removed: from now on somebody else than its user may need it. */
export function holdActor(id: number): void {
  needed.add(id);
  const index = indexOfId(id);
  const actor = loose[index]?.deref();
  if (!actor) return;
  forgetLoose(index, actor);
  held[index] = actor;
}

/** Forgets an actor whose slot is vacated. */
export function removeActor(id: number, actor: MachineLife): void {
  const index = indexOfId(id);
  forgetLoose(index, actor);
  held[index] = undefined;
  needed.delete(id);
}

function forgetLoose(index: number, actor: MachineLife): void {
  if (!loose[index]) return;
  loose[index] = undefined;
  dropped.unregister(actor);
}

/** Finds the actor of an id that is in use. */
export function actorOf(id: number): MachineLife {
  const index = indexOfId(id);
  return held[index] ?? (loose[index]?.deref() as MachineLife);
}

/** Finds the actor with this core id. */
export function findActor(id: number): MachineLife | undefined {
  const actor: MachineLife | undefined = actorOf(id);
  return actor?.actorId === id ? actor : undefined;
}

/**
 * Holds an actor for a call in which the core asks for it again and again. Returns the place to give
 * to `takeBack` after it, or -1 when the actor is held anyway.
 */
export function lendActor(actor: MachineLife): number {
  const index = indexOfId(actor.actorId);
  if (held[index] !== undefined || !loose[index]) return -1;
  held[index] = actor;
  return index;
}

/** Ends what `lendActor` began, unless the actor has come to be held for good, or has gone. */
export function takeBack(place: number, actor: MachineLife): void {
  if (place >= 0 && loose[place] && held[place] === actor) held[place] = undefined;
}
