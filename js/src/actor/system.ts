import type { AnyActorRef } from '../behavior/acting-actor.js';
import type { EventObject } from '../program/machine-types.js';
import type { Clock } from './clocks.js';
import { type Observer, type Subscription, toObserver } from './observer.js';

/** An actor that may have timers of its own in the core. */
interface TimedActor extends AnyActorRef {
  schedule?(target: AnyActorRef, event: EventObject, delay: number, id: string | undefined): void;
  cancelScheduled?(id: string): void;
  /** Tells the actor that somebody wants to hear of everything it does. */
  listen?(): void;
}

interface ScheduledEvent {
  source: AnyActorRef;
  target: AnyActorRef;
  event: EventObject;
  delay: number;
  id: string;
  startedAt: number;
}

let nextSession = 0;

/** Books the number of the next actor of this copy of the package. */
export function bookSession(): number {
  return nextSession++;
}

/** The actors that share a root: system ids, inspection, delayed events (XState: system.ts). */
export class ActorSystem {
  readonly _clock: Clock;
  readonly _logger: (...args: unknown[]) => void;
  readonly _snapshot: { _scheduledEvents: Record<string, ScheduledEvent> } = {
    _scheduledEvents: {},
  };
  readonly #root: AnyActorRef;
  readonly #actors = new Map<string, TimedActor>();
  readonly #bySystemId = new Map<string, AnyActorRef>();
  readonly #systemIds = new WeakMap<AnyActorRef, string>();
  readonly #inspectors = new Set<Observer<object>>();
  readonly #timers = new Map<string, unknown>();

  constructor(root: AnyActorRef, clock: Clock, logger: (...args: unknown[]) => void) {
    this.#root = root;
    this._clock = clock;
    this._logger = logger;
  }

  /** Says whether anybody inspects the system. */
  get isInspected(): boolean {
    return this.#inspectors.size > 0;
  }

  /** Finds the actor that runs under a system id. */
  get(systemId: string): AnyActorRef | undefined {
    return this.#bySystemId.get(systemId);
  }

  /** Lists the actors that run under system ids. */
  getAll(): Record<string, AnyActorRef> {
    return Object.fromEntries(this.#bySystemId);
  }

  /** Tells an observer of everything that happens in the system. */
  inspect(observer: Observer<never> | ((event: never) => void)): Subscription {
    const inspector = toObserver(observer as Observer<object> | ((event: object) => void));
    this.#inspectors.add(inspector);
    for (const actor of this.#actors.values()) actor.listen?.();
    return { unsubscribe: () => void this.#inspectors.delete(inspector) };
  }

  readonly scheduler = {
    schedule: (
      source: TimedActor,
      target: AnyActorRef,
      event: EventObject,
      delay: number,
      id: string = Math.random().toString(36).slice(2),
    ): void => {
      if (source.schedule) source.schedule(target, event, delay, id);
      else this.#schedule({ source, target, event, delay, id, startedAt: Date.now() });
    },
    cancel: (source: TimedActor, id: string): void => {
      if (source.cancelScheduled) source.cancelScheduled(id);
      else this.#cancel(`${source.sessionId}.${id}`);
    },
    cancelAll: (source: TimedActor): void => {
      for (const [key, scheduled] of Object.entries(this._snapshot._scheduledEvents)) {
        if (scheduled.source === source) this.#cancel(key);
      }
    },
  };

  #schedule(scheduled: ScheduledEvent): void {
    const { source, target, event, delay, id } = scheduled;
    const key = `${source.sessionId}.${id}`;
    this._snapshot._scheduledEvents[key] = scheduled;
    const timer = this._clock.setTimeout(() => {
      this.#timers.delete(key);
      delete this._snapshot._scheduledEvents[key];
      this._relay(source, target, event);
    }, delay);
    this.#timers.set(key, timer);
  }

  #cancel(key: string): void {
    const timer = this.#timers.get(key);
    this.#timers.delete(key);
    delete this._snapshot._scheduledEvents[key];
    if (timer !== undefined) this._clock.clearTimeout(timer as never);
  }

  getSnapshot(): { _scheduledEvents: Record<string, ScheduledEvent> } {
    return { _scheduledEvents: { ...this._snapshot._scheduledEvents } };
  }

  start(): void {}

  _bookId(): string {
    return `x:${bookSession()}`;
  }

  _register(sessionId: string, actor: AnyActorRef): string {
    this.#actors.set(sessionId, actor);
    return sessionId;
  }

  _unregister(actor: AnyActorRef): void {
    this.#actors.delete(actor.sessionId);
    const systemId = this.#systemIds.get(actor);
    if (systemId === undefined) return;
    this.#bySystemId.delete(systemId);
    this.#systemIds.delete(actor);
  }

  _set(systemId: string, actor: AnyActorRef): void {
    const present = this.#bySystemId.get(systemId);
    if (present && present !== actor) {
      throw new Error(`Actor with system ID '${systemId}' already exists.`);
    }
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
    for (const inspector of this.#inspectors) inspector.next?.(full);
  }
}
