import type { CircuitMetricsRecord } from '../../core/records.js';

/** What a circuit has counted. */
export interface CircuitMetrics {
  /** Results that counted as success, since the circuit was made. */
  readonly successes: number;
  /** Results that counted as failure, since the circuit was made. */
  readonly failures: number;
  /** Attempts that were refused, or failed actors that were held back. */
  readonly rejected: number;
  /** Results that counted as neither, or that came after the circuit had opened or closed. */
  readonly ignored: number;
  /** How often the circuit opened, by its rule or by force. */
  readonly opened: number;
  /** Half-open permits that nobody has answered yet. */
  readonly permitsOut: number;
  /** Failures that the rule looks at now. */
  readonly windowFailures: number;
  /** Results that the rule looks at now; the failures alone where successes do not matter. */
  readonly windowResults: number;
  /**
   * The share of failures in the window, from 0 to 1; undefined while it is empty, and where the rule
   * does not look at successes: a time window without `failureRate` and `minimumThroughput`, and
   * `consecutive`.
   */
  readonly failureRate: number | undefined;
}

/** Reads what the core has counted. */
export function metricsOf(record: CircuitMetricsRecord): CircuitMetrics {
  return { ...record, failureRate: record.failureRate < 0 ? undefined : record.failureRate };
}
