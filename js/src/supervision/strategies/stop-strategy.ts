// biome-ignore-all lint/suspicious/noExplicitAny: a strategy serves actors of every machine.
import { Directive } from '../../core/codes.js';
import { OptionReader } from '../options/option-reader.js';
import { settled } from '../settled.js';
import type { SupervisedActor } from '../supervised-actor.js';
import type { Supervisor } from '../supervisor.js';
import {
  type FailureLevelOptions,
  failureLevelNames,
  readFailureLevel,
} from '../telemetry/failure-level.js';
import { carryOut } from './carry-out.js';
import { CoreStrategy } from './core-strategy.js';
import type { SupervisionStrategy } from './supervision-strategy.js';

/** What a StopStrategy does; times in milliseconds. */
export interface StopStrategyOptions extends FailureLevelOptions {
  /**
   * Takes the stopped actor off its supervisor's list and tells the supervisor's `onStop`. When
   * false, the actor stays listed, stopped, until `unregisterActor` or another actor of its id.
   * @default true
   */
  notifySupervisor?: boolean;
  /** Runs after the failure and before the stop, which waits for its promise. */
  cleanup?: (actor: SupervisedActor<any>) => void | Promise<void>;
  /**
   * How long the stop waits for `cleanup` at most.
   * @default 5000
   */
  cleanupTimeout?: number;
}

const names: readonly (keyof StopStrategyOptions)[] = [
  'notifySupervisor',
  'cleanup',
  'cleanupTimeout',
  ...failureLevelNames,
];

/** The options of a StopStrategy with their defaults filled in. */
export type ResolvedStopOptions = Required<
  Omit<StopStrategyOptions, 'cleanup' | keyof FailureLevelOptions>
> &
  Pick<StopStrategyOptions, 'cleanup'> &
  FailureLevelOptions;

/** Stops an actor at its first failure. Immutable; any number of actors may share one. */
export class StopStrategy implements SupervisionStrategy {
  readonly type = 'stop';
  /** The options with their defaults filled in. */
  readonly options: Readonly<ResolvedStopOptions>;
  /** @internal */
  readonly core: CoreStrategy;

  /** @throws InvalidOptionError when an option is unknown or out of its range */
  constructor(options?: StopStrategyOptions) {
    const read = new OptionReader<StopStrategyOptions>('StopStrategy', options, names);
    this.options = Object.freeze({
      notifySupervisor: read.boolean('notifySupervisor', true),
      cleanup: read.callback<StopStrategyOptions['cleanup'] & object>('cleanup'),
      cleanupTimeout: read.number('cleanupTimeout', 5_000, { min: 0, infinity: true }),
      ...readFailureLevel(read),
    });
    this.core = new CoreStrategy({
      directive: Directive.stop,
      hasCleanup: this.options.cleanup !== undefined,
      cleanupTimeout: this.options.cleanupTimeout,
    });
  }

  /** Stops the actor through its `stop()`, once its clean-up is over. O(1). */
  handleError(supervisor: Supervisor, actor: SupervisedActor<any>, error: Error): Promise<void> {
    carryOut(this, this.core, supervisor, actor, error);
    return settled;
  }
}
