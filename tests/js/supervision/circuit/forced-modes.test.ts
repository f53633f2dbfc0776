import {
  type Circuit,
  CircuitBreaker,
  createSupervisedMachine,
  RestartStrategy,
  Supervisor,
} from 'statewarden';
import { crashable } from '../support/machines.js';
import { pass, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

const circuitBreaker = { failureThreshold: 2, resetTimeoutMs: 1000, stableAfterMs: 100 };

const makers: [string, () => Circuit][] = [
  ['a circuit breaker', () => new CircuitBreaker({ failureThreshold: 2 })],
  ['the circuit of a supervisor', () => new Supervisor('s', { circuitBreaker }).circuit as Circuit],
];

describe.each(makers)('%s', (_what, make) => {
  it.each<['forceOpen' | 'forceClose' | 'disable' | 'metricsOnly', string, string]>([
    ['forceOpen', 'forced-open', 'open'],
    ['forceClose', 'forced-closed', 'closed'],
    ['disable', 'disabled', 'closed'],
    ['metricsOnly', 'metrics-only', 'closed'],
  ])('obeys %s until reset', async (method, mode, state) => {
    const circuit = make();
    circuit[method]();
    await pass(1e9);
    expect([circuit.mode, circuit.state]).toEqual([mode, state]);
    const wait = state === 'open' ? Number.POSITIVE_INFINITY : 0;
    expect([circuit.isAllowed(), circuit.retryAfter]).toEqual([state === 'closed', wait]);
    circuit.reset();
    expect([circuit.mode, circuit.state, circuit.retryAfter]).toEqual(['rule', 'closed', 0]);
  });

  it('is isolated until every handle is disposed of, each of which counts once', () => {
    const circuit = make();
    const one = circuit.isolate();
    const other = circuit.isolate();
    one.dispose();
    one.dispose();
    one[Symbol.dispose]();
    expect([circuit.mode, circuit.state]).toEqual(['isolated', 'open']);
    circuit.reset();
    expect(circuit.state).toBe('open');
    other[Symbol.dispose]();
    expect([circuit.mode, circuit.state]).toEqual(['rule', 'closed']);
  });
});

it.each<['forceClose' | 'disable' | 'metricsOnly', object]>([
  ['forceClose', { failures: 3, windowFailures: 0 }],
  ['disable', { failures: 0, windowFailures: 0 }],
  ['metricsOnly', { failures: 3, windowFailures: 2 }],
])('%s lets everything through and counts what it says', (method, counted) => {
  const breaker = new CircuitBreaker({ failureThreshold: 2 });
  breaker[method]();
  for (let i = 0; i < 3; i++) breaker.tryAcquire()?.fail();
  expect(breaker.getMetrics()).toMatchObject({ ...counted, rejected: 0, opened: 0 });
});

it('a refusal says who refuses', async () => {
  const breaker = new CircuitBreaker();
  const refusal = () => breaker.execute(() => 1).catch((error: unknown) => error);
  breaker.forceOpen();
  expect(await refusal()).toMatchObject({
    state: 'open',
    mode: 'forced-open',
    retryAfter: Infinity,
  });
  const handle = breaker.isolate();
  expect(await refusal()).toMatchObject({
    mode: 'isolated',
    message: expect.stringContaining('isolated'),
  });
  handle.dispose();
  breaker.reset();
  expect(await refusal()).toBe(1);
});

describe('actors of a supervisor', () => {
  function family() {
    const supervisor = new Supervisor('s', {
      defaultStrategy: new RestartStrategy({ backoffType: 'none', maxRestarts: 1000 }),
      circuitBreaker,
    });
    const actors = ['a', 'b'].map((id) => createSupervisedMachine(id, crashable, { supervisor }));
    const states = () => actors.map((actor) => actor.getHealthMetrics().childState);
    const crash = () => {
      for (const actor of actors) actor.send({ type: 'CRASH' });
    };
    return { supervisor, circuit: supervisor.circuit as Circuit, crash, states };
  }

  it('are parked when they fail while it is forced open, without a timer, for any time', async () => {
    const { circuit, crash, states } = family();
    circuit.forceOpen();
    crash();
    expect(jest.getTimerCount()).toBe(0);
    await pass(1e9);
    expect(states()).toEqual(['parked', 'parked']);
    expect(circuit.getMetrics().rejected).toBe(2);
  });

  it.each(['forceClose', 'disable', 'metricsOnly', 'reset'] as const)(
    'that are parked go on by %s',
    async (method) => {
      const { circuit, crash, states } = family();
      circuit.forceOpen();
      crash();
      circuit[method]();
      await pass(0);
      expect(states()).toEqual(['running', 'running']);
    },
  );

  it('that are parked in isolation go on when it ends', async () => {
    const { circuit, crash, states } = family();
    const handle = circuit.isolate();
    crash();
    await pass(10_000);
    expect(states()).toEqual(['parked', 'parked']);
    handle.dispose();
    await pass(0);
    expect(states()).toEqual(['running', 'running']);
  });

  it('follow another rule that comes while it is open', async () => {
    const { supervisor, crash, states } = family();
    crash();
    supervisor.changeOptions({ circuitBreaker: { ...circuitBreaker, rule: 'consecutive' } });
    expect(supervisor.circuit?.state).toBe('open');
    await pass(1200);
    expect([supervisor.circuit?.state, ...states()]).toEqual(['closed', 'running', 'running']);
  });

  it('go on when the circuit is taken away, and its handles do no harm after that', async () => {
    const { supervisor, circuit, crash, states } = family();
    const handle = circuit.isolate();
    crash();
    supervisor.changeOptions({ circuitBreaker: false });
    await pass(0);
    expect(states()).toEqual(['running', 'running']);
    expect(supervisor.circuit).toBeUndefined();
    handle.dispose();
    expect([circuit.state, circuit.mode, circuit.retryAfter]).toEqual(['closed', 'rule', 0]);
  });
});

it('a supervisor has one circuit object, or none', () => {
  expect(new Supervisor('t').circuit).toBeUndefined();
  const supervisor = new Supervisor('u', { circuitBreaker: true });
  expect(supervisor.circuit).toBe(supervisor.circuit);
});
