import {
  ROOT_CONTEXT,
  type SpanContext,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { systemClock } from '../../actor/system-clock.js';
import { Attribute, type EventAttributes } from './attributes.js';
import type { Outage } from './outages.js';

/** Remembers which span was active when an error was noted. */
export class FailureCauseSpans {
  readonly #byError = new WeakMap<Error, SpanContext>();

  note(error: Error): void {
    const active = trace.getActiveSpan();
    if (active) this.#byError.set(error, active.spanContext());
  }

  find(error: Error): SpanContext | undefined {
    return this.#byError.get(error);
  }
}

/** Writes an outage as a span that links to the span in which the failure happened. */
export function traceOutage(tracer: Tracer, outage: Outage, attributes: EventAttributes): void {
  const { failure, outcome, cause, end } = outage;
  if (outcome === 'resumed') return;
  const { actorId, childSupervisorId, error } = failure;
  // The span's own start and end follow from the wall clock as it is now.
  const ahead = Date.now() - systemClock.now();
  const span = tracer.startSpan(
    'supervision.restart',
    {
      startTime: failure.time + ahead,
      attributes: {
        ...attributes.of(failure),
        [Attribute.actorId]: actorId ?? childSupervisorId ?? '',
        [Attribute.errorType]: attributes.errorType(error),
        [Attribute.outcome]: outcome,
      },
      links: cause ? [{ context: cause }] : [],
    },
    ROOT_CONTEXT,
  );
  if (error) span.recordException(error, failure.time + ahead);
  if (outcome === 'ended') {
    span.setStatus({ code: SpanStatusCode.ERROR, message: 'the child was not restarted' });
  }
  span.end(end + ahead);
}
