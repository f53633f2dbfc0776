import { systemTime } from '../../actor/clocks.js';
import { hostedCore } from '../../actor/host.js';
import type { EventLogRecord } from '../../core/records.js';
import { directory } from '../directory.js';
import type { Supervisor } from '../supervisor.js';
import type { DeadLetter } from './dead-letters.js';
import { Listeners, type Subscription } from './listeners.js';
import {
  type SupervisionEvent,
  type SupervisionEventType,
  supervisionEventTypes,
} from './supervision-event.js';

const recordsPerBatch = 512;

/** Events that tell of an error, which the core does not hold. */
const failures: ReadonlySet<SupervisionEventType> = new Set([
  'childFailed',
  'failureEscalated',
  'gaveUp',
  'limitExceeded',
  'restartFailed',
]);

/** Those among them that tell of a new one. */
const ownFailures: ReadonlySet<SupervisionEventType> = new Set(['childFailed', 'restartFailed']);

interface Delivery {
  readonly event: SupervisionEvent;
  readonly supervisor: Supervisor | undefined;
}

/**
 * Takes event records out of the core and tells listeners, with the names that people know. While
 * nobody listens the core records nothing and this costs nothing.
 */
class EventStream {
  readonly #listeners = new Listeners<Delivery>();
  /** The errors of failures whose records are still in the core, by child, oldest first. */
  readonly #errors = new Map<number, Error[]>();
  readonly #lastErrors = new Map<number, Error>();
  /** Events that were taken out of the core and not delivered yet. */
  #waiting: Delivery[] = [];
  #isScheduled = false;
  #sequence = 0;

  get isEnabled(): boolean {
    return this.#listeners.size > 0;
  }

  /** Calls a listener with each further event below a supervisor, or with every one there is. */
  subscribe(listener: (event: SupervisionEvent) => void, below?: Supervisor): Subscription {
    if (!this.isEnabled) this.#enable(true);
    const deliver = ({ event, supervisor }: Delivery) => {
      if (!below || isBelow(supervisor, below)) listener(event);
    };
    return this.#listeners.add(deliver, () => {
      if (!this.isEnabled) this.#enable(false);
    });
  }

  /** Says that records may have come in; they are delivered in a microtask. */
  touch(): void {
    if (!this.isEnabled || this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => this.deliver());
  }

  /** Keeps the error of a failure for the record that tells of it. */
  noteError(child: number, error: Error): void {
    if (!this.isEnabled) return;
    const key = child | 0;
    const waiting = this.#errors.get(key);
    if (waiting) waiting.push(error);
    else this.#errors.set(key, [error]);
  }

  /** Forgets the error of a failure that no record tells of. */
  dropError(child: number, error: Error): void {
    const waiting = this.#errors.get(child | 0);
    if (waiting?.at(-1) === error) waiting.pop();
  }

  /** Tells of a dead letter, behind the events that went before it. */
  tellDeadLetter(letter: DeadLetter, supervisor: Supervisor | undefined, time: number): void {
    if (!this.isEnabled) return;
    this.collect();
    const { actorId, eventType, reason } = letter;
    const event: SupervisionEvent = {
      type: 'deadLetter',
      sequence: ++this.#sequence,
      time,
      value: 0,
      ...placeOf(supervisor),
      ...(actorId === undefined ? {} : { actorId }),
      eventType,
      reason,
    };
    this.#waiting.push({ event, supervisor });
    this.touch();
  }

  /** Delivers what has happened so far, oldest first. */
  deliver(): void {
    this.#isScheduled = false;
    if (!this.isEnabled) return;
    this.collect();
    directory.forgetDeparted();
    this.#lastErrors.clear();
    this.#errors.clear();
    const deliveries = this.#waiting;
    this.#waiting = [];
    for (const delivery of deliveries) this.#listeners.tell(delivery);
  }

  /** Takes the records out of the core, while the names in them are known. */
  collect(): void {
    if (!this.isEnabled) return;
    let count = recordsPerBatch;
    while (count === recordsPerBatch) {
      const records = JSON.parse(hostedCore().takeEvents(recordsPerBatch)) as EventLogRecord[];
      for (const record of records) this.#waiting.push(this.#read(record));
      count = records.length;
    }
  }

  /** Forgets all listeners. */
  reset(): void {
    this.#listeners.clear();
    this.#enable(false);
  }

  #read(record: EventLogRecord): Delivery {
    const type = supervisionEventTypes[record.type] ?? 'childStarted';
    const isOfSupervisor = type.startsWith('circuit') || type.startsWith('supervisor');
    const place = isOfSupervisor ? record.subject : record.supervisor;
    const supervisor = directory.supervisor(place);
    const base = {
      type,
      sequence: ++this.#sequence,
      time: systemTime(record.time),
      value: record.value,
      ...placeOf(supervisor),
    };
    const event = isOfSupervisor ? base : { ...base, ...this.#subjectOf(record, type) };
    return { event, supervisor };
  }

  /** Names the child that a record tells of: an actor or a supervisor. */
  #subjectOf(record: EventLogRecord, type: SupervisionEventType): Partial<SupervisionEvent> {
    const actor = directory.lastKnownChild(record.subject);
    const member = directory.member(record.subject);
    const error = failures.has(type) ? this.#errorOf(record.subject, type) : undefined;
    const parent = type === 'failureEscalated' ? directory.supervisor(record.value) : undefined;
    return {
      ...(actor ? { actorId: actor.id, actor } : {}),
      ...(member ? { childSupervisorId: member.id } : {}),
      ...(error ? { error } : {}),
      ...(parent ? { value: 0, escalatedTo: parent.path } : {}),
    };
  }

  /** A failure's record takes the next error; the records that follow from it tell of the same one. */
  #errorOf(child: number, type: SupervisionEventType): Error | undefined {
    const key = child | 0;
    if (!ownFailures.has(type)) return this.#lastErrors.get(key) ?? this.#errors.get(key)?.[0];
    const error = this.#errors.get(key)?.shift();
    if (error) this.#lastErrors.set(key, error);
    if (this.#errors.get(key)?.length === 0) this.#errors.delete(key);
    return error;
  }

  #enable(enabled: boolean): void {
    hostedCore().setEventsEnabled(enabled);
    directory.rememberDeparted(enabled);
    this.#errors.clear();
    this.#waiting = [];
    // What was recorded for listeners that have gone is of no interest to those who come.
    while (enabled && hostedCore().takeEvents(recordsPerBatch) !== '[]');
  }
}

export const eventStream = new EventStream();

function placeOf(supervisor: Supervisor | undefined) {
  return { supervisorId: supervisor?.id ?? '', supervisorPath: supervisor?.path ?? '' };
}

function isBelow(supervisor: Supervisor | undefined, top: Supervisor): boolean {
  for (let step = supervisor; step; step = step.parent) if (step === top) return true;
  return false;
}
