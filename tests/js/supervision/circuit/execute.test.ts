import {
  CircuitBreaker,
  type CircuitBreakerOptions,
  CircuitOpenError,
  CircuitTimeoutError,
  InvalidOptionError,
  setUnhandledErrorReporter,
} from 'statewarden';
import { pass, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

const never = () => new Promise<never>(() => {});
const caught = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);

function fragile(options: CircuitBreakerOptions = {}) {
  return new CircuitBreaker({ failureThreshold: 1, resetTimeoutMs: 1000, ...options });
}

async function halfOpen(options: CircuitBreakerOptions = {}) {
  const breaker = fragile(options);
  breaker.recordFailure(new Error('down'));
  await pass(1000);
  return breaker;
}

it('a call that takes too long fails by name, and its signal is aborted for that', async () => {
  const breaker = fragile();
  let seen: AbortSignal | undefined;
  const attempt = (signal: AbortSignal) => {
    seen = signal;
    return never();
  };
  const call = caught(breaker.execute(attempt, { timeoutMs: 200 }));
  await pass(199);
  expect([breaker.state, seen?.aborted]).toEqual(['closed', false]);
  await pass(1);
  const error = await call;
  expect(error).toBeInstanceOf(CircuitTimeoutError);
  expect(error).toMatchObject({ code: 'STATEWARDEN_CIRCUIT_TIMEOUT', timeoutMs: 200 });
  expect([breaker.state, seen?.reason]).toEqual(['open', error]);
});

it('a time-out counts, whatever isFailure says about errors', async () => {
  const breaker = fragile({ isFailure: () => false });
  const call = caught(breaker.execute(never, { timeoutMs: 1 }));
  await pass(1);
  await call;
  expect(breaker.state).toBe('open');
});

it('what comes of a call that was given up is ignored', async () => {
  const breaker = fragile({ failureThreshold: 2 });
  const late = () => new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 500));
  const call = caught(breaker.execute(late, { timeoutMs: 100 }));
  await pass(1000);
  expect(await call).toBeInstanceOf(CircuitTimeoutError);
  expect(breaker.getMetrics()).toMatchObject({ failures: 1, successes: 0, ignored: 0 });
});

it('a call in time leaves no timer and no listener behind', async () => {
  const breaker = fragile();
  const controller = new AbortController();
  const removed = jest.spyOn(controller.signal, 'removeEventListener');
  await expect(
    breaker.execute(() => 1, { timeoutMs: 100, signal: controller.signal }),
  ).resolves.toBe(1);
  expect(jest.getTimerCount()).toBe(0);
  expect(removed).toHaveBeenCalledTimes(1);
});

it('a call that is aborted counts neither way and gives its permit back', async () => {
  const breaker = await halfOpen();
  const controller = new AbortController();
  let seen: AbortSignal | undefined;
  const attempt = (signal: AbortSignal) => {
    seen = signal;
    return never();
  };
  const call = caught(breaker.execute(attempt, { signal: controller.signal }));
  expect(breaker.isAllowed()).toBe(false);
  const reason = new Error('gone away');
  controller.abort(reason);
  expect(await call).toBe(reason);
  expect([breaker.state, breaker.isAllowed(), seen?.reason]).toEqual(['half-open', true, reason]);
  expect(breaker.getMetrics().ignored).toBe(1);
});

it('a signal that is aborted before keeps the function from being called', async () => {
  const attempt = jest.fn();
  const breaker = fragile();
  const call = breaker.execute(attempt, { signal: AbortSignal.abort('no') });
  await expect(call).rejects.toBe('no');
  expect(attempt).not.toHaveBeenCalled();
  expect(breaker.getMetrics()).toMatchObject({ successes: 0, failures: 0, ignored: 0 });
});

it('without options the signal is never aborted', async () => {
  const aborted = await fragile().execute((signal) => signal.aborted);
  expect(aborted).toBe(false);
});

it.each([
  ['timeoutMs', -1],
  ['timeoutMs', Number.NaN],
  ['timeoutMs', '5'],
  ['signal', {}],
  ['timeout', 5],
])('refuses %s: %p and takes no permit', async (option, value) => {
  const breaker = await halfOpen();
  const call = breaker.execute(never, { [option]: value } as object);
  await expect(call).rejects.toThrow(InvalidOptionError);
  expect(breaker.isAllowed()).toBe(true);
});

