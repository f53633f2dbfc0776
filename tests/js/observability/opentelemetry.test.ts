import { context, trace } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import {
  createSupervisedMachine,
  EscalateStrategy,
  RestartStrategy,
  ResumeStrategy,
  RootSupervisor,
  StopStrategy,
  type SupervisionStrategy,
  Supervisor,
} from 'statewarden';
import { type InstrumentOptions, instrument } from 'statewarden/opentelemetry';
import { crashable } from '../supervision/support/machines.js';
import { pass, settle, useVirtualTime } from '../supervision/support/virtual-time.js';

useVirtualTime();

const handles: Disposable[] = [];
afterEach(() => {
  for (const handle of handles.splice(0)) handle[Symbol.dispose]();
});

function observed(options: InstrumentOptions = {}) {
  const metrics = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({
    exporter: metrics,
    exportIntervalMillis: 3_600_000,
  });
  const spans = new InMemorySpanExporter();
  const tracerProvider = new BasicTracerProvider({
    spanProcessors: [new SimpleSpanProcessor(spans)],
  });
  const meterProvider = new MeterProvider({ readers: [reader] });
  const handle = instrument({ meterProvider, tracerProvider, ...options });
  handles.push(handle);
  /** Collects the points of a metric, as pairs of attributes and value. */
  const points = async (name: string) => {
    const { resourceMetrics } = await reader.collect();
    const all = resourceMetrics.scopeMetrics.flatMap((scope) => scope.metrics);
    const metric = all.find(({ descriptor }) => descriptor.name === name);
    return (metric?.dataPoints ?? []).map(({ attributes, value }) => [attributes, value]);
  };
  return { handle, points, spans, tracer: tracerProvider.getTracer('test') };
}

const later = new RestartStrategy({ backoffType: 'linear', initialDelay: 250, maxDelay: 250 });
const make = (id: string, supervisor?: Supervisor, strategy: SupervisionStrategy = later) =>
  createSupervisedMachine(id, crashable, { strategy, ...(supervisor ? { supervisor } : {}) });
const at = (path: string) => ({ 'supervision.supervisor.path': path });

it('counts restarts and failures by supervisor, not by actor', async () => {
  const { points } = observed();
  const orders = new Supervisor('orders', { parent: RootSupervisor.getInstance() });
  for (const id of ['a', 'b']) {
    make(id, orders).send({ type: 'CRASH', error: new RangeError('too many') });
  }
  make('c').send({ type: 'CRASH' });
  await pass(250);
  expect(await points('supervision.failures')).toEqual([
    [{ ...at('root/orders'), 'error.type': 'RangeError' }, 2],
    [{ ...at('root'), 'error.type': 'Error' }, 1],
  ]);
  expect(await points('supervision.restarts')).toEqual([
    [at('root/orders'), 2],
    [at('root'), 1],
  ]);
});

it('has actors as attributes when asked to', async () => {
  const { points } = observed({ actorIds: true });
  make('a').send({ type: 'CRASH' });
  await pass(250);
  expect(await points('supervision.restarts')).toEqual([
    [{ ...at('root'), 'supervision.actor.id': 'a' }, 1],
  ]);
});

it('measures downtimes in seconds, and restarts without the wait', async () => {
  const { points } = observed();
  make('a').send({ type: 'CRASH' });
  await pass(250);
  const [[, downtime]] = (await points('supervision.downtime')) as [[object, { sum: number }]];
  const [[, duration]] = (await points('supervision.restart.duration')) as [
    [object, { sum: number }],
  ];
  expect(downtime).toMatchObject({ count: 1, sum: expect.closeTo(0.25) });
  expect(duration).toMatchObject({ count: 1, sum: expect.closeTo(0) });
});

it('counts escalations, circuits and dead letters', async () => {
  const { points } = observed();
  const parent = RootSupervisor.getInstance();
  const gated = new Supervisor('gated', {
    parent,
    circuitBreaker: { failureThreshold: 1, resetTimeoutMs: 100 },
  });
  make('a', gated).send({ type: 'CRASH' });
  make('b', new Supervisor('weak', { parent }), new EscalateStrategy()).send({ type: 'CRASH' });
  await pass(100);
  expect(await points('supervision.escalations')).toEqual([[at('root/weak'), 1]]);
  expect(await points('supervision.circuit.transitions')).toEqual([
    [{ ...at('root/gated'), 'supervision.circuit.state': 'open' }, 1],
    [{ ...at('root/gated'), 'supervision.circuit.state': 'half_open' }, 1],
  ]);
  expect(await points('supervision.dead_letters')).toEqual([
    [{ ...at('root/gated'), 'supervision.dead_letter.reason': 'poisonous' }, 1],
    [{ ...at('root/weak'), 'supervision.dead_letter.reason': 'poisonous' }, 1],
  ]);
});

