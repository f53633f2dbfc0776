import type { AnyActorRef } from '../behavior/acting-actor.js';

type Child = AnyActorRef | undefined;
type View = Readonly<Record<string, Child>>;

const noView: View = Object.freeze({});
const absent = Symbol('absent');

/** An actor's children by id; changes can be taken back until they are committed. */
export class Children {
  readonly #byId = new Map<string, Child>();
  #undo: [string, Child | typeof absent][] = [];
  #view: View | undefined;

  get map(): ReadonlyMap<string, Child> {
    return this.#byId;
  }

  /** Returns the children as an object; the same one until they change. */
  view(): View {
    this.#view ??= this.#byId.size === 0 ? noView : Object.fromEntries(this.#byId);
    return this.#view;
  }

  set(id: string, child: Child): void {
    this.#remember(id);
    this.#byId.set(id, child);
  }

  delete(id: string): void {
    this.#remember(id);
    this.#byId.delete(id);
  }

  #remember(id: string): void {
    this.#undo.push([id, this.#byId.has(id) ? this.#byId.get(id) : absent]);
    this.#view = undefined;
  }

  commit(): void {
    if (this.#undo.length > 0) this.#undo = [];
  }

  /** Takes back what was not committed and returns the children that are dropped by that. */
  rollBack(): AnyActorRef[] {
    const dropped: AnyActorRef[] = [];
    for (const [id, before] of this.#undo.reverse()) {
      const now = this.#byId.get(id);
      if (now !== undefined && now !== before) dropped.push(now);
      if (before === absent) this.#byId.delete(id);
      else this.#byId.set(id, before);
    }
    this.#undo = [];
    this.#view = undefined;
    return dropped;
  }

  /** Forgets all children and returns them, the youngest first. */
  clear(): AnyActorRef[] {
    const all = [...this.#byId.values()].filter((child) => child !== undefined).reverse();
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
