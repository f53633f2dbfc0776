import {
  CircuitBreaker,
  createSupervisedMachine,
  EscalateStrategy,
  RestartStrategy,
  ResumeStrategy,
  RootSupervisor,
  StopStrategy,
  Supervisor,
} from 'statewarden';
import { createMachine, fromCallback, fromPromise } from 'xstate';
import { crashable, failingAtStart } from './support/machines.js';
import { pass, settle, useVirtualTime } from './support/virtual-time.js';

useVirtualTime();

const atOnce = new RestartStrategy({ backoffType: 'none' });

describe('X-1: everything that throws reaches the strategy', () => {
  const events = ['CRASH', 'GUARD', 'ASSIGN', 'EXIT', 'ENTRY'] as const;
  it.each(events)('a throw by %s restarts the actor and is counted', (type) => {
    const onError = jest.fn();
    const actor = createSupervisedMachine('a', crashable, { strategy: atOnce, onError });
    actor.send({ type: 'START' });
    actor.send({ type });
    expect(onError).toHaveBeenCalledTimes(1);
    expect(actor.getHealthMetrics()).toMatchObject({ errorCount: 1, restartCount: 1 });
    expect(actor.getSnapshot()).toMatchObject({ status: 'active', value: 'idle' });
  });

  it('a throw in the initial state reaches the strategy and does not reach the caller', async () => {
    let isFailing = true;
    const onError = jest.fn();
    const strategy = new RestartStrategy({ initialDelay: 10 });
    const machine = failingAtStart(() => isFailing);
    const actor = createSupervisedMachine('a', machine, { strategy, onError });
    expect(onError).toHaveBeenCalledWith(new Error('cannot start'));
    expect(actor.getSnapshot().status).toBe('active');
    expect(actor.getHealthMetrics().childState).toBe('backingOff');
    isFailing = false;
    await pass(10);
    expect(actor.getSnapshot()).toMatchObject({ status: 'active', value: 'first' });
    expect(actor.getHealthMetrics()).toMatchObject({ errorCount: 1, restartCount: 1 });
  });

  it('a throw in the context factory reaches the strategy', () => {
    const machine = createMachine({
      context: () => {
        throw new Error('no context');
      },
    });
    const onError = jest.fn();
    createSupervisedMachine('a', machine, { strategy: new StopStrategy(), onError });
    expect(onError).toHaveBeenCalledWith(new Error('no context'));
  });

  it('an invoked promise that rejects unhandled reaches the strategy', async () => {
    const machine = createMachine({
      initial: 'loading',
      states: {
        loading: { invoke: { src: fromPromise(() => Promise.reject(new Error('offline'))) } },
      },
    });
    const onError = jest.fn();
    const strategy = new RestartStrategy({ maxRestarts: 2, initialDelay: 10 });
    const actor = createSupervisedMachine('a', machine, { strategy, onError });
    await settle();
    expect(onError).toHaveBeenLastCalledWith(new Error('offline'));
    expect(actor.getHealthMetrics()).toMatchObject({ errorCount: 1, childState: 'backingOff' });
    await pass(1000);
    expect(onError).toHaveBeenCalledTimes(3);
    expect(actor.getSnapshot().status).toBe('stopped');
  });

  it('an invoked callback that throws unhandled reaches the strategy', () => {
    const machine = createMachine({
      initial: 'on',
      states: {
        on: {
          invoke: {
            src: fromCallback(() => {
              throw new Error('no device');
            }),
          },
        },
      },
    });
    const onError = jest.fn();
    createSupervisedMachine('a', machine, { strategy: new StopStrategy(), onError });
    expect(onError).toHaveBeenCalledWith(new Error('no device'));
  });

  it('a failure that the machine handles itself is no failure', async () => {
    const machine = createMachine({
      initial: 'loading',
      states: {
        loading: {
          invoke: { src: fromPromise(() => Promise.reject(new Error('x'))), onError: 'failed' },
        },
        failed: {},
      },
    });
    const actor = createSupervisedMachine('a', machine);
    await settle();
    expect(actor.getSnapshot().value).toBe('failed');
    expect(actor.getHealthMetrics()).toMatchObject({ status: 'healthy', errorCount: 0 });
  });
});

