import { type AnyActorRef, ProcessingStatus } from '../behavior/acting-actor.js';
import type { EventObject } from '../program/machine-types.js';
import type { ActorOptions, Logger } from './actor-options.js';
import { checkEvent } from './check-event.js';
import { type Clock, systemClock } from './clocks.js';
import { ActorSystem, bookSession } from './system.js';

const consoleLogger: Logger = (...args) => console.log(...args);
const symbolObservable: unknown = (Symbol as { observable?: symbol }).observable ?? '@@observable';

/** Marks a reference in persisted snapshots, with XState's number for it. */
export const actorType = 1;

/** What makes an actor a reference: its names, its system, its options, and how it is sent to. */
export abstract class IdentifiedActor implements AnyActorRef {
  readonly #id: string | undefined;
  readonly options: ActorOptions;
  _processingStatus: number = ProcessingStatus.notStarted;
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
  abstract getSnapshot(): unknown;
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

  toJSON(): { xstate$$type: number; id: string } {
    return { xstate$$type: actorType, id: this.id };
  }

  /** Registers the actor under its session and system ids. */
  protected register(): void {
    if (this.#system || this._parent) this.system._register(this.sessionId, this);
    if (this.systemId) this.system._set(this.systemId, this);
  }

  protected unregister(): void {
    if (this.#system || this._parent) this.system._unregister(this);
  }
}

Object.defineProperty(IdentifiedActor.prototype, symbolObservable as PropertyKey, {
  value: function observable(this: unknown) {
    return this;
  },
});

/** An actor in a system of XState is numbered by that system. */
function foreignSession(parent: AnyActorRef | undefined): string | undefined {
  if (parent === undefined || parent instanceof IdentifiedActor) return undefined;
  return (parent as { system?: { _bookId?(): string } }).system?._bookId?.();
}
