import type { AnyActorRef } from '../behavior/acting-actor.js';
import type { EventObject } from '../program/machine-types.js';
import type { Clock } from './clocks.js';
import { type Observer, type Subscription, toObserver } from './observer.js';
import { type ScheduledEvent, Scheduler } from './scheduler.js';

/** An actor that can be told that somebody, or nobody, wants to hear of everything it does. */
interface ListeningActor extends AnyActorRef {
  listen?(): void;
}

/** An actor whose timers the core keeps. */
interface TimedActor extends AnyActorRef {
  scheduledEvents?(): ScheduledEvent[];
}

let nextSession = 0;

/** Books the number of the next actor of this copy of the package. */
export function bookSession(): number {
  return nextSession++;
}

/**
 * The actors that share a root: system ids, inspection, delayed events (XState: system.ts). What it
 * holds is made when it is needed, because every root actor has a system of its own.
 */
export class ActorSystem {
  readonly _clock: Clock;
  readonly _logger: (...args: unknown[]) => void;
  readonly #root: AnyActorRef;
  #actors: Map<string, ListeningActor> | undefined;
  #bySystemId: Map<string, AnyActorRef> | undefined;
  #systemIds: WeakMap<AnyActorRef, string> | undefined;
  #inspectors: Set<Observer<object>> | undefined;
  #scheduler: Scheduler | undefined;

  constructor(root: AnyActorRef, clock: Clock, logger: (...args: unknown[]) => void) {
    this.#root = root;
    this._clock = clock;
    this._logger = logger;
  }

  /** Says whether anybody inspects the system. */
  get isInspected(): boolean {
    return this.#inspectors !== undefined && this.#inspectors.size > 0;
  }

  /** Finds the actor that runs under a system id. */
  get(systemId: string): AnyActorRef | undefined {
    return this.#bySystemId?.get(systemId);
  }

  /** Lists the actors that run under system ids. */
  getAll(): Record<string, AnyActorRef> {
    return Object.fromEntries(this.#bySystemId ?? []);
  }

  /** Tells an observer of everything that happens in the system. */
  inspect(observer: Observer<never> | ((event: never) => void)): Subscription {
    const inspector = toObserver(observer as Observer<object> | ((event: object) => void));
    this.#inspectors ??= new Set();
    this.#inspectors.add(inspector);
    this.#inspectorsChanged();
    return {
      unsubscribe: () => {
        if (this.#inspectors?.delete(inspector)) this.#inspectorsChanged();
      },
    };
  }

  #inspectorsChanged(): void {
    for (const actor of this.#actors?.values() ?? []) actor.listen?.();
  }

  /** Sends events later. */
  get scheduler(): Scheduler {
    this.#scheduler ??= new Scheduler(this);
    return this.#scheduler;
  }

  get _snapshot(): { _scheduledEvents: Record<string, ScheduledEvent> } {
    return { _scheduledEvents: this.scheduler.scheduled };
  }

  /** Lists what is to be sent later, by the sender's session id and the id of the event. */
  getSnapshot(): { _scheduledEvents: Record<string, ScheduledEvent> } {
    const scheduled = { ...this.#scheduler?.scheduled };
    for (const actor of new Set([this.#root, ...(this.#actors?.values() ?? [])])) {
      for (const each of (actor as TimedActor).scheduledEvents?.() ?? []) {
        scheduled[`${actor.sessionId}.${each.id}`] = each;
      }
    }
    return { _scheduledEvents: scheduled };
  }

  start(): void {}

  _bookId(): string {
    return `x:${bookSession()}`;
  }

  _register(sessionId: string, actor: AnyActorRef): string {
    this.#actors ??= new Map();
    this.#actors.set(sessionId, actor);
    return sessionId;
  }

  _unregister(actor: AnyActorRef): void {
    this.#actors?.delete(actor.sessionId);
    const systemId = this.#systemIds?.get(actor);
    if (systemId === undefined) return;
    this.#bySystemId?.delete(systemId);
    this.#systemIds?.delete(actor);
  }

  _set(systemId: string, actor: AnyActorRef): void {
    const present = this.#bySystemId?.get(systemId);
    if (present && present !== actor) {
      throw new Error(`Actor with system ID '${systemId}' already exists.`);
    }
    this.#bySystemId ??= new Map();
    this.#systemIds ??= new WeakMap();
    this.#bySystemId.set(systemId, actor);
    this.#systemIds.set(actor, systemId);
  }

  _relay(source: AnyActorRef | undefined, target: AnyActorRef, event: EventObject): void {
    if (this.isInspected) {
      this._sendInspectionEvent({
        type: '@xstate.event',
        sourceRef: source,
        actorRef: target,
        event,
      });
    }
    (target as AnyActorRef & { _send(event: EventObject): void })._send(event);
  }

  _sendInspectionEvent(event: object): void {
    if (!this.isInspected) return;
    const full = { ...event, rootId: this.#root.sessionId };
    for (const inspector of this.#inspectors ?? []) inspector.next?.(full);
  }
}
