// biome-ignore-all lint/suspicious/noExplicitAny: a strategy serves actors of every machine.
import { BackoffType, Directive, OnLimit, RestartMode } from '../../core/codes.js';
import { settled } from '../settled.js';
import type { SupervisedActor } from '../supervised-actor.js';
import type { Supervisor } from '../supervisor.js';
import { carryOut } from './carry-out.js';
import { CoreStrategy, limitForCore } from './core-strategy.js';
import {
  type ResolvedRestartOptions,
  type RestartStrategyOptions,
  readRestartOptions,
} from './restart-strategy-options.js';
import type { SupervisionStrategy } from './supervision-strategy.js';

/**
 * Starts a failed actor again, after a wait that grows with each failure, until it fails too often.
 *
 * The strategy is an immutable description: any number of actors may share one, since their
 * restarts are counted per actor by their supervisor.
 */
export class RestartStrategy implements SupervisionStrategy {
  readonly type = 'restart';
  /** The options with their defaults filled in. */
  readonly options: Readonly<ResolvedRestartOptions>;
  /** @internal */
  readonly core: CoreStrategy;

  /** @throws InvalidOptionError when an option is unknown or out of its range */
  constructor(options?: RestartStrategyOptions) {
    this.options = Object.freeze(readRestartOptions(options));
    this.core = describeForCore(this.options);
  }

  /**
   * Restarts the actor through its `restart()`: at once, or when clean-up and back-off are over. The
   * promise resolves when that is decided, not when it is done. O(1).
   */
  handleError(supervisor: Supervisor, actor: SupervisedActor<any>, error: Error): Promise<void> {
    carryOut(this, this.core, supervisor, actor, error);
    return settled;
  }
}

function describeForCore(options: ResolvedRestartOptions): CoreStrategy {
  const preserved = options.preserveState ? RestartMode.lastGood : RestartMode.fresh;
  return new CoreStrategy({
    directive: Directive.restart,
    limit: limitForCore(options.maxRestarts),
    window: options.withinTimeWindow,
    backoff: {
      type: BackoffType[options.backoffType],
      initialDelay: options.initialDelay,
      maxDelay: options.maxDelay,
      factor: options.factor,
      jitter: options.jitter,
    },
    resetTimeout: options.resetTimeout,
    mode: options.snapshot ? RestartMode.given : preserved,
    onLimit: OnLimit[options.onLimit],
    hasCleanup: options.cleanup !== undefined,
    cleanupTimeout: options.cleanupTimeout,
  });
}
