import {
  CircuitBreaker,
  type Clock,
  createActor,
  createSupervisedMachine,
  InvalidOptionError,
  RestartStrategy,
  RootSupervisor,
  SimulatedClock,
  Supervisor,
} from 'statewarden';
import { createMachine } from 'xstate';
import { crashable, failingAtStart } from './support/machines.js';
import { settle } from './support/virtual-time.js';

let clock: SimulatedClock;

beforeEach(() => {
  clock = new SimulatedClock();
});
afterEach(() => RootSupervisor.resetInstance());

const strategy = new RestartStrategy({ initialDelay: 1000, factor: 2, maxRestarts: 3 });
const crash = { type: 'CRASH' } as const;

describe('a simulated clock', () => {
  it('drives back-off, synchronously', () => {
    RootSupervisor.getInstance({ clock });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    actor.send(crash);
    clock.increment(999);
    expect(actor.getHealthMetrics()).toMatchObject({ childState: 'backingOff', restartCount: 0 });
    clock.increment(1);
    expect(actor.getHealthMetrics()).toMatchObject({ childState: 'running', restartCount: 1 });
    actor.send(crash);
    clock.increment(1999);
    expect(actor.getHealthMetrics().restartCount).toBe(1);
    clock.increment(1);
    expect(actor.getHealthMetrics().restartCount).toBe(2);
  });

  it('drives windows: what lies outside counts no more', () => {
    RootSupervisor.getInstance({ clock });
    const limited = new RestartStrategy({
      backoffType: 'none',
      maxRestarts: 1,
      withinTimeWindow: 10_000,
    });
    const actor = createSupervisedMachine('a', crashable, { strategy: limited });
    actor.send(crash);
    clock.increment(10_000);
    actor.send(crash);
    expect(actor.getHealthMetrics().childState).toBe('running');
    clock.increment(9_999);
    actor.send(crash);
    expect(actor.getHealthMetrics().childState).toBe('stopped');
  });

  it('drives the circuits of supervisors, and stability', () => {
    const root = RootSupervisor.getInstance({
      clock,
      circuitBreaker: { failureThreshold: 1, resetTimeoutMs: 5_000, stableAfterMs: 300 },
      defaultStrategy: new RestartStrategy({ backoffType: 'none' }),
    });
    const actor = createSupervisedMachine('a', crashable);
    actor.send(crash);
    expect(root.getCircuitBreakerState()).toBe('open');
    clock.increment(5_000);
    expect(actor.getHealthMetrics().childState).toBe('running');
    expect(root.getCircuitBreakerState()).toBe('half-open');
    clock.increment(300);
    expect(root.getCircuitBreakerState()).toBe('closed');
  });

  it('drives circuit breakers that are used alone', () => {
    RootSupervisor.getInstance({ clock });
    const breaker = new CircuitBreaker({ failureThreshold: 1, resetTimeoutMs: 5_000 });
    breaker.recordFailure();
    clock.increment(4_999);
    expect(breaker.retryAfter).toBe(1);
    clock.increment(1);
    expect(breaker.state).toBe('half-open');
  });

  it('drives the time-out of a clean-up', () => {
    RootSupervisor.getInstance({ clock });
    const cleaning = new RestartStrategy({
      backoffType: 'none',
      cleanup: () => new Promise(() => {}),
      cleanupTimeout: 700,
    });
    const actor = createSupervisedMachine('a', crashable, { strategy: cleaning });
    actor.send(crash);
    clock.increment(699);
    expect(actor.getHealthMetrics().childState).toBe('cleaningUp');
    clock.increment(1);
    expect(actor.getHealthMetrics().childState).toBe('running');
  });

  it('drives the time that a child may take to terminate', async () => {
    const root = RootSupervisor.getInstance({ clock });
    const terminate = () => new Promise<void>(() => {});
    root.startChild({ id: 'slow', machine: crashable, shutdown: 60_000, terminate });
    const done = root.terminateChild('slow');
    clock.increment(60_000);
    await done;
    expect(root.whichChildren()).toMatchObject([{ id: 'slow', state: 'stopped' }]);
  });

  it('drives the next try of a start that failed', () => {
    RootSupervisor.getInstance({ clock });
    let isFailing = false;
    const machine = failingAtStart(() => isFailing);
    const actor = createSupervisedMachine('a', machine, { strategy });
    isFailing = true;
    void actor.restart();
    isFailing = false;
    clock.increment(1000);
    expect(actor.getHealthMetrics().childState).toBe('running');
  });

  it('drives supervisors without a parent, and the delays of actors without a clock', () => {
    RootSupervisor.getInstance({ clock });
    const other = new Supervisor('other', { defaultStrategy: strategy });
    const actor = createSupervisedMachine('a', crashable, { supervisor: other });
    actor.send(crash);
    const delayed = createActor(
      createMachine({ initial: 'a', states: { a: { after: { 1000: 'b' } }, b: {} } }),
    ).start();
    clock.increment(1000);
    expect(actor.getHealthMetrics().restartCount).toBe(1);
    expect(delayed.getSnapshot().value).toBe('b');
    void other.stop();
  });

  it('leaves an actor with a clock of its own alone', () => {
    RootSupervisor.getInstance({ clock });
    const own = new SimulatedClock();
    const machine = createMachine({ initial: 'a', states: { a: { after: { 10: 'b' } }, b: {} } });
    const actor = createSupervisedMachine('a', machine, { clock: own });
    clock.increment(10);
    expect(actor.getSnapshot().value).toBe('a');
    own.increment(10);
    expect(actor.getSnapshot().value).toBe('b');
  });

  it('stamps events, failures, dead letters and health', async () => {
    const root = RootSupervisor.getInstance({ clock });
    const times: number[] = [];
    root.onEvent((event) => times.push(event.time));
    clock.increment(5_000);
    const actor = createSupervisedMachine('a', crashable, { strategy });
    actor.send(crash);
    await Promise.resolve();
    expect(new Set(times)).toEqual(new Set([5_000]));
    expect(root.getErrorHistory()[0]?.timestamp).toBe(5_000);
    expect(actor.getHealthMetrics()).toMatchObject({ lastErrorTime: 5_000 });
    actor.stop();
    actor.send(crash);
    expect(root.getDeadLetters()[0]?.timestamp).toBe(5_000);
  });
});

