import { InvalidArgumentError } from '../errors/invalid-argument-error.js';
import { isObject, OptionReader } from '../options/option-reader.js';
import type { SupervisionEvent } from './supervision-event.js';

/** How an event is written as text. */
export interface EventFormat {
  /**
   * How many errors of a chain of causes are written; the rest is `...`. Whole number from 0.
   * @default 1
   */
  depth?: number;
  /**
   * How many characters the text has at most; what is cut off is `...`. Whole number from 16, or
   * Infinity.
   * @default 500
   */
  maxLength?: number;
  /**
   * Whether there are no line breaks in it; otherwise errors come with their stacks.
   * @default true
   */
  singleLine?: boolean;
}

export type ResolvedEventFormat = Required<EventFormat>;

const names: readonly (keyof EventFormat)[] = ['depth', 'maxLength', 'singleLine'];
const cut = '...';

/** Checks a format and fills in the defaults; throws InvalidOptionError. */
export function readEventFormat(options: unknown): ResolvedEventFormat {
  const read = new OptionReader<EventFormat>('formatEvent', options, names);
  return {
    depth: read.number('depth', 1, { min: 0, integer: true, infinity: true }),
    maxLength: read.number('maxLength', 500, { min: 16, integer: true, infinity: true }),
    singleLine: read.boolean('singleLine', true),
  };
}

/**
 * Writes an event as text, such as `statewarden 120 ms root/orders/a childFailed 1 Error: no stock`.
 *
 * @throws InvalidArgumentError when it is no event
 * @throws InvalidOptionError when an option is unknown or out of its range
 */
export function formatEvent(event: SupervisionEvent, format?: EventFormat): string {
  if (!isObject(event) || typeof event.time !== 'number' || typeof event.type !== 'string') {
    throw new InvalidArgumentError('formatEvent: event', event, 'an event that onEvent told of');
  }
  return writeEvent(event, readEventFormat(format));
}

/** Writes an event in a format that was checked. */
export function writeEvent(event: SupervisionEvent, format: ResolvedEventFormat): string {
  const parts = [
    `statewarden ${event.time.toFixed(0)} ms`,
    placeOf(event),
    event.type,
    event.value ? String(event.value) : '',
    event.escalatedTo ? `to ${event.escalatedTo}` : '',
    event.error ? errorText(event.error, format) : '',
    event.eventType ? `${event.eventType} (${event.reason})` : '',
  ];
  const text = parts.filter((part) => part !== '').join(' ');
  return shortened(format.singleLine ? onOneLine(text) : text, format.maxLength);
}

function placeOf({ supervisorPath, actorId, childSupervisorId }: SupervisionEvent): string {
  const child = actorId ?? childSupervisorId;
  return child ? `${supervisorPath}/${child}` : supervisorPath;
}

function errorText(error: Error, { depth, singleLine }: ResolvedEventFormat): string {
  const texts: string[] = [];
  const seen = new Set<unknown>();
  let next: unknown = error;
  while (next !== undefined) {
    if (seen.size >= depth || seen.has(next)) {
      texts.push(cut);
      break;
    }
    seen.add(next);
    texts.push(oneError(next, singleLine));
    next = causeOf(next);
  }
  return texts.join(singleLine ? ', caused by ' : '\ncaused by ');
}

function causeOf(error: unknown): unknown {
  try {
    return error instanceof Error ? error.cause : undefined;
  } catch {
    return undefined;
  }
}

/** What is thrown may be anything, and its fields may throw. */
function oneError(error: unknown, singleLine: boolean): string {
  try {
    if (!(error instanceof Error)) return String(error);
    const { stack } = error;
    return singleLine || !stack ? `${error.name}: ${error.message}` : stack;
  } catch {
    return 'an error that cannot be written';
  }
}

/** Control characters would let what is in an error forge lines of a log. */
function onOneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  return text.replace(/\s*[\u0000-\u001f\u007f\u0085\u2028\u2029]+\s*/g, ' ');
}

function shortened(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : text.slice(0, maxLength - cut.length) + cut;
}
