import { type MeterProvider, metrics, type TracerProvider, trace } from '@opentelemetry/api';
import { OptionReader } from '../../supervision/options/option-reader.js';
import { RootSupervisor } from '../../supervision/root-supervisor.js';
import type { Supervisor } from '../../supervision/supervisor.js';
import { isSupervisor } from '../../supervision/supervisor-brand.js';
import { eventStream } from '../../supervision/telemetry/event-stream.js';
import type { SupervisionEvent } from '../../supervision/telemetry/supervision-event.js';
import { handleOf, type ObservationHandle } from '../handle.js';
import { EventAttributes } from './attributes.js';
import { EventMeasurements, observeChildren } from './measurements.js';
import { Outages } from './outages.js';
import { FailureCauseSpans, traceOutage } from './spans.js';

export type { ObservationHandle } from '../handle.js';

/** What is observed, and who gets it. */
export interface InstrumentOptions {
  /** @default the global one of `@opentelemetry/api` */
  meterProvider?: MeterProvider;
  /** @default the global one of `@opentelemetry/api` */
  tracerProvider?: TracerProvider;
  /**
   * The supervisor whose subtree is observed.
   * @default the root supervisor, also after a reset
   */
  root?: Supervisor;
  /**
   * Whether measurements have the id of the actor as an attribute too, of which there must be few.
   * @default false
   */
  actorIds?: boolean;
}

const names: readonly (keyof InstrumentOptions)[] = [
  'meterProvider',
  'tracerProvider',
  'root',
  'actorIds',
];
const scope = 'statewarden';

/**
 * Tells OpenTelemetry of restarts, failures, escalations, circuits, dead letters and children, until
 * the handle is stopped: metrics by supervisor, and a span for each restart, linked to the span that
 * was active when the actor failed.
 *
 * @throws InvalidOptionError when an option is unknown or none of its kind
 */
export function instrument(options?: InstrumentOptions): ObservationHandle {
  const read = new OptionReader<InstrumentOptions>('instrument', options, names);
  const has = (name: string) => (value: unknown) =>
    typeof (value as Record<string, unknown> | null)?.[name] === 'function';
  const meters = read.value<MeterProvider>('meterProvider', has('getMeter'), 'a MeterProvider');
  const tracers = read.value<TracerProvider>(
    'tracerProvider',
    has('getTracer'),
    'a TracerProvider',
  );
  const root = read.value<Supervisor>('root', isSupervisor, 'a Supervisor');
  const attributes = new EventAttributes(read.boolean('actorIds', false));
  const meter = (meters ?? metrics).getMeter(scope);
  const tracer = (tracers ?? trace).getTracer(scope);

  const measurements = new EventMeasurements(meter, attributes);
  const outages = new Outages();
  const causes = new FailureCauseSpans();
  const take = (event: SupervisionEvent) => {
    measurements.take(event);
    const outage = outages.take(event, (error) => causes.find(error));
    if (!outage) return;
    measurements.takeOutage(outage);
    traceOutage(tracer, outage, attributes);
  };
  const events = root ? root.onEvent(take) : eventStream.subscribeWhile(() => true, take);
  if (!root) eventStream.touch();
  const failures = eventStream.onFailure((error) => causes.note(error));
  const forget = observeChildren(meter, () => root ?? RootSupervisor.getInstance());
  return handleOf(() => {
    events.unsubscribe();
    failures.unsubscribe();
    forget();
  });
}
