import type { AnyActorRef } from '../behavior/acting-actor.js';

type Child = AnyActorRef | undefined;
type View = Readonly<Record<string, Child>>;

/** A child and its place among its siblings, the older ones first. */
interface Entry {
  readonly child: Child;
  readonly place: number;
}

const noView: View = Object.freeze({});

/** Ids of children that left, at least, before they are forgotten. */
const fewVacated = 32;

/**
 * An actor's children by id; changes can be taken back until they are committed.
 *
 * An id stays in the map when its child leaves, because engines chain what was deleted from a map
 * behind what is added under the same key: beside many children, one that comes and goes under one
 * id would become slower each time.
 */
export class Children {
  /** The children by id; undefined under the ids of those that left. */
  #byId = new Map<string, Entry | undefined>();
  #vacated = 0;
  /** Says that the map is not in the order of the places. */
  #isShuffled = false;
  #undo: [id: string, before: Entry | undefined][] = [];
  #nextPlace = 0;
  #view: View | undefined;

  get(id: string): Child {
    return this.#byId.get(id)?.child;
  }

  /** How many ids there are, those of children that could not be made included. */
  get size(): number {
    return this.#byId.size - this.#vacated;
  }

  /** Lists the children, the older ones first. */
  list(): Child[] {
    return this.#entries().map(([, entry]) => entry.child);
  }

  /** Returns the children as an object; the same one until they change. */
  view(): View {
    this.#view ??= this.size === 0 ? noView : this.#makeView();
    return this.#view;
  }

  #makeView(): View {
    return Object.fromEntries(this.#entries().map(([id, { child }]) => [id, child]));
  }

  #entries(): [string, Entry][] {
    if (this.#isShuffled || this.#vacated > 0) this.#tidy();
    return [...this.#byId] as [string, Entry][];
  }

  /** Forgets vacated ids and puts the others in order. */
  #tidy(): void {
    const entries = [...this.#byId].filter((each): each is [string, Entry] => Boolean(each[1]));
    if (this.#isShuffled) entries.sort(([, a], [, b]) => a.place - b.place);
    this.#byId = new Map(entries);
    this.#vacated = 0;
    this.#isShuffled = false;
  }

  set(id: string, child: Child): void {
    const before = this.#remember(id);
    this.#put(id, { child, place: before?.place ?? this.#nextPlace++ });
  }

  delete(id: string): void {
    if (this.#remember(id)) this.#put(id, undefined);
    if (this.#vacated > Math.max(this.size, fewVacated)) this.#tidy();
  }

  #put(id: string, entry: Entry | undefined): void {
    const before = this.#byId.get(id);
    if (before === undefined && this.#byId.has(id)) this.#vacated--;
    if (entry === undefined) this.#vacated++;
    else if (before?.place !== entry.place) this.#isShuffled ||= this.#byId.has(id);
    this.#byId.set(id, entry);
  }

  #remember(id: string): Entry | undefined {
    const before = this.#byId.get(id);
    this.#undo.push([id, before]);
    this.#view = undefined;
    return before;
  }

  commit(): void {
    if (this.#undo.length > 0) this.#undo = [];
  }

  /** Takes back what was not committed and returns the children that are dropped by that. */
  rollBack(): AnyActorRef[] {
    if (this.#undo.length === 0) return [];
    const dropped: AnyActorRef[] = [];
    for (const [id, before] of this.#undo.reverse()) {
      const now = this.#byId.get(id)?.child;
      if (now !== undefined && now !== before?.child) dropped.push(now);
      this.#put(id, before);
    }
    this.#undo = [];
    this.#view = undefined;
    this.#isShuffled = true;
    return dropped;
  }

  /** Forgets all children and returns them, the youngest first. */
  clear(): AnyActorRef[] {
    const all = this.list()
      .filter((child) => child !== undefined)
      .reverse();
    this.#byId.clear();
    this.#vacated = 0;
    this.#undo = [];
    this.#view = undefined;
    return all;
  }
}

/** Stops a child, whoever made it. */
export function stopRef(child: Child): void {
  (child as (AnyActorRef & { _stop?(): void }) | undefined)?._stop?.();
}
