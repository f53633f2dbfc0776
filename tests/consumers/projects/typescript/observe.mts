import { channel } from 'node:diagnostics_channel';
import { createServer } from 'node:http';
import { metrics, trace } from '@opentelemetry/api';
import { formatEvent, RootSupervisor, type SupervisionLogger, Supervisor } from 'statewarden';
import { type ObservationHandle, publishDiagnostics } from 'statewarden/diagnostics';
import { createHealthHandler, createHealthListener } from 'statewarden/health';
import { instrument } from 'statewarden/opentelemetry';

const logger: SupervisionLogger = console;
const root = RootSupervisor.getInstance({ logger, logging: { from: 'warning' } });
root.onEvent((event) => logger.info(formatEvent(event, { depth: 2 }), event));
createServer(createHealthListener({ root, rule: 'quorum', quorum: 0.5 }));
export const response: Response = createHealthHandler()(new Request('http://localhost/livez'));
export const handle: ObservationHandle | undefined = publishDiagnostics({ module: { channel } });
export const instrumentation: ObservationHandle = instrument({
  meterProvider: metrics.getMeterProvider(),
  tracerProvider: trace.getTracerProvider(),
  root: new Supervisor('observed'),
});
// @ts-expect-error there is no such rule
createHealthHandler({ rule: 'best' });
