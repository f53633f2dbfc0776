import {
  ChildState as ChildStateCode,
  NONE,
  HealthReason as ReasonCode,
  HealthStatus as StatusCode,
} from '../../core/codes.js';
import type { HealthRecord } from '../../core/records.js';
import type { PendingInvocation } from './pending-invocation.js';

/**
 * How an actor is: `degraded` after an error until a quiet period has passed, `unhealthy` while it
 * does not run, has no restart left or is stuck, `stopped` at the end of its life.
 */
export type HealthStatus = keyof typeof StatusCode;

/** What an actor is doing, as its supervisor sees it. */
export type ActorChildState = keyof typeof ChildStateCode;

/**
 * Why an actor is not healthy.
 *
 * - `recentFailure`: it failed less than `healthyAfter` ago
 * - `limitReached`: no restart is left, its next failure is final
 * - `circuitOpen`, `circuitHalfOpen`: that of its supervisor is not closed
 * - `starting`, `deciding`, `cleaningUp`, `backingOff`, `parked`: it does not run
 * - `stuck`: an invocation has been pending for longer than `stuckAfter`
 * - `ended`: it has been stopped or has finished
 */
export type HealthReason = keyof typeof ReasonCode | 'stuck';

/** An actor's health; times in milliseconds. */
export interface ActorHealthMetrics {
  readonly status: HealthStatus;
  /** Why it is not healthy; empty exactly when it is. */
  readonly reasons: readonly HealthReason[];
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
  /**
   * How long the actor ran, all incarnations together; 0 without a supervisor, and after the end of a
   * life without a failure, of which nothing is kept.
   */
  readonly totalUptime: number;
  /** How long the actor was down: from a failure to the next incarnation, or held by a group restart. */
  readonly totalDowntime: number;
  /** The part of its time that the actor ran, from 0 to 1; 1 before any time has passed. */
  readonly availability: number;
  /** Mean time between failures: the uptime for each crash; undefined before the first. */
  readonly meanTimeBetweenFailures: number | undefined;
  /** Mean time to repair: from a crash until it ran again; undefined before the first repair. */
  readonly meanTimeToRepair: number | undefined;
  /** How long the last repair took; undefined before the first. */
  readonly lastDowntime: number | undefined;
  /** Restarts still granted in the current window; Infinity when there is no limit. */
  readonly restartsLeft: number;
  /** Milliseconds until the pending restart or probe; 0 when there is none. */
  readonly retryAfter: number;
  /** Events that wait for the actor. */
  readonly mailboxSize: number;
  /** Those of them that wait because the actor does not run. */
  readonly stashSize: number;
  /**
   * How long the oldest invocation has been pending whose end the machine waits for (`onDone`), such
   * as a promise; 0 without one. Events are processed at once, so none is ever pending.
   */
  readonly pendingFor: number;
  /** The id of that invocation. */
  readonly pendingInvocation: string | undefined;
}

const statuses = Object.keys(StatusCode) as HealthStatus[];
const childStates = Object.keys(ChildStateCode) as ActorChildState[];
const reasonCodes = Object.entries(ReasonCode) as [keyof typeof ReasonCode, number][];

/** Health of an actor that nobody supervises. */
export const unsupervisedHealth: HealthRecord = {
  status: StatusCode.healthy,
  state: ChildStateCode.running,
  errorCount: 0,
  restartCount: 0,
  uptime: 0,
  restartsLeft: 0,
  retryAfter: 0,
  reasons: 0,
  totalUptime: 0,
  totalDowntime: 0,
  crashes: 0,
  repairs: 0,
  repairTime: 0,
  lastDowntime: 0,
};

/** Health of an actor that has ended; the counts are those of its life under supervision. */
export function endedHealth(last: HealthRecord): HealthRecord {
  const [status, state] = [StatusCode.stopped, ChildStateCode.stopped];
  return { ...last, status, state, reasons: ReasonCode.ended, uptime: 0, retryAfter: 0 };
}

/** What the facade knows beside the core's record. */
export interface HealthContext {
  readonly lastError: Error | undefined;
  readonly lastErrorTime: number | undefined;
  readonly mailboxSize: number;
  readonly pending: PendingInvocation | undefined;
  /** How long an invocation may be pending. */
  readonly stuckAfter: number;
}

/** Writes the core's record with the names that people know. */
export function healthMetrics(record: HealthRecord, context: HealthContext): ActorHealthMetrics {
  const { pending, mailboxSize } = context;
  const isRunning = record.state === ChildStateCode.running;
  const isStuck = isRunning && (pending?.for ?? 0) > context.stuckAfter;
  const known = record.totalUptime + record.totalDowntime;
  const reasons: HealthReason[] = [];
  for (const [name, bit] of reasonCodes) if (record.reasons & bit) reasons.push(name);
  if (isStuck) reasons.push('stuck');
  return {
    status: isStuck ? 'unhealthy' : (statuses[record.status] ?? 'stopped'),
    reasons,
    childState: childStates[record.state] ?? 'stopped',
    errorCount: record.errorCount,
    restartCount: record.restartCount,
    lastError: context.lastError,
    lastErrorTime: context.lastErrorTime,
    uptime: record.uptime,
    totalUptime: record.totalUptime,
    totalDowntime: record.totalDowntime,
    availability: known > 0 ? record.totalUptime / known : 1,
    meanTimeBetweenFailures: record.crashes > 0 ? record.totalUptime / record.crashes : undefined,
    meanTimeToRepair: record.repairs > 0 ? record.repairTime / record.repairs : undefined,
    lastDowntime: record.repairs > 0 ? record.lastDowntime : undefined,
    restartsLeft: record.restartsLeft === NONE ? Number.POSITIVE_INFINITY : record.restartsLeft,
    retryAfter: record.retryAfter,
    mailboxSize,
    stashSize: isRunning ? 0 : mailboxSize,
    pendingFor: pending?.for ?? 0,
    pendingInvocation: pending?.id,
  };
}
