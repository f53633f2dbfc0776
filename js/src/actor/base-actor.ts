import { type AnyActorRef, ProcessingStatus, type SpawnOptions } from '../behavior/acting-actor.js';
import { warn } from '../behavior/warn.js';
import type { EventObject } from '../program/machine-types.js';
import { type Clock, systemClock } from './clocks.js';
import { type Observer, type Subscription, toObserver } from './observer.js';
import { reportUnhandledError } from './report.js';
import { ActorSystem, bookSession } from './system.js';

export type Logger = (...args: unknown[]) => void;

/** What an actor may be made with; XState's ActorOptions. */
export interface ActorOptions extends Partial<SpawnOptions> {
  /** Sets and clears timers; by default real time. */
  clock?: Clock | undefined;
  /** Receives what `log` actions log; by default `console.log`. */
  logger?: Logger | undefined;
  /** Is told of everything in the actor's system; for root actors only. */
  inspect?: Observer<never> | ((event: never) => void) | undefined;
  /** A persisted snapshot to go on from. */
  snapshot?: unknown;
  /** The former name of `snapshot`. */
  state?: unknown;
  /** Shows the actor to a development tool: a function that takes it, or what `__xstate__` names. */
  devTools?: boolean | ((actor: never) => void) | undefined;
  parent?: AnyActorRef | undefined;
}

/** Any snapshot: what is common to those of all actors. */
export interface AnySnapshot {
  status: 'active' | 'done' | 'error' | 'stopped';
  output?: unknown;
  error?: unknown;
}

type Listener = (event: EventObject) => void;

const consoleLogger: Logger = (...args) => console.log(...args);
const symbolObservable: unknown = (Symbol as { observable?: symbol }).observable ?? '@@observable';

/** Marks a reference in persisted snapshots, with XState's number for it. */
export const actorType = 1;

/** What all actors have in common: identity, observers, listeners (XState: createActor.ts). */
export abstract class BaseActor<TSnapshot = AnySnapshot> implements AnyActorRef {
  readonly #id: string | undefined;
  readonly options: ActorOptions;
  _processingStatus: number = ProcessingStatus.notStarted;
  protected observers: Set<Observer<TSnapshot>> | undefined;
  #listeners: Map<string, Set<Listener>> | undefined;
  #system: ActorSystem | undefined;
  readonly #session: number | string;
  #send: ((event: EventObject) => void) | undefined;

  constructor(options: ActorOptions, id = options.id) {
    this.options = options;
    this.#session = foreignSession(options.parent) ?? bookSession();
    this.#id = id;
    if (options.inspect && !options.parent) this.system.inspect(options.inspect);
  }

  abstract readonly logic: unknown;
  abstract start(): this;
  abstract getSnapshot(): TSnapshot;
  abstract getPersistedSnapshot(options?: unknown): unknown;
  abstract _send(event: EventObject): void;
  abstract _stop(): this;

  /** The actor's name beside its siblings; its session id unless one was given. */
  get id(): string {
    return this.#id ?? this.sessionId;
  }

  get systemId(): string | undefined {
    return this.options.systemId;
  }

  get _parent(): AnyActorRef | undefined {
    return this.options.parent;
  }

  get _syncSnapshot(): boolean | undefined {
    return this.options.syncSnapshot;
  }

  /** The actor's name in this process, `x:` and a number. */
  get sessionId(): string {
    return typeof this.#session === 'number' ? `x:${this.#session}` : this.#session;
  }

  /** The actor itself, for those who expect a reference. */
  get ref(): this {
    return this;
  }

  get src(): unknown {
    return this.options.src ?? this.logic;
  }

  /** The actors that share this one's root. */
  get system(): ActorSystem {
    this.#system ??= this.findSystem();
    return this.#system;
  }

  private findSystem(): ActorSystem {
    const inherited = (this._parent as { system?: ActorSystem } | undefined)?.system;
    if (inherited) return inherited;
    const { clock = systemClock, logger = consoleLogger } = this.options;
    const system = new ActorSystem(this, clock, logger);
    if (this._processingStatus === ProcessingStatus.running) system._register(this.sessionId, this);
    return system;
  }

  /** Says whether anybody inspects the actor's system, without making one. */
  protected get isInspected(): boolean {
    if (this._parent === undefined) return this.#system?.isInspected ?? false;
    // Systems of XState do not say.
    return this.system.isInspected ?? true;
  }

  /** The snapshot that the actor is to go on from, if any. */
  protected get persisted(): unknown {
    return this.options.snapshot ?? this.options.state;
  }

  /** The clock of the actor's delays: its own, or else its system's. */
  get clock(): Clock {
    const { clock, parent } = this.options;
    return clock ?? (parent ? this.system._clock : systemClock);
  }

  get logger(): Logger {
    return this.options.logger ?? this.system._logger;
  }

  /** Sends an event to the actor; bound, so it may be passed on by itself. */
  get send(): (event: EventObject) => void {
    this.#send ??= (event) => this.sendEvent(event);
    return this.#send;
  }

  protected sendEvent(event: EventObject): void {
    checkEvent(event);
    if (this.isInspected) this.system._relay(undefined, this, event);
    else this._send(event);
  }

  /** Stops a root actor; children are stopped by their parent. */
  stop(): this {
    if (this._parent) throw new Error('A non-root actor cannot be stopped directly.');
    return this._stop();
  }

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

  toJSON(): { xstate$$type: number; id: string } {
    return { xstate$$type: actorType, id: this.id };
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
    const observers = [...(this.observers ?? [])];
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

  /** Registers the actor under its session and system ids. */
  protected register(): void {
    if (this.#system || this._parent) this.system._register(this.sessionId, this);
    if (this.systemId) this.system._set(this.systemId, this);
  }

  protected unregister(): void {
    if (this.#system || this._parent) this.system._unregister(this);
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

Object.defineProperty(BaseActor.prototype, symbolObservable as PropertyKey, {
  value: function observable(this: unknown) {
    return this;
  },
});

/** An actor in a system of XState is numbered by that system. */
function foreignSession(parent: AnyActorRef | undefined): string | undefined {
  if (parent === undefined || parent instanceof BaseActor) return undefined;
  return (parent as { system?: { _bookId?(): string } }).system?._bookId?.();
}

/** Runs somebody's callback; what it throws is reported and harms nobody. */
export function guarded(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    reportUnhandledError(error);
  }
}

/** The error of reading the snapshot of an actor that makes its first one, in XState's words. */
export function notYet(): Error {
  return new Error(`Snapshot can't be read while the actor initializes itself`);
}

/** Refuses what is no event; the actor is not affected. */
export function checkEvent(event: unknown): asserts event is EventObject {
  if (typeof event === 'string') {
    throw new Error(
      `Only event objects may be sent to actors; use .send({ type: "${event}" }) instead`,
    );
  }
  const type = (event as Partial<EventObject> | null | undefined)?.type;
  if (typeof type !== 'string') {
    throw new TypeError(
      `An event must be an object with a string \`type\`, got ${event === null ? 'null' : typeof event}.`,
    );
  }
  if (type === '*') throw new Error(`An event cannot have the wildcard type ('*')`);
}

/** Warns of an event for an actor that is no more, in XState's words. */
export function warnStopped(actor: AnyActorRef, event: EventObject): void {
  warn(
    `Event "${event.type}" was sent to stopped actor "${actor.id} (${actor.sessionId})". This actor has already reached its final state, and will not transition.\nEvent: ${describe(event)}`,
  );
}

function describe(event: EventObject): string {
  try {
    return JSON.stringify(event);
  } catch {
    return String(event);
  }
}
