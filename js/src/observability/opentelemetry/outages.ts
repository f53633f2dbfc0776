import type { SpanContext } from '@opentelemetry/api';
import type {
  SupervisionEvent,
  SupervisionEventType,
} from '../../supervision/telemetry/supervision-event.js';

/** The time from a failure until the child runs again, or has ended. */
export interface Outage {
  /** Where and with what it began. */
  readonly failure: SupervisionEvent;
  /** When it ended, in milliseconds of the events' clock. */
  readonly end: number;
  /** Milliseconds of it that were waits by design: back-offs. */
  readonly waited: number;
  readonly outcome: 'restarted' | 'resumed' | 'ended';
  /** The span that was active when the child failed. */
  readonly cause: SpanContext | undefined;
}

interface Pending {
  readonly failure: SupervisionEvent;
  waited: number;
  readonly cause: SpanContext | undefined;
}

const outcomes: Partial<Record<SupervisionEventType, Outage['outcome']>> = {
  childRestarted: 'restarted',
  childResumed: 'resumed',
  childStopped: 'ended',
  childFinished: 'ended',
};

/** Puts events together into outages; it holds one entry for each child that is down. */
export class Outages {
  readonly #pending = new Map<string, Pending>();

  /**
   * Takes an event; returns the outage that it ends.
   *
   * @param causeOf - finds the span that was active when an error was noted
   */
  take(
    event: SupervisionEvent,
    causeOf: (error: Error) => SpanContext | undefined,
  ): Outage | undefined {
    const key = `${event.supervisorPath}\n${event.actorId ?? event.childSupervisorId}`;
    const pending = this.#pending.get(key);
    if (event.type === 'childFailed' && !pending) {
      const cause = event.error && causeOf(event.error);
      this.#pending.set(key, { failure: event, waited: 0, cause });
    }
    if (!pending) return undefined;
    if (event.type === 'restartScheduled') pending.waited += event.value;
    const outcome = outcomes[event.type];
    if (!outcome) return undefined;
    this.#pending.delete(key);
    return { ...pending, end: event.time, outcome };
  }
}
