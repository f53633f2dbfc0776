import { CircuitRule as CircuitRuleCode } from '../../core/codes.js';
import type { CircuitRecord } from '../../core/records.js';
import { OptionReader } from '../options/option-reader.js';
import { limitForCore } from '../strategies/core-strategy.js';

/**
 * Which results a closed circuit looks at: those of the last `windowMs`, the last `windowSize` ones,
 * or the failures since the last success.
 */
export type CircuitRule = 'time-window' | 'count-window' | 'consecutive';

/** When a circuit opens, how long it stays open, and what closes it; times in milliseconds. */
export interface CircuitBreakerOptions {
  /**
   * Which results a closed circuit looks at.
   * @default 'time-window'
   */
  rule?: CircuitRule;
  /**
   * Failures that open the circuit: within the window, or in a row. Whole number from 1, in a count
   * window up to `windowSize`; Infinity for no such limit.
   * @default 5, or Infinity when there is a `failureRate`
   */
  failureThreshold?: number;
  /**
   * The share of failures in the window that opens the circuit, from 0 to 1; whichever of the share
   * and `failureThreshold` is reached first opens it. Not for `consecutive`.
   * @default none
   */
  failureRate?: number;
  /**
   * Results that the window must hold before the circuit may open. Whole number from 1, in a count
   * window up to `windowSize`. Not for `consecutive`.
   * @default 1, or 10 (a smaller `windowSize` if there is one) when there is a `failureRate`
   */
  minimumThroughput?: number;
  /**
   * The sliding window of `time-window`. From 1, or Infinity.
   * @default 60000
   */
  windowMs?: number;
  /**
   * The results that `count-window` looks at. Whole number from 1 to 1000000.
   * @default 100
   */
  windowSize?: number;
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
  /**
   * An answer that takes longer counts as a failure, although it is passed on. From 0.
   * @default Infinity
   */
  slowCallMs?: number;
  /**
   * Says at once whether an error is a failure of what the circuit protects; one that is not counts
   * neither as failure nor as success. When it throws, the error is a failure, and what it threw is
   * reported as an unhandled error.
   * @default every error is
   */
  isFailure?: (error: unknown) => boolean;
}

/** The options with their defaults; they may be given to another circuit as they are. */
export type ResolvedCircuitBreakerOptions = Readonly<
  Required<Omit<CircuitBreakerOptions, 'failureRate' | 'isFailure'>> &
    Pick<CircuitBreakerOptions, 'failureRate' | 'isFailure'>
>;

export const circuitOptionNames: readonly (keyof CircuitBreakerOptions)[] = [
  'rule',
  'failureThreshold',
  'failureRate',
  'minimumThroughput',
  'windowMs',
  'windowSize',
  'resetTimeoutMs',
  'maxResetTimeoutMs',
  'factor',
  'jitter',
  'successThreshold',
  'maxHalfOpenWaitMs',
  'slowCallMs',
  'isFailure',
];

export const circuitRules: readonly CircuitRule[] = ['time-window', 'count-window', 'consecutive'];

const maxCount = 0xffff_ffff;
const largestWindow = 1_000_000;
const throughputForRate = 10;

type Reader = OptionReader<CircuitBreakerOptions>;
type RuleOptions =
  | 'rule'
  | 'failureThreshold'
  | 'failureRate'
  | 'minimumThroughput'
  | 'windowMs'
  | 'windowSize';

/** Reads the options of a circuit and fills in the defaults; throws InvalidOptionError. */
export function readCircuitOptions(read: Reader): ResolvedCircuitBreakerOptions {
  const count = { min: 1, max: maxCount, integer: true };
  const duration = { min: 0, infinity: true };
  const resetTimeoutMs = read.number('resetTimeoutMs', 30_000, duration);
  return Object.freeze({
    ...readRule(read),
    resetTimeoutMs,
    maxResetTimeoutMs: read.number('maxResetTimeoutMs', Math.max(300_000, resetTimeoutMs), {
      min: resetTimeoutMs,
      infinity: true,
    }),
    factor: read.number('factor', 2, { min: 1 }),
    jitter: read.number('jitter', 0, { min: 0, max: 1 }),
    successThreshold: read.number('successThreshold', 1, count),
    maxHalfOpenWaitMs: read.number('maxHalfOpenWaitMs', 60_000, { min: 1, infinity: true }),
    slowCallMs: read.number('slowCallMs', Number.POSITIVE_INFINITY, duration),
    isFailure: read.callback<(error: unknown) => boolean>('isFailure'),
  });
}

function readRule(read: Reader): Pick<ResolvedCircuitBreakerOptions, RuleOptions> {
  const rule = read.oneOf('rule', 'time-window', circuitRules);
  const windowSize = read.number('windowSize', 100, { min: 1, max: largestWindow, integer: true });
  const rate = read.number('failureRate', -1, { min: 0, max: 1 });
  if (rule === 'consecutive') {
    const alone = "absent, since the rule is 'consecutive'";
    read.value('failureRate', () => false, alone);
    read.value('minimumThroughput', (value) => value === 1, alone);
  }
  const max = rule === 'count-window' ? windowSize : maxCount;
  const count = { min: 1, max, integer: true };
  const isByRate = rate >= 0;
  const threshold = isByRate ? Number.POSITIVE_INFINITY : Math.min(5, max);
  const throughput = isByRate ? Math.min(throughputForRate, max) : 1;
  return {
    rule,
    windowSize,
    failureRate: isByRate ? rate : undefined,
    failureThreshold: read.number('failureThreshold', threshold, { ...count, infinity: true }),
    minimumThroughput: read.number('minimumThroughput', throughput, count),
    windowMs: read.number('windowMs', 60_000, { min: 1, infinity: true }),
  };
}

/** Makes a reader of a breaker's own options. */
export function circuitOptionReader(options: unknown): Reader {
  return new OptionReader<CircuitBreakerOptions>('CircuitBreaker', options, circuitOptionNames);
}

/** Writes a circuit's options in the core's form. */
export function circuitRecord(options: ResolvedCircuitBreakerOptions): CircuitRecord {
  return {
    rule: CircuitRuleCode[options.rule],
    failureThreshold: limitForCore(options.failureThreshold),
    failureRate: options.failureRate ?? -1,
    minimumThroughput: options.minimumThroughput,
    window: options.windowMs,
    windowSize: options.windowSize,
    resetTimeout: options.resetTimeoutMs,
    maxResetTimeout: options.maxResetTimeoutMs,
    factor: options.factor,
    jitter: options.jitter,
    successThreshold: options.successThreshold,
    maxHalfOpenWait: options.maxHalfOpenWaitMs,
  };
}