describe('the change of clocks', () => {
  it('lets what waits keep what is left of its wait', () => {
    RootSupervisor.getInstance({ clock });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    actor.send(crash);
    clock.increment(400);
    const next = new SimulatedClock();
    RootSupervisor.getInstance({ clock: next });
    clock.increment(10_000);
    expect(actor.getHealthMetrics().restartCount).toBe(0);
    next.increment(599);
    expect(actor.getHealthMetrics().restartCount).toBe(0);
    next.increment(1);
    expect(actor.getHealthMetrics().restartCount).toBe(1);
  });

  it('takes along the time that a shutdown and a call through a circuit may take', async () => {
    RootSupervisor.getInstance({ clock });
    const forever = () => new Promise<void>(() => {});
    const children = [{ id: 'a', machine: crashable, terminate: forever, shutdown: 50 }];
    const stopped = jest.fn();
    void new Supervisor('s', { children }).stop().then(stopped);
    const timedOut = jest.fn();
    new CircuitBreaker().execute(forever, { timeoutMs: 70 }).catch(timedOut);
    clock.increment(20);
    const next = new SimulatedClock();
    RootSupervisor.getInstance({ clock: next });
    clock.increment(10_000);
    next.increment(29);
    await settle();
    expect(stopped).not.toHaveBeenCalled();
    next.increment(1);
    await settle();
    expect([stopped.mock.calls.length, timedOut.mock.calls.length]).toEqual([1, 0]);
    next.increment(20);
    await settle();
    expect(timedOut).toHaveBeenCalledTimes(1);
  });

  it('leaves no shutdown waiting for a clock that resetInstance has taken away', async () => {
    RootSupervisor.getInstance({ clock });
    const children = [
      { id: 'a', machine: crashable, terminate: () => new Promise<void>(() => {}), shutdown: 5 },
    ];
    const stopping = new Supervisor('s', { children }).stop();
    RootSupervisor.resetInstance();
    await expect(stopping).resolves.toBeUndefined();
  });

  it('is undone by resetInstance: supervision lives by real time again', () => {
    RootSupervisor.getInstance({ clock });
    clock.increment(3_600_000);
    RootSupervisor.resetInstance();
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    actor.send(crash);
    clock.increment(10_000);
    expect(actor.getHealthMetrics().restartCount).toBe(0);
    jest.advanceTimersByTime(1000);
    expect(actor.getHealthMetrics().restartCount).toBe(1);
    RootSupervisor.resetInstance();
    jest.useRealTimers();
  });

  it('tells of the time of the clock that was in use', async () => {
    const root = RootSupervisor.getInstance({ clock });
    const times: number[] = [];
    root.onEvent((event) => times.push(event.time));
    clock.increment(100);
    createSupervisedMachine('a', crashable);
    RootSupervisor.getInstance({ clock: new SimulatedClock() });
    createSupervisedMachine('b', crashable);
    await Promise.resolve();
    expect(times).toEqual([100, 0]);
  });
});

describe('a seed', () => {
  const waits = async (seed: number) => {
    const random = new RestartStrategy({ backoffType: 'random', initialDelay: 1, jitter: 1 });
    const root = RootSupervisor.getInstance({ clock: new SimulatedClock(), seed });
    const values: number[] = [];
    root.onEvent((event) => event.type === 'restartScheduled' && values.push(event.value));
    for (let index = 0; index < 20; index++) {
      createSupervisedMachine(`a${index}`, crashable, { strategy: random }).send(crash);
    }
    await Promise.resolve();
    RootSupervisor.resetInstance();
    return values;
  };

  it('gives the same waits again, and another seed gives others', async () => {
    const first = await waits(7);
    expect(first).toHaveLength(20);
    expect(await waits(7)).toEqual(first);
    expect(await waits(8)).not.toEqual(first);
  });
});

it.each([
  ['clock', 5],
  ['clock', { setTimeout() {}, clearTimeout() {} }],
  ['seed', -1],
  ['seed', 0.5],
  ['seed', '7'],
])('refuses %s: %j and leaves everything as it was', (name, value) => {
  const options = { [name]: value } as unknown as { clock: Clock };
  expect(() => RootSupervisor.getInstance(options)).toThrow(InvalidOptionError);
  expect(() => RootSupervisor.getInstance().changeOptions(options as never)).toThrow(
    InvalidOptionError,
  );
});
