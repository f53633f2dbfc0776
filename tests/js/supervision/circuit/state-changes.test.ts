import {
  CircuitBreaker,
  type CircuitStateChange,
  createSupervisedMachine,
  RestartStrategy,
  Supervisor,
  setUnhandledErrorReporter,
} from 'statewarden';
import { crashable } from '../support/machines.js';
import { pass, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

const short = ({ from, to, reason }: CircuitStateChange) => `${from} > ${to}: ${reason}`;

function heard(circuit: Pick<CircuitBreaker, 'onStateChange'>) {
  const lines: string[] = [];
  const subscription = circuit.onStateChange((change) => lines.push(short(change)));
  return { lines, subscription };
}

it('tells of each change and why, also of those that only time has made', async () => {
  const breaker = new CircuitBreaker({
    failureThreshold: 2,
    resetTimeoutMs: 1000,
    maxHalfOpenWaitMs: 300,
    factor: 1,
  });
  const { lines } = heard(breaker);
  breaker.recordFailure();
  breaker.recordFailure();
  await pass(1000);
  expect(lines).toEqual(['closed > open: tripped', 'open > half-open: open-time-over']);
  breaker.tryAcquire()?.fail();
  await pass(1000);
  breaker.tryAcquire();
  await pass(1300);
  breaker.tryAcquire()?.succeed();
  expect(lines.slice(2)).toEqual([
    'half-open > open: probe-failed',
    'open > half-open: open-time-over',
    'half-open > open: probe-unanswered',
    'open > half-open: open-time-over',
    'half-open > closed: probes-succeeded',
  ]);
  expect(jest.getTimerCount()).toBe(0);
});

it('tells of what was forced, with the mode', () => {
  const breaker = new CircuitBreaker();
  const changes: CircuitStateChange[] = [];
  breaker.onStateChange((change) => changes.push(change));
  breaker.forceOpen();
  breaker.metricsOnly();
  breaker.reset();
  breaker.isolate().dispose();
  breaker.importState(breaker.exportState());
  expect(changes.map((change) => [change.to, change.mode, change.reason])).toEqual([
    ['open', 'forced-open', 'forced-open'],
    ['closed', 'metrics-only', 'metrics-only'],
    ['closed', 'rule', 'reset'],
    ['open', 'isolated', 'isolated'],
    ['closed', 'rule', 'isolation-ended'],
  ]);
  expect(changes[0]?.retryAfter).toBe(Number.POSITIVE_INFINITY);
});

it('a listener may change the circuit, leave, and throw', () => {
  const reported: unknown[] = [];
  setUnhandledErrorReporter((error) => reported.push(error));
  const breaker = new CircuitBreaker({ failureThreshold: 1 });
  const fault = new Error('mine');
  breaker.onStateChange(() => {
    throw fault;
  });
  const { lines, subscription } = heard(breaker);
  breaker.onStateChange(({ to }) => {
    if (to === 'open') breaker.reset();
  });
  breaker.recordFailure();
  expect(breaker.state).toBe('closed');
  expect(lines).toEqual(['closed > open: tripped', 'open > closed: reset']);
  subscription.unsubscribe();
  subscription.unsubscribe();
  breaker.recordFailure();
  setUnhandledErrorReporter();
  expect(lines).toHaveLength(2);
  expect(reported).toContain(fault);
});

it('keeps no timer once nobody listens', () => {
  const breaker = new CircuitBreaker({ failureThreshold: 1 });
  const { subscription } = heard(breaker);
  breaker.recordFailure();
  expect(jest.getTimerCount()).toBe(1);
  subscription.unsubscribe();
  expect(jest.getTimerCount()).toBe(0);
});

it("tells of a supervisor's circuit, which failures and probes change", async () => {
  const supervisor = new Supervisor('s', {
    defaultStrategy: new RestartStrategy({ backoffType: 'none' }),
    circuitBreaker: { failureThreshold: 1, resetTimeoutMs: 1000, stableAfterMs: 100 },
  });
  const actor = createSupervisedMachine('a', crashable, { supervisor });
  const { lines, subscription } = heard(supervisor.circuit as never);
  actor.send({ type: 'CRASH' });
  await pass(0);
  await pass(1000);
  await pass(100);
  supervisor.circuit?.forceOpen();
  expect(lines).toEqual([
    'closed > open: tripped',
    'open > half-open: open-time-over',
    'half-open > closed: probes-succeeded',
    'closed > open: forced-open',
  ]);
  subscription.unsubscribe();
  supervisor.circuit?.reset();
  await pass(0);
  expect(lines).toHaveLength(4);
});

it('counts what has happened, and shows what the rule looks at', async () => {
  const breaker = new CircuitBreaker({
    failureRate: 0.5,
    minimumThroughput: 4,
    resetTimeoutMs: 1000,
  });
  expect(breaker.getMetrics()).toEqual({
    successes: 0,
    failures: 0,
    rejected: 0,
    ignored: 0,
    opened: 0,
    permitsOut: 0,
    windowFailures: 0,
    windowResults: 0,
    failureRate: undefined,
  });
  for (const result of 'SSFS') {
    if (result === 'S') breaker.recordSuccess();
    else breaker.recordFailure();
  }
  expect(breaker.getMetrics()).toMatchObject({ failureRate: 0.25, windowResults: 4 });
  breaker.recordFailure();
  breaker.recordFailure();
  breaker.tryAcquire();
  await pass(1000);
  breaker.tryAcquire();
  breaker.tryAcquire();
  expect(breaker.getMetrics()).toMatchObject({
    successes: 3,
    failures: 3,
    rejected: 2,
    opened: 1,
    permitsOut: 1,
  });
});

it('the predicate of a supervisor keeps errors out of its circuit, not out of its history', async () => {
  class Expected extends Error {}
  const supervisor = new Supervisor('s', {
    defaultStrategy: new RestartStrategy({ backoffType: 'none', maxRestarts: 100 }),
    circuitBreaker: {
      failureThreshold: 1,
      isFailure: (error) => !(error instanceof Expected),
    },
  });
  const actor = createSupervisedMachine('a', crashable, { supervisor });
  for (let i = 0; i < 3; i++) actor.send({ type: 'CRASH', error: new Expected() });
  expect(supervisor.circuit?.state).toBe('closed');
  expect(supervisor.circuit?.getMetrics()).toMatchObject({ ignored: 3, failures: 0 });
  expect(actor.getHealthMetrics()).toMatchObject({ errorCount: 3, childState: 'running' });
  actor.send({ type: 'CRASH', error: new Error('down') });
  expect(supervisor.circuit?.state).toBe('open');
});

it('a supervisor that was stopped has a circuit that does no harm', async () => {
  const supervisor = new Supervisor('s', { circuitBreaker: true });
  const { circuit } = supervisor;
  await supervisor.stop();
  circuit?.forceOpen();
  const handle = circuit?.isolate();
  handle?.dispose();
  expect(supervisor.circuit).toBeUndefined();
  expect([circuit?.state, circuit?.mode, circuit?.getMetrics().failures]).toEqual([
    'closed',
    'rule',
    0,
  ]);
});

it('tells whoever comes after a change of the changes from there on', () => {
  const circuit = new CircuitBreaker();
  circuit.onStateChange(() => {}).unsubscribe();
  circuit.forceOpen();
  const changes: string[] = [];
  circuit.onStateChange(({ from, to }) => changes.push(`${from} ${to}`));
  circuit.reset();
  expect(changes).toEqual(['open closed']);
});

it('tells at once of a change by a success that was recorded without a permit', async () => {
  const breaker = new CircuitBreaker({ failureThreshold: 1, resetTimeoutMs: 1000 });
  breaker.recordFailure();
  await pass(1000);
  expect(breaker.state).toBe('half-open');
  const { lines } = heard(breaker);
  breaker.recordSuccess();
  expect(lines).toEqual(['half-open > closed: probes-succeeded']);
});

it('keeps no process alive to tell of a change', () => {
  const unref = jest.fn();
  const timer = { unref } as unknown as NodeJS.Timeout;
  const timers = jest.spyOn(globalThis, 'setTimeout').mockReturnValue(timer);
  const breaker = new CircuitBreaker();
  heard(breaker);
  breaker.recordFailure();
  for (let times = 0; times < 5; times++) breaker.recordFailure();
  timers.mockRestore();
  expect(breaker.state).toBe('open');
  expect(unref).toHaveBeenCalled();
});
