// biome-ignore-all lint/suspicious/noExplicitAny: a strategy serves actors of every machine.
import { reportUnhandledError } from '../../actor/report.js';
import { Directive } from '../../core/codes.js';
import { internalsOf } from '../internals.js';
import { OptionReader } from '../options/option-reader.js';
import type { SupervisedActor } from '../supervised-actor.js';
import type { Supervisor } from '../supervisor.js';
import {
  type FailureLevelOptions,
  failureLevelNames,
  readFailureLevel,
} from '../telemetry/failure-level.js';
import { carryOut } from './carry-out.js';
import { CoreStrategy, hostDecides, limitForCore } from './core-strategy.js';
import { StopStrategy } from './stop-strategy.js';
import { resolveStrategy } from './strategy-names.js';
import type { StrategySource } from './strategy-source.js';
import type { SupervisionStrategy } from './supervision-strategy.js';

/** What a ResumeStrategy does; times in milliseconds. */
export interface ResumeStrategyOptions extends FailureLevelOptions {
  /**
   * Errors ignored within `withinTimeWindow`; the error after them goes to `fallbackStrategy`.
   * Whole number from 0, or Infinity.
   * @default Infinity
   */
  maxErrors?: number;
  /**
   * The sliding window in which errors count. Above 0, or Infinity.
   * @default 60000
   */
  withinTimeWindow?: number;
  /**
   * Decides about the error that exceeds the limit.
   * @default new StopStrategy()
   */
  fallbackStrategy?: StrategySource;
  /**
   * Writes each ignored error to `console.error`, or passes it to a function.
   * @default true
   */
  logError?: boolean | ((error: Error, actor: SupervisedActor<any>) => void);
}

/** The options of a ResumeStrategy with their defaults filled in. */
export type ResolvedResumeOptions = Required<
  Omit<ResumeStrategyOptions, 'fallbackStrategy' | keyof FailureLevelOptions>
> &
  FailureLevelOptions & { readonly fallbackStrategy: SupervisionStrategy };

const names: readonly (keyof ResumeStrategyOptions)[] = [
  'maxErrors',
  'withinTimeWindow',
  'fallbackStrategy',
  'logError',
  ...failureLevelNames,
];

const isLogOption = (value: unknown) => typeof value === 'boolean' || typeof value === 'function';

/**
 * Ignores a failure: the actor goes on in the last good state before the failing event, which is
 * lost. About an actor that failed in its very first state, and has none to go on with, the fallback
 * strategy decides. Immutable; any number of actors may share one.
 */
export class ResumeStrategy implements SupervisionStrategy {
  readonly type = 'resume';
  /** The options with their defaults filled in. */
  readonly options: Readonly<ResolvedResumeOptions>;
  /** @internal */
  readonly core: CoreStrategy;

  /** @throws InvalidOptionError when an option is unknown or out of its range */
  constructor(options?: ResumeStrategyOptions) {
    const read = new OptionReader<ResumeStrategyOptions>('ResumeStrategy', options, names);
    const fallback = read.converted('fallbackStrategy', resolveStrategy);
    this.options = Object.freeze({
      maxErrors: read.number('maxErrors', Number.POSITIVE_INFINITY, {
        min: 0,
        integer: true,
        infinity: true,
      }),
      withinTimeWindow: read.number('withinTimeWindow', 60_000, { min: 1, infinity: true }),
      fallbackStrategy: fallback ?? new StopStrategy(),
      logError: read.value<boolean>('logError', isLogOption, 'true, false or a function') ?? true,
      ...readFailureLevel(read),
    });
    this.core = new CoreStrategy({
      directive: Directive.resume,
      limit: limitForCore(this.options.maxErrors),
      window: this.options.withinTimeWindow,
      fallback: hostDecides,
    });
  }

  /** Lets the actor go on, or asks the fallback strategy beyond the limit. O(1). */
  async handleError(
    supervisor: Supervisor,
    actor: SupervisedActor<any>,
    error: Error,
  ): Promise<void> {
    this.#log(error, actor);
    const internals = internalsOf(actor);
    if (!internals.hasGoodState) {
      await this.options.fallbackStrategy.handleError(supervisor, actor, error);
      return;
    }
    internals.notes.isResuming = true;
    carryOut(this, this.core, supervisor, actor, error);
    internals.notes.isResuming = false;
    internals.noteRecovery();
  }

  #log(error: Error, actor: SupervisedActor<any>): void {
    const { logError } = this.options;
    try {
      if (typeof logError === 'function') logError(error, actor);
      else if (logError) console.error(`statewarden: ignored an error of '${actor.id}':`, error);
    } catch (fault) {
      reportUnhandledError(fault);
    }
  }
}