it('observes children by state and what waits, each supervisor by itself', async () => {
  const { points } = observed();
  const orders = new Supervisor('orders', { parent: RootSupervisor.getInstance() });
  make('a');
  const b = make('b', orders);
  make('c', orders);
  b.send({ type: 'CRASH' });
  b.send({ type: 'INC' });
  const children = (await points('supervision.children')).filter(([, count]) => count !== 0);
  const state = (path: string, name: string) => ({ ...at(path), 'supervision.child.state': name });
  expect(children).toEqual([
    [state('root', 'running'), 1],
    [state('root/orders', 'running'), 1],
    [state('root/orders', 'backingOff'), 1],
  ]);
  expect(await points('supervision.mailbox.size')).toEqual([
    [at('root'), 0],
    [at('root/orders'), 1],
  ]);
});

it('writes a span for each restart, linked to the span in which the failure happened', async () => {
  const { spans, tracer } = observed();
  const failing = tracer.startSpan('request');
  const get = jest.spyOn(trace, 'getActiveSpan').mockReturnValue(failing);
  const error = new RangeError('too many');
  const actor = make('a');
  await pass(40);
  const began = Date.now();
  actor.send({ type: 'CRASH', error });
  get.mockRestore();
  await pass(250);
  const [span] = spans.getFinishedSpans();
  expect(span?.name).toBe('supervision.restart');
  expect(span?.attributes).toEqual({
    ...at('root'),
    'supervision.actor.id': 'a',
    'error.type': 'RangeError',
    'supervision.restart.outcome': 'restarted',
  });
  expect(span?.links.map((link) => link.context.spanId)).toEqual([failing.spanContext().spanId]);
  expect(span?.parentSpanContext).toBeUndefined();
  expect(span?.events[0]).toMatchObject({
    name: 'exception',
    attributes: { 'exception.type': 'RangeError', 'exception.message': 'too many' },
  });
  const milliseconds = ([seconds, nanos]: [number, number]) => seconds * 1000 + nanos / 1e6;
  expect(milliseconds(span?.startTime as [number, number])).toBeCloseTo(began, 0);
  expect(milliseconds(span?.duration as [number, number])).toBeCloseTo(250, 0);
});

it('has an error in the span of a child that was not restarted, and no link without a span', async () => {
  const { spans } = observed();
  make('a', undefined, new StopStrategy()).send({ type: 'CRASH' });
  await settle();
  const [span] = spans.getFinishedSpans();
  expect(span?.status).toEqual({ code: 2, message: 'the child was not restarted' });
  expect(span?.links).toEqual([]);
});

it('takes a resumed failure for no restart', async () => {
  const { spans, points } = observed();
  make('a', undefined, new ResumeStrategy({ logError: false })).send({ type: 'CRASH' });
  await settle();
  expect(spans.getFinishedSpans()).toEqual([]);
  expect(await points('supervision.restarts')).toEqual([]);
  expect(await points('supervision.failures')).toHaveLength(1);
});

it('has no more than a hundred types of errors', async () => {
  const { points } = observed();
  const actor = make('a', undefined, new ResumeStrategy({ logError: false }));
  for (let index = 0; index < 120; index++) {
    actor.reportError(Object.assign(new Error('x'), { name: `E${index}` }));
  }
  await settle();
  const failures = await points('supervision.failures');
  expect(failures).toHaveLength(101);
  expect(failures.at(-1)).toEqual([{ ...at('root'), 'error.type': '_OTHER' }, 20]);
});

it('observes the subtree of one supervisor only, if told so', async () => {
  const parent = RootSupervisor.getInstance();
  const orders = new Supervisor('orders', { parent });
  const { points } = observed({ root: orders });
  make('a').send({ type: 'CRASH' });
  make('b', orders).send({ type: 'CRASH' });
  await pass(250);
  expect(await points('supervision.restarts')).toEqual([[at('root/orders'), 1]]);
  expect(await points('supervision.mailbox.size')).toEqual([[at('root/orders'), 0]]);
});

it('goes on after a reset of the root supervisor', async () => {
  const { points } = observed();
  RootSupervisor.resetInstance();
  make('a').send({ type: 'CRASH' });
  await pass(250);
  expect(await points('supervision.restarts')).toEqual([[at('root'), 1]]);
});

it('ends when it is stopped', async () => {
  const { handle, points, spans } = observed();
  handle.stop();
  handle.stop();
  make('a').send({ type: 'CRASH' });
  await pass(250);
  expect(await points('supervision.restarts')).toEqual([]);
  expect(await points('supervision.children')).toEqual([]);
  expect(spans.getFinishedSpans()).toEqual([]);
});

it('takes the global providers by default, and refuses what is none', () => {
  handles.push(instrument());
  expect(context.active()).toBeDefined();
  expect(() => instrument({ meterProvider: {} as never })).toThrow('meterProvider');
  expect(() => instrument({ meters: 1 } as never)).toThrow('meters');
});
