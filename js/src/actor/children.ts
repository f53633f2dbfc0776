import type { AnyActorRef } from '../behavior/acting-actor.js';

type Child = AnyActorRef | undefined;
type View = Readonly<Record<string, Child>>;

/** A child and its place among its siblings, the older ones first. */
interface Entry {
  readonly child: Child;
  readonly place: number;
}

const noView: View = Object.freeze({});

/** An actor's children by id; changes can be taken back until they are committed. */
export class Children {
  #byId = new Map<string, Entry>();
  #undo: [id: string, before: Entry | undefined][] = [];
  #nextPlace = 0;
  #view: View | undefined;

  get(id: string): Child {
    return this.#byId.get(id)?.child;
  }

  /** How many ids there are, those of children that could not be made included. */
  get size(): number {
    return this.#byId.size;
  }

  /** Lists the children, the older ones first. */
  list(): Child[] {
    return Array.from(this.#byId.values(), (entry) => entry.child);
  }

  /** Returns the children as an object; the same one until they change. */
  view(): View {
    this.#view ??= this.#byId.size === 0 ? noView : this.#makeView();
    return this.#view;
  }

  #makeView(): View {
    return Object.fromEntries(Array.from(this.#byId, ([id, { child }]) => [id, child]));
  }

  set(id: string, child: Child): void {
    const before = this.#remember(id);
    this.#byId.set(id, { child, place: before?.place ?? this.#nextPlace++ });
  }

  delete(id: string): void {
    this.#remember(id);
    this.#byId.delete(id);
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
      if (before) this.#byId.set(id, before);
      else this.#byId.delete(id);
    }
    this.#byId = new Map([...this.#byId].sort(([, a], [, b]) => a.place - b.place));
    this.#undo = [];
    this.#view = undefined;
    return dropped;
  }

  /** Forgets all children and returns them, the youngest first. */
  clear(): AnyActorRef[] {
    const all = this.list()
      .filter((child) => child !== undefined)
      .reverse();
    this.#byId.clear();
    this.#undo = [];
    this.#view = undefined;
    return all;
  }
}

/** Stops a child, whoever made it. */
export function stopRef(child: Child): void {
  (child as (AnyActorRef & { _stop?(): void }) | undefined)?._stop?.();
}
