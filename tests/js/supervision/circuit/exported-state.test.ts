import {
  CircuitBreaker,
  type CircuitBreakerOptions,
  type ExportedCircuit,
  InvalidCircuitStateError,
  Supervisor,
} from 'statewarden';
import { pass, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

const base = { failureThreshold: 3, resetTimeoutMs: 1000, jitter: 0.5 };
const rules: [string, CircuitBreakerOptions][] = [
  ['time-window', { ...base, windowMs: 5000 }],
  ['sliced time-window', { ...base, windowMs: 5000, failureRate: 0.6, minimumThroughput: 4 }],
  ['count-window', { ...base, rule: 'count-window', windowSize: 70 }],
  ['consecutive', { ...base, rule: 'consecutive' }],
];
const throughJson = (state: ExportedCircuit) =>
  JSON.parse(JSON.stringify(state)) as ExportedCircuit;
const fail = (breaker: CircuitBreaker) => breaker.recordFailure(new Error('down'));

const ways: [string, (breaker: CircuitBreaker) => unknown][] = [
  ['closed', (breaker) => [breaker.recordSuccess(), fail(breaker), fail(breaker)]],
  ['open', (breaker) => [fail(breaker), fail(breaker), fail(breaker), fail(breaker)]],
  [
    'half-open',
    async (breaker) => {
      for (let i = 0; i < 4; i++) fail(breaker);
      await pass(1000);
      breaker.tryAcquire()?.release();
    },
  ],
  ['forced open', (breaker) => breaker.forceOpen()],
  ['metrics only', (breaker) => [breaker.metricsOnly(), fail(breaker)]],
];

describe.each(rules)('B-9: %s', (_rule, options) => {
  it.each(ways)(
    '%s, it decides alike after it was exported and imported',
    async (_state, bring) => {
      const original = new CircuitBreaker(options);
      await pass(123);
      await bring(original);
      const state = throughJson(original.exportState());
      const copy = new CircuitBreaker(options, { state });
      for (let step = 0; step < 40; step++) {
        const both = [original, copy];
        const [one, other] = both.map((breaker) => [
          breaker.state,
          breaker.mode,
          breaker.retryAfter,
        ]);
        expect(other).toEqual(one);
        await pass(step % 3 === 0 ? 700 : 40);
        for (const breaker of both) {
          if (step % 5 === 0) breaker.tryAcquire()?.succeed();
          else breaker.tryAcquire()?.fail();
        }
      }
    },
  );
});

it('B-9: probes that are out stay with the old one; the new one may try at once', async () => {
  const options = { failureThreshold: 1, resetTimeoutMs: 1000, successThreshold: 2 };
  const original = new CircuitBreaker(options);
  fail(original);
  await pass(1000);
  original.tryAcquire()?.succeed();
  original.tryAcquire();
  expect(original.isAllowed()).toBe(false);
  const copy = new CircuitBreaker(options, { state: throughJson(original.exportState()) });
  expect([copy.state, copy.isAllowed()]).toEqual(['half-open', true]);
  copy.tryAcquire()?.succeed();
  expect(copy.state).toBe('closed');
});

it('an open time without end survives JSON', () => {
  const options = { failureThreshold: 1, resetTimeoutMs: Number.POSITIVE_INFINITY };
  const original = new CircuitBreaker(options);
  fail(original);
  const copy = new CircuitBreaker(options, { state: throughJson(original.exportState()) });
  expect([copy.state, copy.retryAfter]).toEqual(['open', Number.POSITIVE_INFINITY]);
});

it('isolation is not exported, since nobody there could end it', () => {
  const original = new CircuitBreaker();
  original.isolate();
  const state = original.exportState();
  expect(state).toMatchObject({ state: 'closed', mode: 'rule' });
  expect(new CircuitBreaker({}, { state }).isAllowed()).toBe(true);
});

it('under another rule or window only the state is taken over', () => {
  const original = new CircuitBreaker({ ...base, failureRate: 1, minimumThroughput: 3 });
  fail(original);
  fail(original);
  const state = original.exportState();
  for (const [, options] of rules) {
    const copy = new CircuitBreaker(options, { state });
    expect(copy.getMetrics()).toMatchObject({ windowFailures: 0, failures: 0 });
  }
  expect(new CircuitBreaker(original.options, { state }).getMetrics().windowFailures).toBe(2);
});

it("a supervisor's circuit goes on as well", async () => {
  const circuitBreaker = { failureThreshold: 1, resetTimeoutMs: 1000 };
  const breaker = new CircuitBreaker(circuitBreaker);
  fail(breaker);
  await pass(400);
  const { circuit } = new Supervisor('s', { circuitBreaker });
  circuit?.importState(throughJson(breaker.exportState()));
  expect([circuit?.state, circuit?.retryAfter]).toEqual(['open', 600]);
  expect(circuit?.exportState()).toMatchObject({ state: 'open', openForMs: 600 });
});

describe('what is no exported state', () => {
  const good = () => throughJson(new CircuitBreaker().exportState());
  const history = (change: object) => ({ ...good(), history: { ...good().history, ...change } });
  const hostile: [string, unknown][] = [
    ['null', null],
    ['a number', 5],
    ['text', '{}'],
    ['a list', []],
    ['an empty object', {}],
    ['another version', { ...good(), version: 2 }],
    ['an unknown state', { ...good(), state: 'ajar' }],
    ['an inherited name as state', { ...good(), state: 'constructor' }],
    ['isolation', { ...good(), mode: 'isolated' }],
    ['a time that is no number', { ...good(), openForMs: '5' }],
    ['NaN', { ...good(), openForMs: Number.NaN }],
    ['a negative open time', { ...good(), nextOpenMs: [-1, 0] }],
    ['a list that is too short', { ...good(), nextOpenMs: [] }],
    ['a fraction of a success', { ...good(), successes: 0.5 }],
    ['too many successes', { ...good(), successes: 2 ** 32 }],
    ['no history', { ...good(), history: undefined }],
    ['an unknown format', history({ format: 'toString' })],
    ['values that are none', history({ values: [1, 'x'] })],
    ['negative ages', history({ values: [-1] })],
    ['a history without end', history({ values: Array(1001).fill(1) })],
    ['holes', history({ values: Array(5) })],
    ['random numbers that are none', { ...good(), random: ['1', '2'] }],
    [
      'a getter that throws',
      {
        ...good(),
        get history() {
          throw new Error('mine');
        },
      },
    ],
    ['a revoked proxy', revoked()],
  ];

  it.each(hostile)('%s is refused by name and changes nothing', (_what, state) => {
    const make = () => new CircuitBreaker({}, { state: state as ExportedCircuit });
    expect(make).toThrow(InvalidCircuitStateError);
    expect(make).toThrow(expect.objectContaining({ code: 'STATEWARDEN_INVALID_CIRCUIT_STATE' }));
    const breaker = new CircuitBreaker({ failureThreshold: 1 });
    fail(breaker);
    expect(() => breaker.importState(state as ExportedCircuit)).toThrow(InvalidCircuitStateError);
    expect(breaker.state).toBe('open');
  });

  it('whatever numbers it holds, a circuit comes out that works', async () => {
    for (const number of [0, 1e308, 2 ** 32 - 1, 0.5]) {
      const state = { ...good(), state: 'open', openForMs: number, nextOpenMs: [number, number] };
      const breaker = new CircuitBreaker({ maxResetTimeoutMs: 30_000 }, { state: state as never });
      expect(breaker.retryAfter).toBeLessThanOrEqual(30_000);
      await pass(30_000);
      await expect(breaker.execute(() => 1)).resolves.toBe(1);
      expect(breaker.state).toBe('closed');
    }
  });
});

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

it('what is exported while probes are let through has no open time left', async () => {
  const breaker = new CircuitBreaker({ failureThreshold: 1, resetTimeoutMs: 1000 });
  fail(breaker);
  expect(breaker.exportState()).toMatchObject({ state: 'open', openForMs: 1000 });
  await pass(1500);
  breaker.tryAcquire();
  expect(breaker.exportState()).toMatchObject({ state: 'half-open', openForMs: 0 });
});

it('what an import does to the circuit of a supervisor is an event, though nothing else happens', async () => {
  const circuitBreaker = { failureThreshold: 1 };
  const [from, to] = ['from', 'to'].map((id) => new Supervisor(id, { circuitBreaker }));
  from?.circuit?.forceOpen();
  const events: string[] = [];
  to?.onEvent(({ type }) => events.push(type));
  to?.circuit?.importState(from?.circuit?.exportState() as ExportedCircuit);
  await pass(0);
  expect(events).toEqual(['circuitOpened']);
});
