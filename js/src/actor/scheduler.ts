import type { AnyActorRef } from '../behavior/acting-actor.js';
import type { EventObject } from '../program/machine-types.js';

/** An actor that may have timers of its own in the core. */
interface TimedActor extends AnyActorRef {
  schedule?(target: AnyActorRef, event: EventObject, delay: number, id: string | undefined): void;
  cancelScheduled?(id: string): void;
}

export interface ScheduledEvent {
  source: AnyActorRef;
  target: AnyActorRef;
  event: EventObject;
  delay: number;
  id: string;
  startedAt: number;
}

/** What a scheduler needs of its system. */
interface Relay {
  readonly _clock: {
    setTimeout(callback: () => void, milliseconds: number): unknown;
    clearTimeout(id: never): void;
  };
  _relay(source: AnyActorRef | undefined, target: AnyActorRef, event: EventObject): void;
}

/** Sends events later on behalf of a system's actors; those of machines wait in the core. */
export class Scheduler {
  /** The events of actors that are no machines, by session id and event id. */
  readonly scheduled: Record<string, ScheduledEvent> = {};
  readonly #timers = new Map<string, unknown>();
  readonly #system: Relay;

  constructor(system: Relay) {
    this.#system = system;
  }

  schedule(
    source: TimedActor,
    target: AnyActorRef,
    event: EventObject,
    delay: number,
    id: string = Math.random().toString(36).slice(2),
  ): void {
    if (source.schedule) source.schedule(target, event, delay, id);
    else this.#schedule({ source, target, event, delay, id, startedAt: Date.now() });
  }

  cancel(source: TimedActor, id: string): void {
    if (source.cancelScheduled) source.cancelScheduled(id);
    else this.#cancel(`${source.sessionId}.${id}`);
  }

  cancelAll(source: AnyActorRef): void {
    for (const [key, scheduled] of Object.entries(this.scheduled)) {
      if (scheduled.source === source) this.#cancel(key);
    }
  }

  #schedule(scheduled: ScheduledEvent): void {
    const { source, target, event, delay, id } = scheduled;
    const key = `${source.sessionId}.${id}`;
    this.scheduled[key] = scheduled;
    const timer = this.#system._clock.setTimeout(() => {
      this.#timers.delete(key);
      delete this.scheduled[key];
      this.#system._relay(source, target, event);
    }, delay);
    this.#timers.set(key, timer);
  }

  #cancel(key: string): void {
    const timer = this.#timers.get(key);
    this.#timers.delete(key);
    delete this.scheduled[key];
    if (timer !== undefined) this.#system._clock.clearTimeout(timer as never);
  }
}
