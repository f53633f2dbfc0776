import { isObject, OptionReader } from '../options/option-reader.js';
import { type EventLevel, eventLevels } from './event-levels.js';
import { type FailureLevelOptions, failureLevelNames, readFailureLevel } from './failure-level.js';
import { type EventFormat, type ResolvedEventFormat, readEventFormat } from './format-event.js';
import type { SupervisionEvent } from './supervision-event.js';

/** Takes lines of a log, each with its event, as `console` and most loggers do. */
export interface SupervisionLogger {
  debug(text: string, event?: SupervisionEvent): void;
  info(text: string, event?: SupervisionEvent): void;
  warn(text: string, event?: SupervisionEvent): void;
  error(text: string, event?: SupervisionEvent): void;
  /** Takes what is critical; without it, that goes to `error`. */
  fatal?(text: string, event?: SupervisionEvent): void;
}

/** Which events become lines of a log; times in milliseconds. */
export interface LogRules {
  /**
   * The least level that is logged.
   * @default 'info'
   */
  from?: EventLevel;
  /**
   * Lines within a second; of what comes beyond it, the number is logged. From 1, or Infinity.
   * @default 100
   */
  linesPerSecond?: number;
  /**
   * Dead letters that are logged before they pause. Whole number from 0, or Infinity.
   * @default 10
   */
  deadLetters?: number;
  /**
   * How long no dead letters are logged then.
   * @default 300000
   */
  deadLetterPause?: number;
  /** How events are written. */
  format?: EventFormat;
}

/** What a supervisor logs of its subtree. */
export interface LoggingOptions extends FailureLevelOptions {
  /** Gets a line for each event of the subtree, such as `console`; without one, nothing is logged. */
  logger?: SupervisionLogger;
  /** Which events the logger gets. */
  logging?: LogRules;
  /**
   * Writes everything that happens in the subtree to `console.debug`.
   * @default false
   */
  debug?: boolean;
}

export const loggingOptionNames: readonly (keyof LoggingOptions)[] = [
  ...failureLevelNames,
  'logger',
  'logging',
  'debug',
];

export type ResolvedLogRules = Required<Omit<LogRules, 'format'>> & {
  readonly format: ResolvedEventFormat;
};

export interface ResolvedLogging extends FailureLevelOptions {
  readonly logger: SupervisionLogger | undefined;
  readonly logging: ResolvedLogRules;
  readonly debug: boolean;
}

const ruleNames: readonly (keyof LogRules)[] = [
  'from',
  'linesPerSecond',
  'deadLetters',
  'deadLetterPause',
  'format',
];

/** Reads what a supervisor logs; throws InvalidOptionError. */
export function readLogging(read: OptionReader<LoggingOptions>): ResolvedLogging {
  const given = read.value<object>('logging', isObject, 'rules of a log');
  return {
    ...readFailureLevel(read),
    logger: read.value<SupervisionLogger>('logger', isLogger, 'a logger, such as console'),
    logging: readLogRules(given),
    debug: read.boolean('debug', false),
  };
}

function readLogRules(given: object | undefined): ResolvedLogRules {
  const read = new OptionReader<LogRules>('logging', given, ruleNames);
  const whole = { min: 0, integer: true, infinity: true };
  return {
    from: read.oneOf('from', 'info', eventLevels),
    linesPerSecond: read.number('linesPerSecond', 100, { min: 1, infinity: true }),
    deadLetters: read.number('deadLetters', 10, whole),
    deadLetterPause: read.number('deadLetterPause', 300_000, { min: 0, infinity: true }),
    format: readEventFormat(read.value('format', isObject, 'a format')),
  };
}

/** The rules of `debug: true`: everything. */
export function debugRules(): ResolvedLogRules {
  const all = Number.POSITIVE_INFINITY;
  return { ...readLogRules({ from: 'debug', linesPerSecond: all, deadLetters: all }) };
}

function isLogger(value: unknown): boolean {
  const logger = (value ?? {}) as Record<string, unknown>;
  return ['debug', 'info', 'warn', 'error'].every((name) => typeof logger[name] === 'function');
}
