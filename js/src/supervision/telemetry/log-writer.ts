import { guarded } from '../../actor/report.js';
import { systemClock } from '../../actor/system-clock.js';
import type { Supervisor } from '../supervisor.js';
import { type EventLevel, isAtLeast } from './event-levels.js';
import { eventStream } from './event-stream.js';
import { writeEvent } from './format-event.js';
import { LineLimit } from './line-limit.js';
import type { Subscription } from './listeners.js';
import {
  debugRules,
  type ResolvedLogging,
  type ResolvedLogRules,
  type SupervisionLogger,
} from './logging-options.js';
import type { SupervisionEvent } from './supervision-event.js';

const second = 1000;
/** A time at which every period is over. */
const whenever = Number.POSITIVE_INFINITY;

/** Writes the events of a subtree to a logger, and no more lines than its rules grant. */
class LogWriter {
  readonly #logger: SupervisionLogger;
  readonly #rules: ResolvedLogRules;
  readonly #lines: LineLimit;
  readonly #letters: LineLimit;
  #timer: ReturnType<typeof systemClock.setTimeout> | undefined;

  constructor(logger: SupervisionLogger, rules: ResolvedLogRules) {
    this.#logger = logger;
    this.#rules = rules;
    this.#lines = new LineLimit(rules.linesPerSecond, second);
    this.#letters = new LineLimit(rules.deadLetters, rules.deadLetterPause);
  }

  write(event: SupervisionEvent): void {
    const { level, time, type } = event;
    if (!isAtLeast(level, this.#rules.from)) return;
    this.#tellSuppressedLines(time);
    this.#tellSuppressedLetters(time);
    if (type === 'deadLetter' && !this.#letters.grants(time)) return;
    if (this.#lines.grants(time)) this.#line(level, writeEvent(event, this.#rules.format), event);
    else this.#timer ??= systemClock.setTimeout(() => this.#wake(), this.#lines.end - time);
  }

  #wake(): void {
    this.#timer = undefined;
    guarded(() => this.#tellSuppressedLines(whenever));
  }

  #tellSuppressedLines(now: number): void {
    if (!this.#lines.isOver(now)) return;
    this.#line('warning', `statewarden ${this.#lines.takeSuppressed()} more lines suppressed`);
  }

  #tellSuppressedLetters(now: number): void {
    if (!this.#letters.isOver(now)) return;
    this.#line('info', `statewarden ${this.#letters.takeSuppressed()} more dead letters`);
  }

  #line(level: EventLevel, text: string, event?: SupervisionEvent): void {
    const logger = this.#logger;
    if (level === 'critical' && logger.fatal) logger.fatal(text, event);
    else logger[methods[level]](text, event);
  }

  /** Says what was suppressed so far, and ends. */
  end(): void {
    if (this.#timer !== undefined) systemClock.clearTimeout(this.#timer);
    this.#wake();
    guarded(() => this.#tellSuppressedLetters(whenever));
  }
}

const methods = {
  debug: 'debug',
  info: 'info',
  warning: 'warn',
  error: 'error',
  critical: 'error',
} as const satisfies Record<EventLevel, keyof SupervisionLogger>;

/** The console's debug method for every level; looked up at each use, since it may be replaced. */
const writeDebug = (text: string) => console.debug(text);
const debugLogger: SupervisionLogger = {
  debug: writeDebug,
  info: writeDebug,
  warn: writeDebug,
  error: writeDebug,
};

/** Writes what happens in a supervisor's subtree as its options say, until it is unsubscribed. */
export function writeLog(
  supervisor: Supervisor,
  options: ResolvedLogging,
): Subscription | undefined {
  const writers: LogWriter[] = [];
  if (options.logger) writers.push(new LogWriter(options.logger, options.logging));
  if (options.debug) writers.push(new LogWriter(debugLogger, debugRules()));
  if (writers.length === 0) return undefined;
  let last = Number.POSITIVE_INFINITY;
  const write = (event: SupervisionEvent) => {
    if (event.sequence > last) return;
    for (const writer of writers) writer.write(event);
  };
  const subscription = eventStream.subscribeFromNow(write, supervisor);
  const end = () => {
    subscription.unsubscribe();
    for (const writer of writers) writer.end();
  };
  return {
    unsubscribe: () => {
      // What has happened so far, such as the stop of the supervisor itself, is still delivered.
      last = eventStream.mark();
      queueMicrotask(end);
    },
  };
}
