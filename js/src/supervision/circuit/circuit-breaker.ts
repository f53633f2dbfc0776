import { now } from '../../actor/clocks.js';
import { hostedCore } from '../../actor/host.js';
import { CircuitOpenError } from '../errors/circuit-open-error.js';
import { requireFunction } from '../errors/invalid-argument-error.js';
import { OptionReader } from '../options/option-reader.js';
import { Circuit } from './circuit.js';
import {
  type CircuitBreakerOptions,
  circuitOptionReader,
  circuitRecord,
  type ResolvedCircuitBreakerOptions,
  readCircuitOptions,
} from './circuit-breaker-options.js';
import { type CircuitPermit, HeldPermit, type PermitTaker } from './circuit-permit.js';
import { countsAsFailure } from './counts-as-failure.js';
import { type ExecuteOptions, readExecuteOptions } from './execute-options.js';
import type { ExportedCircuit } from './exported-circuit.js';
import { limitedAttempt } from './limited-attempt.js';

const monotonicClock = 0;
const breakers = new FinalizationRegistry<number>((id) => hostedCore()._sw_remove_breaker(id));
/** The signal of calls that nothing aborts. */
const neverAborted = new AbortController().signal;

/**
 * Fails fast while something is known to be broken. Opens after too many failures, lets a few probes
 * through when its time is over, and closes again when they succeed.
 *
 * Only monotonic time counts: a clock that is set and a page that is frozen change nothing. Each
 * check is O(1).
 *
 * @example
 * const breaker = new CircuitBreaker({ failureThreshold: 3, resetTimeoutMs: 10_000 });
 * const answer = await breaker.execute((signal) => fetch('/orders', { signal }), { timeoutMs: 5000 });
 */
export class CircuitBreaker extends Circuit implements PermitTaker {
  /** The options with their defaults filled in. */
  readonly options: ResolvedCircuitBreakerOptions;
  /** @internal */
  protected readonly isSupervisors = 0;
  /** @internal */
  protected readonly coreId: number;
  readonly #core = hostedCore();
  readonly #isTimed: boolean;

  /**
   * @param start - `state`: what another circuit exported, to go on from
   * @throws InvalidOptionError when an option is unknown or out of its range
   * @throws InvalidCircuitStateError when `state` is not what `exportState` returns
   */
  constructor(options?: CircuitBreakerOptions, start?: { state?: ExportedCircuit | undefined }) {
    super();
    this.options = readCircuitOptions(circuitOptionReader(options));
    const names = ['state'] as const;
    const read = new OptionReader<{ state?: unknown }>('CircuitBreaker: start', start, names);
    const state = read.value<ExportedCircuit>('state', () => true, 'an exported state');
    this.#isTimed = this.options.slowCallMs !== Number.POSITIVE_INFINITY;
    this.coreId = this.#core.addBreaker(circuitRecord(this.options), monotonicClock);
    breakers.register(this, this.coreId);
    if (state !== undefined) this.importState(state);
  }

  /** @internal */
  protected get windowMs(): number {
    return this.options.windowMs;
  }

  override isAllowed(): boolean {
    return this.#core._sw_breaker_allows(this.coreId) !== 0;
  }

  /** Takes a permit for one attempt, or returns undefined when none is to be had. */
  tryAcquire(): CircuitPermit | undefined {
    const generation = this.#acquire();
    return generation < 0 ? undefined : new HeldPermit(this, generation, this.#startTime());
  }

  /** Counts a success of an attempt that is over, without a permit. */
  recordSuccess(): void {
    this.#core._sw_breaker_success(this.coreId, 0);
    this.changed();
  }

  /** Counts a failure of an attempt that is over, without a permit, unless `isFailure` denies it. */
  recordFailure(error?: unknown): void {
    this.failed(0, error);
  }

  /**
   * Calls a function under the circuit's protection and counts what came of it. A call that is given
   * up goes on in the background, unless it heeds its signal; what comes of it then is ignored.
   *
   * @param attempt - is called at once; its signal is aborted when the call is given up
   * @returns what the function returned or its promise came to
   * @throws CircuitOpenError without calling the function when the circuit does not allow it,
   *   CircuitTimeoutError after `timeoutMs`, the signal's reason when that is aborted, else what the
   *   function threw or rejected with
   */
  async execute<TResult>(
    attempt: (signal: AbortSignal) => TResult | PromiseLike<TResult>,
    options?: ExecuteOptions,
  ): Promise<TResult> {
    requireFunction('CircuitBreaker.execute: attempt', attempt);
    if (options !== undefined) return this.#executeWithin(attempt, options);
    const generation = this.#acquireOrThrow();
    const startedAt = this.#startTime();
    let result: TResult;
    try {
      result = await attempt(neverAborted);
    } catch (error) {
      this.failed(generation, error);
      throw error;
    }
    this.succeeded(generation, startedAt);
    return result;
  }

  async #executeWithin<TResult>(
    attempt: (signal: AbortSignal) => TResult | PromiseLike<TResult>,
    options: ExecuteOptions,
  ): Promise<TResult> {
    const limits = readExecuteOptions(options);
    if (limits.signal?.aborted) throw limits.signal.reason;
    const generation = this.#acquireOrThrow();
    const startedAt = this.#startTime();
    const outcome = await limitedAttempt(attempt, limits);
    if (outcome.kind === 'returned') {
      this.succeeded(generation, startedAt);
      return outcome.result;
    }
    if (outcome.kind === 'threw') this.failed(generation, outcome.error);
    else this.#gaveUp(generation, outcome.kind === 'timedOut');
    throw outcome.error;
  }

  /** @internal */
  succeeded(generation: number, startedAt: number): void {
    const isSlow = this.#isTimed && now(monotonicClock) - startedAt > this.options.slowCallMs;
    if (isSlow) this.#core._sw_breaker_failure(this.coreId, generation);
    else this.#core._sw_breaker_success(this.coreId, generation);
    this.changed();
  }

  /** @internal */
  failed(generation: number, error: unknown): void {
    this.#gaveUp(generation, countsAsFailure(this.options.isFailure, error));
  }

  /** @internal */
  released(generation: number): void {
    this.#core._sw_breaker_release(this.coreId, generation);
    this.changed();
  }

  /** @internal */
  protected obey(command: number): void {
    this.#core._sw_breaker_obey(this.coreId, command);
    this.changed();
  }

  #gaveUp(generation: number, isFailure: boolean): void {
    if (isFailure) this.#core._sw_breaker_failure(this.coreId, generation);
    else this.#core._sw_breaker_neither(this.coreId, generation);
    this.changed();
  }

  /** Returns the generation of a new permit, or -1. */
  #acquire(): number {
    const generation = this.#core._sw_breaker_acquire(this.coreId);
    this.changed();
    return generation;
  }

  #acquireOrThrow(): number {
    const generation = this.#acquire();
    if (generation >= 0) return generation;
    const state = this.state === 'half-open' ? 'half-open' : 'open';
    throw new CircuitOpenError(this.retryAfter, state, this.mode);
  }

  #startTime(): number {
    return this.#isTimed ? now(monotonicClock) : 0;
  }
}