it.each<[string, () => unknown, 'closed' | 'open']>([
  ['returns a value', () => 1, 'closed'],
  // biome-ignore lint/suspicious/noThenProperty: that is the point
  ['returns a thenable', () => ({ then: (done: (value: number) => void) => done(1) }), 'closed'],
  [
    'throws at once',
    () => {
      throw new Error('down');
    },
    'open',
  ],
  ['rejects', () => Promise.reject(new Error('down')), 'open'],
  [
    'returns a thenable that throws',
    () => ({
      // biome-ignore lint/suspicious/noThenProperty: that is the point
      get then(): never {
        throw new Error('down');
      },
    }),
    'open',
  ],
])('a function that %s counts alike with and without a time-out', async (_how, attempt, state) => {
  for (const options of [undefined, { timeoutMs: 1000 }]) {
    const breaker = fragile();
    const outcome = await caught(breaker.execute(attempt, options));
    expect([breaker.state, outcome instanceof Error]).toEqual([state, state === 'open']);
  }
});

it('B-3: of many callers at once, as many as there are permits are let through', async () => {
  const breaker = await halfOpen({ successThreshold: 3 });
  const ends: (() => void)[] = [];
  const calls = Array.from({ length: 8 }, () =>
    caught(breaker.execute(() => new Promise<void>((resolve) => ends.push(resolve)))),
  );
  const refused = await Promise.all(calls.slice(3));
  expect(refused.every((error) => error instanceof CircuitOpenError)).toBe(true);
  expect(refused[0]).toMatchObject({ state: 'half-open', mode: 'rule', retryAfter: 60_000 });
  expect(ends).toHaveLength(3);
  for (const end of ends) end();
  await Promise.all(calls);
  expect(breaker.state).toBe('closed');
  expect(breaker.getMetrics().rejected).toBe(5);
});

it('a probe that calls the circuit again is refused there, and may still succeed', async () => {
  const breaker = await halfOpen();
  const outcome = await breaker.execute(async () => {
    const inner = await caught(breaker.execute(() => 'inner'));
    return inner instanceof CircuitOpenError;
  });
  expect([outcome, breaker.state]).toEqual([true, 'closed']);
});

it('B-7: a promise that never settles is given up, and another probe is tried later', async () => {
  const breaker = await halfOpen({ maxHalfOpenWaitMs: 500, factor: 1 });
  void breaker.execute(never);
  await pass(499);
  expect(breaker.state).toBe('half-open');
  await pass(1);
  expect(breaker.state).toBe('open');
  await pass(1000);
  await expect(breaker.execute(() => 'back')).resolves.toBe('back');
  expect(breaker.state).toBe('closed');
});

describe('isFailure', () => {
  class NotFound extends Error {}
  const isFailure = (error: unknown) => !(error instanceof NotFound);

  it('keeps errors out of the count, for execute, permits and recordFailure', async () => {
    const breaker = fragile({ isFailure });
    await caught(breaker.execute(() => Promise.reject(new NotFound())));
    breaker.tryAcquire()?.fail(new NotFound());
    breaker.recordFailure(new NotFound());
    expect(breaker.state).toBe('closed');
    expect(breaker.getMetrics()).toMatchObject({ ignored: 3, failures: 0, successes: 0 });
    breaker.recordFailure(new Error('down'));
    expect(breaker.state).toBe('open');
  });

  it('leaves a half-open circuit as it was, with the permit to be had again', async () => {
    const breaker = await halfOpen({ isFailure });
    await caught(breaker.execute(() => Promise.reject(new NotFound())));
    expect([breaker.state, breaker.isAllowed()]).toEqual(['half-open', true]);
  });

  it('that throws counts the error and is reported, and the error goes where it would', async () => {
    const reported: unknown[] = [];
    setUnhandledErrorReporter((error) => reported.push(error));
    const fault = new Error('predicate');
    const breaker = fragile({
      isFailure: () => {
        throw fault;
      },
    });
    const down = new Error('down');
    await expect(breaker.execute(() => Promise.reject(down))).rejects.toBe(down);
    setUnhandledErrorReporter();
    expect([breaker.state, reported]).toEqual(['open', [fault]]);
  });
});

it('a permit that is given back may be taken by somebody else', async () => {
  const breaker = await halfOpen();
  const permit = breaker.tryAcquire();
  expect(breaker.tryAcquire()).toBeUndefined();
  permit?.release();
  permit?.fail();
  expect([breaker.state, breaker.tryAcquire()]).toEqual(['half-open', expect.anything()]);
});

it('B-6: results that come after the circuit has opened are ignored', async () => {
  const breaker = fragile();
  const permits = Array.from({ length: 3 }, () => breaker.tryAcquire());
  permits[0]?.fail();
  permits[1]?.succeed();
  await pass(1000);
  permits[2]?.fail();
  expect(breaker.state).toBe('half-open');
  expect(breaker.getMetrics()).toMatchObject({ failures: 1, successes: 0, ignored: 2, opened: 1 });
});
