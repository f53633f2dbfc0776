import { CircuitBreaker, CircuitOpenError } from 'statewarden';
import { pass, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

function opened(options: ConstructorParameters<typeof CircuitBreaker>[0] = {}) {
  const breaker = new CircuitBreaker({ failureThreshold: 1, resetTimeoutMs: 1000, ...options });
  breaker.recordFailure(new Error('down'));
  return breaker;
}

it('B-1: opens when enough failures are inside the window', async () => {
  const breaker = new CircuitBreaker({ failureThreshold: 3, windowMs: 1000 });
  breaker.recordFailure();
  await pass(600);
  breaker.recordFailure();
  await pass(600);
  breaker.recordFailure();
  expect(breaker.state).toBe('closed');
  breaker.recordFailure();
  expect(breaker.state).toBe('open');
});

it('B-2: open, it allows nothing, and being asked changes nothing', async () => {
  const breaker = opened();
  await pass(400);
  expect([breaker.isAllowed(), breaker.state, breaker.retryAfter]).toEqual([false, 'open', 600]);
  expect(breaker.tryAcquire()).toBeUndefined();
  await pass(600);
  expect([breaker.isAllowed(), breaker.retryAfter]).toEqual([true, 0]);
});

it('B-3: half-open, it gives exactly successThreshold permits', async () => {
  const breaker = opened({ successThreshold: 3 });
  await pass(1000);
  const permits = Array.from({ length: 8 }, () => breaker.tryAcquire()).filter(Boolean);
  expect(permits).toHaveLength(3);
  expect([breaker.state, breaker.isAllowed()]).toEqual(['half-open', false]);
});

it('B-4: a failed probe opens it again for longer, up to the cap', async () => {
  const breaker = opened({ factor: 2, maxResetTimeoutMs: 3000 });
  for (const wait of [1000, 2000, 3000, 3000]) {
    expect(breaker.retryAfter).toBe(wait);
    await pass(wait);
    breaker.tryAcquire()?.fail(new Error('still down'));
    expect(breaker.state).toBe('open');
  }
});

it('B-4: jitter stays inside the cap', async () => {
  for (let i = 0; i < 20; i++) {
    const breaker = opened({ jitter: 1, resetTimeoutMs: 1000, maxResetTimeoutMs: 1000 });
    expect(breaker.retryAfter).toBeLessThanOrEqual(1000);
  }
});

it('B-5: enough successes close it with an empty history', async () => {
  const breaker = opened({ failureThreshold: 2, successThreshold: 2 });
  breaker.recordFailure();
  await pass(1000);
  breaker.tryAcquire()?.succeed();
  expect(breaker.state).toBe('half-open');
  breaker.tryAcquire()?.succeed();
  expect(breaker.state).toBe('closed');
  breaker.recordFailure();
  expect(breaker.state).toBe('closed');
});

it('B-6: a result of an earlier generation is ignored', async () => {
  const breaker = new CircuitBreaker({ failureThreshold: 1, resetTimeoutMs: 1000 });
  const slow = breaker.tryAcquire();
  breaker.recordFailure();
  await pass(1000);
  slow?.succeed();
  expect(breaker.state).toBe('half-open');
  breaker.tryAcquire()?.succeed();
  slow?.fail();
  expect(breaker.state).toBe('closed');
});

it('B-7: a permit that nobody answers counts as failed after a while', async () => {
  const breaker = opened({ maxHalfOpenWaitMs: 500 });
  await pass(1000);
  expect(breaker.tryAcquire()).toBeDefined();
  await pass(499);
  expect(breaker.state).toBe('half-open');
  await pass(1);
  expect(breaker.state).toBe('open');
});

it('B-10: a failure after a long silence counts as one', async () => {
  const breaker = new CircuitBreaker({ failureThreshold: 3, windowMs: 1000 });
  breaker.recordFailure();
  breaker.recordFailure();
  await pass(3_600_000);
  breaker.recordFailure();
  breaker.recordFailure();
  expect(breaker.state).toBe('closed');
});

it('a permit counts once, whatever is reported', async () => {
  const breaker = opened({ successThreshold: 2 });
  await pass(1000);
  const permit = breaker.tryAcquire();
  permit?.succeed();
  permit?.succeed();
  permit?.fail();
  expect(breaker.state).toBe('half-open');
});

it('reset closes it with an empty history', () => {
  const breaker = opened({ failureThreshold: 2 });
  breaker.recordFailure();
  expect(breaker.state).toBe('open');
  breaker.reset();
  breaker.recordFailure();
  expect(breaker.state).toBe('closed');
});

describe('execute', () => {
  it('returns what the function returns and counts a success', async () => {
    const breaker = opened();
    await pass(1000);
    await expect(breaker.execute(async () => 42)).resolves.toBe(42);
    expect(breaker.state).toBe('closed');
    await expect(breaker.execute(() => 'at once')).resolves.toBe('at once');
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('down');
      },
    ],
    ['rejects', () => Promise.reject(new Error('down'))],
  ])('passes on what the function %s and counts a failure', async (_how, attempt) => {
    const breaker = new CircuitBreaker({ failureThreshold: 2 });
    await expect(breaker.execute(attempt)).rejects.toThrow('down');
    expect(breaker.state).toBe('closed');
    await expect(breaker.execute(attempt)).rejects.toThrow('down');
    expect(breaker.state).toBe('open');
  });

  it('does not call the function while open, and says when to come again', async () => {
    const breaker = opened();
    await pass(250);
    const attempt = jest.fn();
    const refused = breaker.execute(attempt);
    await expect(refused).rejects.toThrow(CircuitOpenError);
    await expect(refused).rejects.toMatchObject({
      code: 'STATEWARDEN_CIRCUIT_OPEN',
      retryAfter: 750,
    });
    expect(attempt).not.toHaveBeenCalled();
  });
});