it('X-2: a preserved state is the last good one before the failing event, never an error', () => {
  const strategy = new RestartStrategy({ backoffType: 'none', preserveState: true });
  const actor = createSupervisedMachine('a', crashable, { strategy });
  actor.send({ type: 'START' });
  actor.send({ type: 'INC' });
  actor.send({ type: 'CRASH' });
  expect(actor.getSnapshot()).toMatchObject({
    status: 'active',
    value: 'active',
    context: { count: 1 },
  });
  actor.send({ type: 'STOP' });
  expect(actor.getSnapshot().value).toBe('idle');
});

it('X-3: subscribers, listeners and references survive a restart', () => {
  const actor = createSupervisedMachine('a', crashable, { strategy: atOnce });
  const { ref } = actor;
  const seen: unknown[] = [];
  actor.subscribe((snapshot) => seen.push(snapshot.value));
  actor.send({ type: 'CRASH' });
  actor.send({ type: 'START' });
  expect(seen).toEqual(['idle', 'active']);
  expect(actor.ref).toBe(ref);
  expect(actor.ref).toBe(actor);
});

it('X-4: a circuit leaves half-open by itself once the probed actor has run stably', async () => {
  const root = RootSupervisor.getInstance({
    defaultStrategy: atOnce,
    circuitBreaker: { failureThreshold: 2, resetTimeoutMs: 1000, stableAfterMs: 500 },
  });
  const actor = createSupervisedMachine('a', crashable);
  actor.send({ type: 'CRASH' });
  actor.send({ type: 'CRASH' });
  expect(root.getCircuitBreakerState()).toBe('open');
  expect(actor.getHealthMetrics()).toMatchObject({ childState: 'parked', status: 'unhealthy' });
  await pass(1000);
  expect(root.getCircuitBreakerState()).toBe('half-open');
  expect(actor.getHealthMetrics().childState).toBe('running');
  await pass(499);
  expect(root.getCircuitBreakerState()).toBe('half-open');
  await pass(1);
  expect(root.getCircuitBreakerState()).toBe('closed');
});

it('X-5: only restarts inside the window count towards the limit', async () => {
  const strategy = new RestartStrategy({
    maxRestarts: 2,
    withinTimeWindow: 50,
    backoffType: 'none',
  });
  const actor = createSupervisedMachine('a', crashable, { strategy });
  actor.send({ type: 'CRASH' });
  actor.send({ type: 'CRASH' });
  await pass(300);
  actor.send({ type: 'CRASH' });
  expect(actor.getSnapshot().status).toBe('active');
  expect(actor.getHealthMetrics()).toMatchObject({ restartCount: 3, restartsLeft: 1 });
});

describe('X-6: the parent decides about what escalates to it', () => {
  it('applies its own default strategy to the failing actor', () => {
    const parent = new Supervisor('parent', { defaultStrategy: atOnce });
    const child = new Supervisor('child', { parent, defaultStrategy: new StopStrategy() });
    const handleError = jest.spyOn(atOnce, 'handleError');
    const actor = createSupervisedMachine('a', crashable, {
      supervisor: child,
      strategy: new EscalateStrategy(),
    });
    actor.send({ type: 'CRASH' });
    expect(handleError).toHaveBeenCalledWith(parent, actor, new Error('CRASH'));
    expect(actor.getHealthMetrics()).toMatchObject({ restartCount: 1, childState: 'running' });
    handleError.mockRestore();
  });

  it('stops the actor at a supervisor without parent, and throws nothing into the host', () => {
    const onError = jest.fn();
    const top = new Supervisor('top', { defaultStrategy: new EscalateStrategy(), onError });
    const actor = createSupervisedMachine('a', crashable, { supervisor: top });
    actor.send({ type: 'CRASH' });
    expect(actor.getSnapshot().status).toBe('stopped');
    expect(onError).toHaveBeenCalledTimes(1);
    expect(RootSupervisor.getInstance().getErrorHistory()).toHaveLength(1);
  });
});

