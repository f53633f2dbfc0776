import { systemTime } from '../../actor/clocks.js';
import { NONE } from '../../core/codes.js';
import type { EventLogRecord } from '../../core/records.js';
import { directory } from '../directory.js';
import type { Supervisor } from '../supervisor.js';
import type { DeadLetter } from './dead-letters.js';
import { levelOf } from './event-levels.js';
import { FailureLevels } from './failure-level.js';
import {
  type SupervisionEvent,
  type SupervisionEventType,
  supervisionEventTypes,
} from './supervision-event.js';

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

/** An event, and the supervisor to whose listeners it goes; all hear of one that has none. */
export interface Delivery {
  readonly event: SupervisionEvent;
  readonly supervisor: Supervisor | undefined;
  readonly isForAll?: boolean;
}

type Ungraded = Omit<SupervisionEvent, 'level'>;

/** Reads the core's records of events, with the names and the errors that the core does not hold. */
export class EventReader {
  /** The errors of failures whose records are still in the core, by child, oldest first. */
  readonly #errors = new Map<number, Error[]>();
  readonly #lastErrors = new Map<number, Error>();
  readonly #levels = new FailureLevels();
  #sequence = 0;
  /** The core's number of the next record, unless some are lost. */
  #nextRecord = 0;

  /** The number of the newest event that was read. */
  get lastSequence(): number {
    return this.#sequence;
  }

  /** Keeps the error of a failure for the record that tells of it. */
  noteError(child: number, error: Error): void {
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

  forgetErrors(): void {
    this.#errors.clear();
    this.#lastErrors.clear();
  }

  /** Passes over records that are of no interest. */
  skip(records: readonly EventLogRecord[]): void {
    const last = records.at(-1);
    if (last) this.#nextRecord = last.sequence + 1;
  }

  /** Reads records, the oldest first, and says so when some are missing before them. */
  read(records: readonly EventLogRecord[]): Delivery[] {
    const [first] = records;
    if (!first) return [];
    const lost = first.sequence - this.#nextRecord;
    this.skip(records);
    const deliveries: Delivery[] = [];
    if (lost > 0) deliveries.push(this.#tellOfLoss(lost, records));
    for (const record of records) deliveries.push(this.#read(record));
    return deliveries;
  }

  /** Makes the event of a dead letter, of which the core has no record. */
  readLetter(letter: DeadLetter, supervisor: Supervisor | undefined, time: number): Delivery {
    const { actorId, eventType, reason } = letter;
    const event: Ungraded = {
      type: 'deadLetter',
      sequence: ++this.#sequence,
      time,
      value: 0,
      ...placeOf(supervisor),
      ...(actorId === undefined ? {} : { actorId }),
      eventType,
      reason,
    };
    return { event: { ...event, level: levelOf(event) }, supervisor };
  }

  #tellOfLoss(lost: number, records: readonly EventLogRecord[]): Delivery {
    this.#keepNewestErrors(records);
    this.#sequence += lost;
    const event: Ungraded = {
      type: 'eventsLost',
      sequence: ++this.#sequence,
      time: systemTime((records[0] as EventLogRecord).time),
      value: lost,
      ...placeOf(undefined),
    };
    return { event: { ...event, level: levelOf(event) }, supervisor: undefined, isForAll: true };
  }

  /** Drops the errors whose records are lost: those that came before the ones that are there. */
  #keepNewestErrors(records: readonly EventLogRecord[]): void {
    const counts = new Map<number, number>();
    for (const { subject, type } of records) {
      const name = supervisionEventTypes[type];
      const key = subject | 0;
      if (name && ownFailures.has(name)) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    for (const [child, errors] of this.#errors) {
      errors.splice(0, errors.length - (counts.get(child) ?? 0));
    }
  }

  #read(record: EventLogRecord): Delivery {
    const type = supervisionEventTypes[record.type] ?? 'childStarted';
    const isOfSupervisor = type.startsWith('circuit') || type.startsWith('supervisor');
    const place = isOfSupervisor ? record.subject : record.supervisor;
    const supervisor = directory.lastKnownSupervisor(place);
    const base: Ungraded = {
      type,
      sequence: ++this.#sequence,
      time: systemTime(record.time),
      // JSON has no infinity; a circuit that is forced open waits for ever.
      value: record.value ?? Number.POSITIVE_INFINITY,
      ...placeOf(supervisor),
    };
    if (isOfSupervisor) return { event: { ...base, level: levelOf(base) }, supervisor };
    const event = { ...base, ...this.#subjectOf(record, type) };
    return { event: { ...event, level: this.#levelOf(event, record, supervisor) }, supervisor };
  }

  #levelOf(event: Ungraded, { subject }: EventLogRecord, supervisor: Supervisor | undefined) {
    const failed = event.actor ?? directory.lastKnownMember(subject);
    if (!supervisor || !failed || !ownFailures.has(event.type)) return levelOf(event, subject);
    return this.#levels.grade(failed, supervisor, event.time, event.error);
  }

  /** Names the child that a record tells of: an actor or a supervisor. */
  #subjectOf(record: EventLogRecord, type: SupervisionEventType): Partial<SupervisionEvent> {
    const actor = directory.lastKnownChild(record.subject);
    const member = directory.lastKnownMember(record.subject);
    const actorId = actor?.id ?? directory.lastKnownEntry(record.subject)?.id;
    const error = failures.has(type) ? this.#errorOf(record.subject, type) : undefined;
    const parent =
      type === 'failureEscalated' ? directory.lastKnownSupervisor(record.value ?? NONE) : undefined;
    return {
      ...(actorId === undefined ? {} : { actorId }),
      ...(actor ? { actor } : {}),
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
}

function placeOf(supervisor: Supervisor | undefined) {
  return { supervisorId: supervisor?.id ?? '', supervisorPath: supervisor?.path ?? '' };
}
