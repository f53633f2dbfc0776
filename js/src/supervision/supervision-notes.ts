import type { HealthRecord } from '../core/records.js';
import type { EventObject } from '../program/machine-types.js';
import type { ChildEntry } from './children/child-entry.js';
import type { Detector } from './detection/detector.js';
import type { SnapshotKeeper } from './persistence/snapshot-keeper.js';
import type { SupervisionStrategy } from './strategies/supervision-strategy.js';
import type { Supervisor } from './supervisor.js';
import type { Watch } from './watch/watch-table.js';

/** A failure on its way to the parent supervisor. */
export interface Escalation {
  readonly error: Error;
  readonly context: Record<string, unknown> | undefined;
  /** Settles when the parent has decided. */
  handled?: Promise<void>;
}

/**
 * What supervision remembers of an actor beside the core. An actor that never fails has none of it,
 * hence an object of its own.
 */
export class SupervisionNotes {
  /** The strategy that was assigned to the actor after its creation. */
  strategy: SupervisionStrategy | undefined;
  keeper: SnapshotKeeper | undefined;
  /** Finds the failures that nobody throws, if any are looked for. */
  detector: Detector | undefined;
  /** Makes the `signal` of the options forget the actor. */
  forgetSignal: (() => void) | undefined;
  /** The spec by which the supervisor knows the actor's child, if it has one. */
  entry: ChildEntry | undefined;
  /** The event that was processed when the actor failed, until the failure is settled. */
  failingEvent: EventObject | undefined;
  /** The failing event that is being tried again, and how often it was. */
  retried: { readonly event: WeakRef<EventObject>; readonly tries: number } | undefined;
  lastError: Error | undefined;
  /** When the last failure happened, in milliseconds of the wall clock. */
  lastErrorTime: number | undefined;
  hasFailedAtStart = false;
  /** Whether the actor has failed and was not restarted or resumed since. */
  hasFailed = false;
  /** The strategy that decided last; it has the clean-up and the snapshot to restart from. */
  decidingStrategy: SupervisionStrategy | undefined;
  /** The supervisor whose strategy decided last, or is deciding. */
  decidingAt: Supervisor | undefined;
  /** Counts decisions, so that one that took long is told from a newer one. */
  decisionNumber = 0;
  /** Whether a ResumeStrategy is deciding right now. */
  isResuming = false;
  escalation: Escalation | undefined;
  /** The mode of the restart that supervision asks for, until `restart` takes it. */
  requestedMode: number | undefined;
  /** Whether the restart that supervision asks for is the answer to a call of `restart`. */
  isRestartDecided = false;
  /** How the actor was when it left its supervisor, unless it had never failed. */
  lastHealth: HealthRecord | undefined;
  /** Whom the actor watches. */
  watches: Map<object, Watch> | undefined;
  /** Whether the actor has left its supervisor and its end is still to be told. */
  hasLeft = false;
}

/** Stands for the notes of an actor that has none. */
export const noNotes: Readonly<SupervisionNotes> = Object.freeze(new SupervisionNotes());