it('X-7: stopping all actors reaches the whole subtree in reverse start order', async () => {
  const root = RootSupervisor.getInstance();
  const stopped: string[] = [];
  const onStop = (actor: { id: string }) => stopped.push(actor.id);
  createSupervisedMachine('first', crashable, { onStop });
  const lower = new Supervisor('lower', { parent: root });
  createSupervisedMachine('second', crashable, { supervisor: lower, onStop });
  createSupervisedMachine('third', crashable, { supervisor: lower, onStop });
  createSupervisedMachine('fourth', crashable, { onStop });
  await root.stopAllActors();
  expect(stopped).toEqual(['fourth', 'third', 'second', 'first']);
  expect(root.getAllActors()).toEqual([]);
});

describe('X-8: there is one pending restart', () => {
  const strategy = new RestartStrategy({ initialDelay: 100 });

  it('however many errors are reported meanwhile', async () => {
    const onRestart = jest.fn();
    const actor = createSupervisedMachine('a', crashable, { strategy, onRestart });
    actor.reportError(new Error('1'));
    actor.reportError(new Error('2'));
    actor.reportError(new Error('3'));
    await pass(1000);
    expect(onRestart).toHaveBeenCalledTimes(1);
    expect(actor.getHealthMetrics()).toMatchObject({ errorCount: 3, restartCount: 1 });
  });

  it('and a stop cancels it', async () => {
    const onRestart = jest.fn();
    const onStop = jest.fn();
    const actor = createSupervisedMachine('a', crashable, { strategy, onRestart, onStop });
    actor.send({ type: 'CRASH' });
    actor.stop();
    await pass(1000);
    expect(onRestart).not.toHaveBeenCalled();
    expect(onStop).toHaveBeenCalledTimes(1);
    expect(jest.getTimerCount()).toBe(0);
  });
});

it('X-9: health comes back after a quiet period, and uptime is that of this incarnation', async () => {
  const supervisor = new Supervisor('s', { healthyAfter: 5000 });
  const strategy = new RestartStrategy({ initialDelay: 100 });
  const actor = createSupervisedMachine('a', crashable, { supervisor, strategy });
  await pass(1000);
  expect(actor.getHealthMetrics()).toMatchObject({ status: 'healthy', uptime: 1000 });
  actor.send({ type: 'CRASH' });
  expect(actor.getHealthMetrics()).toMatchObject({ status: 'unhealthy', uptime: 0 });
  await pass(300);
  expect(actor.getHealthMetrics()).toMatchObject({ status: 'degraded', uptime: 200 });
  await pass(5000);
  expect(actor.getHealthMetrics()).toMatchObject({ status: 'healthy', errorCount: 1 });
  await supervisor.stop();
  expect(actor.getHealthMetrics()).toMatchObject({ status: 'stopped', uptime: 0 });
});

it('X-10: the default back-off is a back-off: 100 ms, doubled with each restart in a row', async () => {
  const strategy = new RestartStrategy();
  expect(strategy.options).toMatchObject({ backoffType: 'exponential', initialDelay: 100 });
  const actor = createSupervisedMachine('a', crashable, { strategy });
  for (const wait of [100, 200, 400]) {
    actor.send({ type: 'CRASH' });
    expect(actor.getHealthMetrics().retryAfter).toBe(wait);
    await pass(wait - 1);
    expect(actor.getHealthMetrics().childState).toBe('backingOff');
    await pass(1);
    expect(actor.getHealthMetrics().childState).toBe('running');
  }
});

