import { ProcessingStatus } from '../behavior/acting-actor.js';
import type { EventObject } from '../program/machine-types.js';
import type { AnySnapshot } from './actor-options.js';
import { IdentifiedActor } from './identified-actor.js';
import { type NodeInspect, nodeInspection, writeForNode } from './node-inspection.js';
import { type Observer, type Subscription, toObserver } from './observer.js';
import { guarded, reportUnhandledError } from './report.js';

type Listener = (event: EventObject) => void;

/** What all actors have in common: identity, observers, listeners (XState: createActor.ts). */
export abstract class BaseActor<TSnapshot = AnySnapshot> extends IdentifiedActor {
  protected observers: Set<Observer<TSnapshot>> | undefined;
  #listeners: Map<string, Set<Listener>> | undefined;

  abstract override getSnapshot(): TSnapshot;
  abstract getPersistedSnapshot(options?: unknown): unknown;

  /** Tells an observer of each snapshot to come, of the end, and of an error that ends the actor. */
  subscribe(
    next?: Observer<TSnapshot> | ((snapshot: TSnapshot) => void),
    error?: (error: unknown) => void,
    complete?: () => void,
  ): Subscription {
    const observer = toObserver(next, error, complete);
    if (this._processingStatus === ProcessingStatus.stopped) {
      this.tellEnd(observer);
    } else {
      this.observers ??= new Set();
      this.observers.add(observer);
      this.observersChanged();
    }
    return {
      unsubscribe: () => {
        if (this.observers?.delete(observer)) this.observersChanged();
      },
    };
  }

  /** Tells of each snapshot to come, on behalf of somebody who is no observer of the actor's user. */
  accompany(next: (snapshot: TSnapshot) => void): void {
    this.observers ??= new Set();
    this.observers.add({ next, isBystander: true });
    this.observersChanged();
  }

  /** Told when observers come or go. */
  protected observersChanged(): void {}

  private tellEnd(observer: Observer<TSnapshot>): void {
    const { status, error } = this.getSnapshot() as AnySnapshot;
    if (status === 'done') guarded(() => observer.complete?.());
    if (status !== 'error') return;
    if (observer.error) guarded(() => observer.error?.(error));
    else reportUnhandledError(error);
  }

  /** Tells a handler of each emitted event of this type, or of all with `*`. */
  on(type: string, handler: Listener): Subscription {
    this.#listeners ??= new Map();
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners);
    const listener: Listener = (event) => handler(event);
    listeners.add(listener);
    return { unsubscribe: () => void listeners.delete(listener) };
  }

  emit(event: EventObject): void {
    const exact = this.#listeners?.get(event.type) ?? [];
    const all = this.#listeners?.get('*') ?? [];
    for (const listener of [...exact, ...all]) guarded(() => listener(event));
  }

  /** Selects a part of the snapshot, to read or to observe its changes. */
  select<T>(selector: (snapshot: TSnapshot) => T, isEqual: (a: T, b: T) => boolean = Object.is) {
    return {
      subscribe: (next: Observer<T> | ((selected: T) => void)): Subscription => {
        const observer = toObserver(next);
        let selected = selector(this.getSnapshot());
        return this.subscribe((snapshot) => {
          const now = selector(snapshot);
          if (isEqual(selected, now)) return;
          selected = now;
          observer.next?.(now);
        });
      },
      get: (): T => selector(this.getSnapshot()),
    };
  }

  /** @internal Says how the actor is, without its context, which may be large or secret. */
  [nodeInspection](depth: number, options: object, inspect: NodeInspect): string {
    const members = { id: this.id, ...this.#standing() };
    return writeForNode(this, members, depth, options, inspect);
  }

  #standing(): { status?: string; value?: unknown } {
    try {
      const { status, value } = this.getSnapshot() as { status: string; value?: unknown };
      return value === undefined ? { status } : { status, value };
    } catch {
      // While it initializes itself it has no snapshot.
      return {};
    }
  }

  protected tellNext(snapshot: TSnapshot): void {
    if (!this.observers) return;
    // Without a closure per observer: this runs for each event that somebody watches.
    for (const observer of this.observers) {
      try {
        observer.next?.(snapshot);
      } catch (error) {
        reportUnhandledError(error);
      }
    }
  }

  /** Tells observers that there is nothing to come. */
  protected complete(): void {
    for (const observer of this.observers ?? []) guarded(() => observer.complete?.());
    this.forgetAudience();
  }

  /** Tells observers of the error that ended the actor; reports it if somebody cannot hear it. */
  protected tellError(error: unknown): void {
    const observers = [...(this.observers ?? [])].filter(({ isBystander }) => !isBystander);
    const isUnheard = observers.length === 0 ? !this._parent : observers.some((o) => !o.error);
    for (const observer of observers) guarded(() => observer.error?.(error));
    this.forgetAudience();
    if (isUnheard) reportUnhandledError(error);
  }

  private forgetAudience(): void {
    this.observers = undefined;
    this.#listeners = undefined;
    this.observersChanged();
  }

  /** Hands each active snapshot to the parent, as `onSnapshot` of an invocation asks for. */
  protected syncWithParent(): void {
    const parent = this._parent;
    if (!this._syncSnapshot || !parent) return;
    this.subscribe({
      next: (snapshot) => {
        if ((snapshot as AnySnapshot).status !== 'active') return;
        this.system._relay(this, parent, {
          type: `xstate.snapshot.${this.id}`,
          snapshot,
        } as EventObject);
      },
      error: () => {},
    });
  }

  protected tellParentDone(output: unknown): void {
    if (!this._parent) return;
    const event = { type: `xstate.done.actor.${this.id}`, output, actorId: this.id };
    this.system._relay(this, this._parent, event);
  }

  protected tellParentError(error: unknown): void {
    if (!this._parent) return;
    const event = { type: `xstate.error.actor.${this.id}`, error, actorId: this.id };
    this.system._relay(this, this._parent, event);
  }
}

/** The error of reading the snapshot of an actor that makes its first one, in XState's words. */
export function notYet(): Error {
  return new Error(`Snapshot can't be read while the actor initializes itself`);
}
