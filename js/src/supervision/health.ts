import { ChildState as ChildStateCode, NONE, HealthStatus as StatusCode } from '../core/codes.js';
import type { HealthRecord } from '../core/records.js';

/**
 * How an actor is: `degraded` after an error until a quiet period has passed, `unhealthy` while it
 * does not run or is close to its limit, `stopped` at the end of its life.
 */
export type HealthStatus = keyof typeof StatusCode;

/** What an actor is doing, as its supervisor sees it. */
export type ActorChildState = keyof typeof ChildStateCode;

/** An actor's health; times in milliseconds. */
export interface ActorHealthMetrics {
  readonly status: HealthStatus;
  readonly childState: ActorChildState;
  /** Failures so far. */
  readonly errorCount: number;
  /** Restarts so far. */
  readonly restartCount: number;
  readonly lastError: Error | undefined;
  /** When the last failure happened, in milliseconds of `Date.now()` or of an injected clock. */
  readonly lastErrorTime: number | undefined;
  /** How long this incarnation has been running; 0 while it does not run. */
  readonly uptime: number;
  /** Restarts still granted in the current window; Infinity when there is no limit. */
  readonly restartsLeft: number;
  /** Milliseconds until the pending restart or probe; 0 when there is none. */
  readonly retryAfter: number;
  /** Events that wait for the actor. */
  readonly mailboxSize: number;
}

const statuses = Object.keys(StatusCode) as HealthStatus[];
const childStates = Object.keys(ChildStateCode) as ActorChildState[];

/** Health of an actor that nobody supervises. */
export const unsupervisedHealth: HealthRecord = {
  status: StatusCode.healthy,
  state: ChildStateCode.running,
  errorCount: 0,
  restartCount: 0,
  uptime: 0,
  restartsLeft: 0,
  retryAfter: 0,
};

/** What the facade knows beside the core's record. */
export interface HealthContext {
  readonly lastError: Error | undefined;
  readonly lastErrorTime: number | undefined;
  readonly mailboxSize: number;
}

/** Writes the core's record with the names that people know. */
export function healthMetrics(record: HealthRecord, context: HealthContext): ActorHealthMetrics {
  return {
    status: statuses[record.status] ?? 'stopped',
    childState: childStates[record.state] ?? 'stopped',
    errorCount: record.errorCount,
    restartCount: record.restartCount,
    lastError: context.lastError,
    lastErrorTime: context.lastErrorTime,
    uptime: record.uptime,
    restartsLeft: record.restartsLeft === NONE ? Number.POSITIVE_INFINITY : record.restartsLeft,
    retryAfter: record.retryAfter,
    mailboxSize: context.mailboxSize,
  };
}