describe('X-11: defaults are those of the documentation', () => {
  it('for all strategies', () => {
    expect(new RestartStrategy().options).toEqual({
      maxRestarts: 10,
      withinTimeWindow: 60_000,
      backoffType: 'exponential',
      initialDelay: 100,
      maxDelay: 30_000,
      factor: 2,
      jitter: 0,
      resetTimeout: 300_000,
      preserveState: false,
      snapshot: undefined,
      cleanup: undefined,
      cleanupTimeout: 5_000,
      retryEvent: 0,
      onLimit: 'stop',
    });
    expect(new StopStrategy().options).toMatchObject({ notifySupervisor: true });
    expect(new EscalateStrategy().options).toMatchObject({ stopActor: false, scope: 'actor' });
    const resume = new ResumeStrategy().options;
    expect(resume).toMatchObject({ maxErrors: Number.POSITIVE_INFINITY, withinTimeWindow: 60_000 });
    expect(resume.fallbackStrategy).toBeInstanceOf(StopStrategy);
  });

  it('and the error history holds a hundred entries, newest first, without snapshots', () => {
    const root = RootSupervisor.getInstance();
    const actor = createSupervisedMachine('a', crashable, {
      strategy: new ResumeStrategy({ logError: false }),
    });
    for (let i = 0; i < 150; i++) actor.reportError(new Error(`error ${i}`), { i });
    const history = root.getErrorHistory();
    expect(history).toHaveLength(100);
    expect(history[0]).toEqual({
      error: new Error('error 149'),
      actorId: 'a',
      supervisorId: 'root',
      timestamp: expect.any(Number),
      context: { i: 149 },
      eventType: undefined,
      restartCount: 0,
    });
    expect(history[99]?.error.message).toBe('error 50');
    root.clearErrorHistory();
    expect(root.getErrorHistory()).toEqual([]);
  });
});

describe('X-12: a circuit breaker', () => {
  it('is not changed by being asked, limits probes, and closes clean', async () => {
    const breaker = new CircuitBreaker({
      failureThreshold: 2,
      resetTimeoutMs: 1000,
      successThreshold: 2,
    });
    breaker.recordFailure(new Error('1'));
    breaker.recordFailure(new Error('2'));
    expect([breaker.state, breaker.isAllowed()]).toEqual(['open', false]);
    await pass(1000);
    const allowed = Array.from({ length: 5 }, () => breaker.isAllowed());
    expect(allowed).toEqual([true, true, true, true, true]);
    const permits = Array.from({ length: 5 }, () => breaker.tryAcquire());
    expect(permits.filter(Boolean)).toHaveLength(2);
    for (const permit of permits) permit?.succeed();
    expect(breaker.state).toBe('closed');
    breaker.recordFailure(new Error('3'));
    expect(breaker.state).toBe('closed');
  });

  it('does not look at the wall clock', () => {
    const breaker = new CircuitBreaker({ failureThreshold: 1, resetTimeoutMs: 1000 });
    breaker.recordFailure(new Error('1'));
    jest.setSystemTime(Date.now() + 3_600_000);
    expect(breaker.state).toBe('open');
    jest.setSystemTime(Date.now() - 7_200_000);
    jest.advanceTimersByTime(1000);
    expect(breaker.isAllowed()).toBe(true);
  });
});

it('X-13: actors that share a strategy have counters of their own', () => {
  const strategy = new RestartStrategy({ maxRestarts: 1, backoffType: 'none' });
  const first = createSupervisedMachine('first', crashable, { strategy });
  const second = createSupervisedMachine('second', crashable, { strategy });
  first.send({ type: 'CRASH' });
  second.send({ type: 'CRASH' });
  expect(first.getSnapshot().status).toBe('active');
  expect(second.getSnapshot().status).toBe('active');
  first.send({ type: 'CRASH' });
  expect(first.getSnapshot().status).toBe('stopped');
  expect(second.getSnapshot().status).toBe('active');
});
