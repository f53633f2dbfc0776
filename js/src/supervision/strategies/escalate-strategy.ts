// biome-ignore-all lint/suspicious/noExplicitAny: a strategy serves actors of every machine.

import { reportUnhandledError } from '../../actor/report.js';
import { Directive } from '../../core/codes.js';
import { toError } from '../errors/thrown-value-error.js';
import { internalsOf } from '../internals.js';
import { OptionReader } from '../options/option-reader.js';
import type { SupervisedActor } from '../supervised-actor.js';
import type { Supervisor } from '../supervisor.js';
import {
  type FailureLevelOptions,
  failureLevelNames,
  readFailureLevel,
} from '../telemetry/failure-level.js';
import { CoreStrategy } from './core-strategy.js';
import type { SupervisionStrategy } from './supervision-strategy.js';

/** What an EscalateStrategy does. */
export interface EscalateStrategyOptions extends FailureLevelOptions {
  /**
   * Stops the actor before its failure goes up, so that the parent hears of it but cannot revive it.
   * @default false
   */
  stopActor?: boolean;
  /** Makes the error that the parent sees. */
  transformError?: (error: Error, actor: SupervisedActor<any>) => Error;
  /**
   * Whom the parent's decision concerns: the failing actor, or the whole supervisor as in OTP (all
   * its actors restart or stop together).
   * @default 'actor'
   */
  scope?: 'actor' | 'supervisor';
}

const names: readonly (keyof EscalateStrategyOptions)[] = [
  'stopActor',
  'transformError',
  'scope',
  ...failureLevelNames,
];

/** The options of an EscalateStrategy with their defaults filled in. */
export type ResolvedEscalateOptions = Required<
  Omit<EscalateStrategyOptions, 'transformError' | keyof FailureLevelOptions>
> &
  Pick<EscalateStrategyOptions, 'transformError'> &
  FailureLevelOptions;

/**
 * Passes a failure to the parent supervisor, whose `defaultStrategy` then decides. At a supervisor
 * without parent the actor stops. Immutable; any number of actors may share one.
 */
export class EscalateStrategy implements SupervisionStrategy {
  readonly type = 'escalate';
  /** The options with their defaults filled in. */
  readonly options: Readonly<ResolvedEscalateOptions>;
  /** @internal */
  readonly core: CoreStrategy;

  /** @throws InvalidOptionError when an option is unknown or out of its range */
  constructor(options?: EscalateStrategyOptions) {
    const read = new OptionReader<EscalateStrategyOptions>('EscalateStrategy', options, names);
    this.options = Object.freeze({
      stopActor: read.boolean('stopActor', false),
      transformError: read.callback<EscalateStrategyOptions['transformError'] & object>(
        'transformError',
      ),
      scope: read.oneOf('scope', 'actor', ['actor', 'supervisor']),
      ...readFailureLevel(read),
    });
    this.core = new CoreStrategy({
      directive: Directive.escalate,
      stopActor: this.options.stopActor,
      failsSupervisor: this.options.scope === 'supervisor',
    });
  }

  /** Calls `supervisor.escalateError` with the error, transformed if so asked. O(1). */
  async handleError(
    supervisor: Supervisor,
    actor: SupervisedActor<any>,
    error: Error,
  ): Promise<void> {
    internalsOf(actor).notes.decidingStrategy = this;
    await supervisor.escalateError(actor, this.#transform(error, actor));
  }

  #transform(error: Error, actor: SupervisedActor<any>): Error {
    try {
      return toError(this.options.transformError?.(error, actor) ?? error);
    } catch (fault) {
      reportUnhandledError(fault);
      return error;
    }
  }
}
