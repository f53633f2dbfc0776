// biome-ignore-all lint/suspicious/noExplicitAny: a strategy serves actors of every machine.
import type { Snapshot } from 'xstate';
import { BackoffType as BackoffCode } from '../../core/codes.js';
import { isObject, OptionReader } from '../options/option-reader.js';
import type { SupervisedActor } from '../supervised-actor.js';
import {
  type FailureLevelOptions,
  failureLevelNames,
  readFailureLevel,
} from '../telemetry/failure-level.js';

/** How the wait grows from one restart to the next. */
export type BackoffType = keyof typeof BackoffCode;

/** What a RestartStrategy does; times in milliseconds. */
export interface RestartStrategyOptions extends FailureLevelOptions {
  /**
   * Restarts granted within `withinTimeWindow`; the failure after them exceeds the limit. 0 makes the
   * first failure final. Whole number from 0, or Infinity.
   * @default 10
   */
  maxRestarts?: number;
  /**
   * The sliding window in which restarts count: one that is older does not. Above 0, or Infinity.
   * @default 60000
   */
  withinTimeWindow?: number;
  /**
   * How the wait before a restart grows: not at all, by `initialDelay` each time, by `factor` each
   * time, or at random between `initialDelay` and what 'exponential' would wait the next time.
   * @default 'exponential'
   */
  backoffType?: BackoffType;
  /**
   * The wait before the first restart in a row. 0 restarts at once, whatever the back-off type.
   * (An earlier implementation of this API defaulted to 0, which made its back-off no back-off.)
   * @default 100
   */
  initialDelay?: number;
  /**
   * The longest wait; it holds after jitter too.
   * @default 30000
   */
  maxDelay?: number;
  /**
   * The growth of an exponential wait; at least 1.
   * @default 2
   */
  factor?: number;
  /**
   * The random share of the wait, from 0 (none) to 1: with 0.25 the wait varies by a quarter.
   * @default 0
   */
  jitter?: number;
  /**
   * How long an actor must run without failing for the wait to begin at `initialDelay` again.
   * @default 300000
   */
  resetTimeout?: number;
  /**
   * Restarts in the last good state before the failing event, instead of the machine's initial
   * state with a fresh context. Never in an error or stopped state.
   * @default false
   */
  preserveState?: boolean;
  /** Restarts in this snapshot, as `getPersistedSnapshot()` returned it; goes before `preserveState`. */
  snapshot?: Snapshot<unknown>;
  /**
   * Runs after the failure and before the restart, which waits for its promise. When it throws or
   * rejects, that is recorded as an error of the actor and the restart goes on.
   */
  cleanup?: (actor: SupervisedActor<any>) => void | Promise<void>;
  /**
   * How long the restart waits for `cleanup` at most.
   * @default 5000
   */
  cleanupTimeout?: number;
  /**
   * How many more times the failing event is tried before it becomes a dead letter.
   * @default 0
   */
  retryEvent?: number;
  /**
   * What happens beyond the limit: the actor stops, or its failure goes to the parent supervisor.
   * @default 'stop'
   */
  onLimit?: 'stop' | 'escalate';
}

/** The options of a RestartStrategy with their defaults filled in. */
export type ResolvedRestartOptions = Required<
  Omit<RestartStrategyOptions, 'snapshot' | 'cleanup' | keyof FailureLevelOptions>
> &
  Pick<RestartStrategyOptions, 'snapshot' | 'cleanup'> &
  FailureLevelOptions;

const names: readonly (keyof RestartStrategyOptions)[] = [
  'maxRestarts',
  'withinTimeWindow',
  'backoffType',
  'initialDelay',
  'maxDelay',
  'factor',
  'jitter',
  'resetTimeout',
  'preserveState',
  'snapshot',
  'cleanup',
  'cleanupTimeout',
  'retryEvent',
  'onLimit',
  ...failureLevelNames,
];

/** Checks the options of a RestartStrategy and fills in the defaults; throws InvalidOptionError. */
export function readRestartOptions(options: unknown): ResolvedRestartOptions {
  const read = new OptionReader<RestartStrategyOptions>('RestartStrategy', options, names);
  const duration = { min: 0, infinity: true };
  const backoffNames = Object.keys(BackoffCode) as BackoffType[];
  return {
    maxRestarts: read.number('maxRestarts', 10, { min: 0, integer: true, infinity: true }),
    withinTimeWindow: read.number('withinTimeWindow', 60_000, { min: 1, infinity: true }),
    backoffType: read.oneOf('backoffType', 'exponential', backoffNames),
    initialDelay: read.number('initialDelay', 100, { min: 0 }),
    maxDelay: read.number('maxDelay', 30_000, duration),
    factor: read.number('factor', 2, { min: 1 }),
    jitter: read.number('jitter', 0, { min: 0, max: 1 }),
    resetTimeout: read.number('resetTimeout', 300_000, duration),
    preserveState: read.boolean('preserveState', false),
    snapshot: read.value('snapshot', isObject, 'a persisted snapshot'),
    cleanup: read.callback('cleanup'),
    cleanupTimeout: read.number('cleanupTimeout', 5_000, duration),
    retryEvent: read.number('retryEvent', 0, { min: 0, integer: true, infinity: true }),
    onLimit: read.oneOf('onLimit', 'stop', ['stop', 'escalate']),
    ...readFailureLevel(read),
  };
}
