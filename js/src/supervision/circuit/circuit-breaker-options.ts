import type { CircuitRecord } from '../../core/records.js';
import { OptionReader } from '../options/option-reader.js';

/** When a circuit opens, how long it stays open, and what closes it; times in milliseconds. */
export interface CircuitBreakerOptions {
  /**
   * Failures within `windowMs` that open the circuit. Whole number from 1.
   * @default 5
   */
  failureThreshold?: number;
  /**
   * The sliding window in which failures count. Above 0, or Infinity.
   * @default 60000
   */
  windowMs?: number;
  /**
   * How long the circuit stays open the first time, before it lets a probe through.
   * @default 30000
   */
  resetTimeoutMs?: number;
  /**
   * The longest open time; it holds after jitter too.
   * @default 300000
   */
  maxResetTimeoutMs?: number;
  /**
   * The growth of the open time with each failed probe; at least 1.
   * @default 2
   */
  factor?: number;
  /**
   * The random share of the open time, from 0 (none) to 1.
   * @default 0
   */
  jitter?: number;
  /**
   * Probes that must succeed for the circuit to close; as many are let through while it is half-open.
   * Whole number from 1.
   * @default 1
   */
  successThreshold?: number;
  /**
   * How long a probe may take; one that is not answered by then counts as failed.
   * @default 60000
   */
  maxHalfOpenWaitMs?: number;
}

export const circuitOptionNames: readonly (keyof CircuitBreakerOptions)[] = [
  'failureThreshold',
  'windowMs',
  'resetTimeoutMs',
  'maxResetTimeoutMs',
  'factor',
  'jitter',
  'successThreshold',
  'maxHalfOpenWaitMs',
];

const maxCount = 0xffff_ffff;

/** Reads the options of a circuit and fills in the defaults; throws InvalidOptionError. */
export function readCircuitOptions(
  read: OptionReader<CircuitBreakerOptions>,
): Readonly<Required<CircuitBreakerOptions>> {
  const count = { min: 1, max: maxCount, integer: true };
  const duration = { min: 0, infinity: true };
  const resetTimeoutMs = read.number('resetTimeoutMs', 30_000, duration);
  return Object.freeze({
    failureThreshold: read.number('failureThreshold', 5, count),
    windowMs: read.number('windowMs', 60_000, { min: 1, infinity: true }),
    resetTimeoutMs,
    maxResetTimeoutMs: read.number('maxResetTimeoutMs', Math.max(300_000, resetTimeoutMs), {
      min: resetTimeoutMs,
      infinity: true,
    }),
    factor: read.number('factor', 2, { min: 1 }),
    jitter: read.number('jitter', 0, { min: 0, max: 1 }),
    successThreshold: read.number('successThreshold', 1, count),
    maxHalfOpenWaitMs: read.number('maxHalfOpenWaitMs', 60_000, { min: 1, infinity: true }),
  });
}

/** Makes a reader of a breaker's own options. */
export function circuitOptionReader(options: unknown): OptionReader<CircuitBreakerOptions> {
  return new OptionReader<CircuitBreakerOptions>('CircuitBreaker', options, circuitOptionNames);
}

/** Writes a circuit's options in the core's form. */
export function circuitRecord(options: Required<CircuitBreakerOptions>): CircuitRecord {
  return {
    failureThreshold: options.failureThreshold,
    window: options.windowMs,
    resetTimeout: options.resetTimeoutMs,
    maxResetTimeout: options.maxResetTimeoutMs,
    factor: options.factor,
    jitter: options.jitter,
    successThreshold: options.successThreshold,
    maxHalfOpenWait: options.maxHalfOpenWaitMs,
  };
}
