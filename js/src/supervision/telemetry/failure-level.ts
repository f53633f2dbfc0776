// biome-ignore-all lint/suspicious/noExplicitAny: events tell of actors of every machine.
import type { OptionReader } from '../options/option-reader.js';
import type { StrategyByError } from '../strategies/strategy-by-error.js';
import type { SupervisedActor } from '../supervised-actor.js';
import type { Supervisor } from '../supervisor.js';
import { type EventLevel, eventLevels } from './event-levels.js';

/** At which level failures are told. */
export interface FailureLevelOptions {
  /**
   * The level of the events of failures; a strategy's goes before that of the supervisor.
   * @default 'error'
   */
  logLevel?: EventLevel;
  /**
   * From which failure in a row on the level is `critical`: failures are in a row as long as none
   * comes `healthyAfter` or more after the one before. Whole number from 1, or Infinity.
   * @default Infinity
   */
  criticalAfter?: number;
}

export const failureLevelNames: readonly (keyof FailureLevelOptions)[] = [
  'logLevel',
  'criticalAfter',
];

/** Reads the level of failures; throws InvalidOptionError. */
export function readFailureLevel(read: OptionReader<FailureLevelOptions>): FailureLevelOptions {
  const range = { min: 1, integer: true, infinity: true };
  const criticalAfter = read.number('criticalAfter', 0, range);
  const quoted = eventLevels.map((level) => `'${level}'`).join(', ');
  const logLevel = read.value<EventLevel>('logLevel', isLevel, `one of ${quoted}`);
  return {
    ...(logLevel === undefined ? {} : { logLevel }),
    ...(criticalAfter === 0 ? {} : { criticalAfter }),
  };
}

function isLevel(value: unknown): value is EventLevel {
  return eventLevels.includes(value as EventLevel);
}

interface Row {
  count: number;
  last: number;
}

/** Counts failures in a row while somebody listens, and grades them. */
export class FailureLevels {
  readonly #rows = new WeakMap<object, Row>();

  /** Returns the level of a failure, which counts. O(rules of a StrategyByError). */
  grade(subject: SupervisedActor<any> | Supervisor, at: Supervisor, time: number, error?: Error) {
    const row = this.#rows.get(subject) ?? { count: 0, last: time };
    const isInRow = time - row.last < at.options.policy.healthyAfter;
    row.count = isInRow ? row.count + 1 : 1;
    row.last = time;
    this.#rows.set(subject, row);
    const own = optionsOf(subject, error);
    const criticalAfter = own?.criticalAfter ?? at.options.criticalAfter ?? Infinity;
    if (row.count >= criticalAfter) return 'critical';
    return own?.logLevel ?? at.options.logLevel ?? 'error';
  }
}

/** The options of the strategy that decides about an actor's failure. */
function optionsOf(
  subject: SupervisedActor<any> | Supervisor,
  error: Error | undefined,
): FailureLevelOptions | undefined {
  if (!('strategy' in subject)) return undefined;
  // A strategy is anybody's object: what it throws must not cost others their events.
  try {
    const { strategy } = subject;
    const isByError = 'strategyFor' in strategy && error !== undefined;
    const decisive = isByError
      ? (strategy as StrategyByError).strategyFor(error, subject)
      : strategy;
    const { logLevel, criticalAfter } =
      (decisive as { options?: FailureLevelOptions }).options ?? {};
    return {
      ...(isLevel(logLevel) ? { logLevel } : {}),
      ...(typeof criticalAfter === 'number' ? { criticalAfter } : {}),
    };
  } catch {
    return undefined;
  }
}
