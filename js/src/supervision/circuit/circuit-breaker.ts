import { hostedCore } from '../../actor/host.js';
import { CircuitOpenError } from '../errors/circuit-open-error.js';
import { InvalidArgumentError } from '../errors/invalid-argument-error.js';
import {
  type CircuitBreakerOptions,
  circuitOptionReader,
  circuitRecord,
  readCircuitOptions,
} from './circuit-breaker-options.js';
import { type CircuitBreakerState, circuitStateName } from './circuit-state.js';

const monotonicClock = 0;
const breakers = new FinalizationRegistry<number>((id) => hostedCore()._sw_remove_breaker(id));

/** A permit to try once; report what came of it, so that a probe is not held to be lost. */
export interface CircuitPermit {
  /** Reports that the attempt succeeded; ignored when the circuit has opened or closed since. */
  succeed(): void;
  /** Reports that the attempt failed; ignored when the circuit has opened or closed since. */
  fail(error?: unknown): void;
}

/**
 * Fails fast while something is known to be broken. Opens after too many failures within a window,
 * lets a few probes through when its time is over, and closes again when they succeed.
 *
 * Only monotonic time counts: a clock that is set and a page that is frozen change nothing. Each
 * check is O(1).
 *
 * @example
 * const breaker = new CircuitBreaker({ failureThreshold: 3, resetTimeoutMs: 10_000 });
 * const answer = await breaker.execute(() => fetch('/orders'));
 */
export class CircuitBreaker {
  /** The options with their defaults filled in. */
  readonly options: Readonly<Required<CircuitBreakerOptions>>;
  readonly #id: number;

  /** @throws InvalidOptionError when an option is unknown or out of its range */
  constructor(options?: CircuitBreakerOptions) {
    this.options = readCircuitOptions(circuitOptionReader(options));
    this.#id = hostedCore().addBreaker(circuitRecord(this.options), monotonicClock);
    breakers.register(this, this.#id);
  }

  /** The state right now; reading it changes nothing. */
  get state(): CircuitBreakerState {
    return circuitStateName(hostedCore()._sw_breaker_state(this.#id)) ?? 'closed';
  }

  /** Milliseconds until the next attempt may be allowed; 0 when it is allowed now. */
  get retryAfter(): number {
    return hostedCore()._sw_breaker_retry_after(this.#id);
  }

  /** Says whether an attempt would be allowed; takes no permit and changes nothing. */
  isAllowed(): boolean {
    return hostedCore()._sw_breaker_allows(this.#id) !== 0;
  }

  /** Takes a permit for one attempt, or returns undefined when none is to be had. */
  tryAcquire(): CircuitPermit | undefined {
    const core = hostedCore();
    const generation = core._sw_breaker_acquire(this.#id);
    if (generation < 0) return undefined;
    let isAnswered = false;
    const answer = (report: (id: number, generation: number) => void) => {
      if (!isAnswered) report(this.#id, generation);
      isAnswered = true;
    };
    return {
      succeed: () => answer(core._sw_breaker_success),
      fail: () => answer(core._sw_breaker_failure),
    };
  }

  /** Counts a success of an attempt that is over. */
  recordSuccess(): void {
    hostedCore()._sw_breaker_success(this.#id, this.#generation());
  }

  /** Counts a failure of an attempt that is over. The error is for the reader of the code only. */
  recordFailure(_error?: unknown): void {
    hostedCore()._sw_breaker_failure(this.#id, this.#generation());
  }

  /**
   * Calls a function under the circuit's protection and counts what came of it.
   *
   * @returns what the function returned or its promise came to
   * @throws CircuitOpenError without calling the function when the circuit does not allow it, else
   *   what the function threw or rejected with
   */
  async execute<TResult>(attempt: () => TResult | PromiseLike<TResult>): Promise<TResult> {
    if (typeof attempt !== 'function') {
      throw new InvalidArgumentError('CircuitBreaker.execute: attempt', attempt, 'a function');
    }
    const permit = this.tryAcquire();
    if (!permit) throw new CircuitOpenError(this.retryAfter);
    try {
      const result = await attempt();
      permit.succeed();
      return result;
    } catch (error) {
      permit.fail();
      throw error;
    }
  }

  /** Closes the circuit and forgets all failures. */
  reset(): void {
    hostedCore()._sw_breaker_reset(this.#id);
  }

  #generation(): number {
    return hostedCore()._sw_breaker_generation(this.#id);
  }
}
