import { hostedCore } from '../../actor/host.js';
import type { EventLogRecord } from '../../core/records.js';
import { directory } from '../directory.js';
import type { Supervisor } from '../supervisor.js';
import type { DeadLetter } from './dead-letters.js';
import { type Delivery, EventReader } from './event-reader.js';
import { Listeners, type Subscription } from './listeners.js';
import type { SupervisionEvent } from './supervision-event.js';

const recordsPerBatch = 512;

/** Somebody outside who cannot say when he begins to listen, and is asked instead. */
interface Occasional {
  readonly isWanted: () => boolean;
  readonly listener: (event: SupervisionEvent) => void;
  subscription: Subscription | undefined;
}

/**
 * Takes event records out of the core and tells listeners, with the names that people know. While
 * nobody listens the core records nothing and this costs nothing.
 */
class EventStream {
  readonly #listeners = new Listeners<Delivery>();
  readonly #failureListeners = new Listeners<Error>();
  readonly #occasional = new Set<Occasional>();
  readonly #reader = new EventReader();
  /** Events that were taken out of the core and not delivered yet. */
  #waiting: Delivery[] = [];
  #isScheduled = false;

  get isEnabled(): boolean {
    return this.#listeners.size > 0;
  }

  /** Calls a listener with the events below a supervisor, or with every one there is. */
  subscribe(listener: (event: SupervisionEvent) => void, below?: Supervisor): Subscription {
    if (!this.isEnabled) this.#enable(true);
    const deliver = ({ event, supervisor, isForAll }: Delivery) => {
      if (!below || isForAll || isBelow(supervisor, below)) listener(event);
    };
    return this.#listeners.add(deliver, () => {
      if (!this.isEnabled) this.#enable(false);
    });
  }

  /** As `subscribe`, but without what has happened and was not delivered yet. */
  subscribeFromNow(listener: (event: SupervisionEvent) => void, below?: Supervisor): Subscription {
    const before = this.mark();
    const hear = (event: SupervisionEvent) => {
      if (event.sequence > before) listener(event);
    };
    return this.subscribe(hear, below);
  }

  /** Returns the number of the newest event, and has all up to it delivered in a microtask. */
  mark(): number {
    this.touch();
    this.collect();
    return this.#reader.lastSequence;
  }

  /**
   * Calls a listener with events as long as `isWanted` says so, which is asked whenever something
   * is about to happen or has happened.
   */
  subscribeWhile(isWanted: () => boolean, listener: Occasional['listener']): Subscription {
    const entry: Occasional = { isWanted, listener, subscription: undefined };
    this.#occasional.add(entry);
    return {
      unsubscribe: () => {
        this.#occasional.delete(entry);
        entry.subscription?.unsubscribe();
      },
    };
  }

  #askOccasional(): void {
    for (const entry of this.#occasional) {
      if (entry.isWanted()) {
        entry.subscription ??= this.subscribe(entry.listener);
      } else {
        entry.subscription?.unsubscribe();
        entry.subscription = undefined;
      }
    }
  }

  /** Calls a listener with the error of each failure at once, while whatever failed is on the stack. */
  onFailure(listener: (error: Error) => void): Subscription {
    return this.#failureListeners.add(listener);
  }

  /** Says that records may have come in, or are about to; they are delivered in a microtask. */
  touch(): void {
    if (this.#occasional.size > 0) this.#askOccasional();
    if (!this.isEnabled || this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => this.deliver());
  }

  /** Keeps the error of a failure for the record that tells of it. */
  noteError(child: number, error: Error): void {
    if (!this.isEnabled) return;
    this.#reader.noteError(child, error);
    if (this.#failureListeners.size > 0) this.#failureListeners.tell(error);
  }

  /** Forgets the error of a failure that no record tells of. */
  dropError(child: number, error: Error): void {
    this.#reader.dropError(child, error);
  }

  /** Tells of a dead letter, behind the events that went before it. */
  tellDeadLetter(letter: DeadLetter, supervisor: Supervisor | undefined, time: number): void {
    this.touch();
    if (!this.isEnabled) return;
    this.collect();
    this.#waiting.push(this.#reader.readLetter(letter, supervisor, time));
  }

  /** Delivers what has happened so far, oldest first. */
  deliver(): void {
    this.#isScheduled = false;
    if (!this.isEnabled) return;
    this.collect();
    directory.forgetDeparted();
    this.#reader.forgetErrors();
    const deliveries = this.#waiting;
    this.#waiting = [];
    for (const delivery of deliveries) this.#listeners.tell(delivery);
  }

  /** Takes the records out of the core, while the names in them are known. */
  collect(): void {
    if (!this.isEnabled) return;
    for (const delivery of this.#reader.read(takeRecords())) this.#waiting.push(delivery);
  }

  /** Forgets all listeners. */
  reset(): void {
    this.#listeners.clear();
    for (const entry of this.#occasional) entry.subscription = undefined;
    this.#enable(false);
  }

  #enable(enabled: boolean): void {
    hostedCore().setEventsEnabled(enabled);
    directory.rememberDeparted(enabled);
    this.#reader.forgetErrors();
    this.#waiting = [];
    // What was recorded for listeners that have gone is of no interest to those who come.
    if (enabled) this.#reader.skip(takeRecords());
  }
}

export const eventStream = new EventStream();

function takeRecords(): EventLogRecord[] {
  const all: EventLogRecord[] = [];
  let count = recordsPerBatch;
  while (count === recordsPerBatch) {
    const records = JSON.parse(hostedCore().takeEvents(recordsPerBatch)) as EventLogRecord[];
    for (const record of records) all.push(record);
    count = records.length;
  }
  return all;
}

function isBelow(supervisor: Supervisor | undefined, top: Supervisor): boolean {
  for (let step = supervisor; step; step = step.parent) if (step === top) return true;
  return false;
}
