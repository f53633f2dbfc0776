import { CircuitBreaker, type CircuitBreakerOptions, InvalidOptionError } from 'statewarden';
import { pass, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

/** Reports S for a success, F for a failure; a number lets so many milliseconds pass. */
async function report(breaker: CircuitBreaker, script: (string | number)[]): Promise<void> {
  for (const step of script) {
    if (typeof step === 'number') await pass(step);
    else for (const result of step) report1(breaker, result);
  }
}

function report1(breaker: CircuitBreaker, result: string): void {
  const permit = breaker.tryAcquire();
  if (result === 'F') permit?.fail(new Error('down'));
  else permit?.succeed();
}

const byTime = { windowMs: 1000 };
const byCount = { rule: 'count-window', windowSize: 4 } as const;
const inRow = { rule: 'consecutive' } as const;

describe('B-1: n-1 failures leave it closed, the n-th opens it', () => {
  it.each<[string, CircuitBreakerOptions, (string | number)[], (string | number)[]]>([
    ['in a time window', { ...byTime, failureThreshold: 3 }, ['F', 600, 'F', 400, 'F'], ['F']],
    ['in a count window', { ...byCount, failureThreshold: 3 }, ['FSFSF'], ['F']],
    ['in a row', { ...inRow, failureThreshold: 3 }, ['FFSFF', 1e9], ['F']],
    [
      'by share in a time window',
      { ...byTime, failureRate: 0.5, minimumThroughput: 4 },
      ['FFF', 1000, 'SSFS'],
      ['FF'],
    ],
    [
      'by share in a count window',
      { ...byCount, failureRate: 0.75, minimumThroughput: 3 },
      ['FFSSFF'],
      ['F'],
    ],
  ])('%s', async (_where, options, closed, open) => {
    const breaker = new CircuitBreaker(options);
    await report(breaker, closed);
    expect(breaker.state).toBe('closed');
    await report(breaker, open);
    expect(breaker.state).toBe('open');
  });
});

it.each<[string, CircuitBreakerOptions]>([
  ['exact times', byTime],
  ['slices', { ...byTime, failureRate: 0.1, minimumThroughput: 4 }],
])(
  'B-10: after a silence longer than the window the next failure counts one, with %s',
  async (_how, options) => {
    const breaker = new CircuitBreaker(options);
    await report(breaker, ['FFF', 3_600_000, 'F']);
    expect(breaker.state).toBe('closed');
    expect(breaker.getMetrics()).toMatchObject({ failures: 4, windowFailures: 1 });
  },
);

it('defaults depend on the rule, and the options of one circuit serve another', () => {
  const defaults = (options: CircuitBreakerOptions) => {
    const { options: filled } = new CircuitBreaker(options);
    expect(new CircuitBreaker(filled).options).toEqual(filled);
    return [filled.failureThreshold, filled.failureRate, filled.minimumThroughput];
  };
  expect(defaults({})).toEqual([5, undefined, 1]);
  expect(defaults({ failureRate: 0.5 })).toEqual([Number.POSITIVE_INFINITY, 0.5, 10]);
  expect(defaults({ ...byCount, failureRate: 1 })).toEqual([Number.POSITIVE_INFINITY, 1, 4]);
  expect(defaults({ rule: 'count-window', windowSize: 3 })).toEqual([3, undefined, 1]);
  expect(defaults({ ...inRow, failureThreshold: 0xffff_ffff })).toEqual([
    2 ** 32 - 1,
    undefined,
    1,
  ]);
});

it.each<[string, object]>([
  ['rule', { rule: 'sliding' }],
  ['failureRate', { failureRate: 1.1 }],
  ['failureRate', { failureRate: Number.NaN }],
  ['failureRate', { ...inRow, failureRate: 0.5 }],
  ['minimumThroughput', { ...inRow, minimumThroughput: 2 }],
  ['minimumThroughput', { ...byCount, minimumThroughput: 5 }],
  ['minimumThroughput', { minimumThroughput: 0 }],
  ['failureThreshold', { ...byCount, failureThreshold: 5 }],
  ['windowSize', { windowSize: 0 }],
  ['windowSize', { windowSize: 1_000_001 }],
  ['windowSize', { windowSize: Number.POSITIVE_INFINITY }],
  ['maxResetTimeoutMs', { resetTimeoutMs: 2000, maxResetTimeoutMs: 1000 }],
  ['slowCallMs', { slowCallMs: -1 }],
  ['isFailure', { isFailure: 'always' }],
])('refuses a %s that cannot mean anything: %p', (option, options) => {
  const make = () => new CircuitBreaker(options as CircuitBreakerOptions);
  expect(make).toThrow(InvalidOptionError);
  expect(make).toThrow(expect.objectContaining({ option }));
});

it('an answer that takes longer than slowCallMs counts as a failure, and is passed on', async () => {
  const breaker = new CircuitBreaker({ failureThreshold: 1, slowCallMs: 100 });
  const answer = (ms: number) =>
    breaker.execute(() => new Promise((resolve) => setTimeout(() => resolve(ms), ms)));
  const inTime = answer(100);
  await pass(100);
  await expect(inTime).resolves.toBe(100);
  expect(breaker.state).toBe('closed');
  const late = answer(101);
  await pass(101);
  await expect(late).resolves.toBe(101);
  expect(breaker.state).toBe('open');
});

it('isAllowed and recordSuccess alone close a circuit whose open time is over', async () => {
  const breaker = new CircuitBreaker({ failureThreshold: 1, resetTimeoutMs: 1000 });
  breaker.recordFailure(new Error('down'));
  await pass(1000);
  expect(breaker.isAllowed()).toBe(true);
  breaker.recordSuccess();
  expect(breaker.state).toBe('closed');
});

it('B-8: a clock that is set by an hour changes nothing', async () => {
  const breaker = new CircuitBreaker({ failureThreshold: 1, resetTimeoutMs: 1000 });
  breaker.recordFailure(new Error('down'));
  for (const hours of [1, -1, -2]) {
    jest.setSystemTime(Date.now() + hours * 3_600_000);
    expect([breaker.state, breaker.retryAfter]).toEqual(['open', 1000]);
  }
  await pass(1000);
  expect(breaker.state).toBe('half-open');
});

it('the longest open time is never shorter than the first, unless both are given', () => {
  const { options } = new CircuitBreaker({ resetTimeoutMs: 400_000 });
  expect(options.maxResetTimeoutMs).toBe(400_000);
  expect(new CircuitBreaker().options.maxResetTimeoutMs).toBe(300_000);
});
