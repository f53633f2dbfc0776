import { NONE, Overflow } from '../../core/codes.js';
import { InvalidOptionError } from '../errors/invalid-option-error.js';
import type { OptionRules } from '../options/check-options.js';
import { isObject, OptionReader } from '../options/option-reader.js';
import type {
  DetectionOptions,
  HeartbeatOptions,
  MailboxOptions,
  OverflowRule,
  StashOptions,
} from './detection-options.js';

/** An actor's detection options with the defaults filled in. */
export interface Detection {
  readonly heartbeat: Required<Omit<HeartbeatOptions, 'events'>> & Pick<HeartbeatOptions, 'events'>;
  readonly eventDeadline: number;
  readonly onDeadline: 'fail' | 'report';
  readonly invocationDeadline: number | Readonly<Record<string, number>>;
  /** The core's form of `mailbox` and `stash`. */
  readonly bounds: Bounds;
}

/** Capacity and overflow rule of the mailbox and of the stash. */
export type Bounds = readonly [number, number, number, number];

const never = Number.POSITIVE_INFINITY;
const duration = { min: 1, infinity: true };
const count = { min: 1, integer: true, infinity: true };

/** Refuses an object that says nothing of what it is about. */
function required(given: unknown, owner: string, name: string): void {
  if (given === undefined || (given as Record<string, unknown>)[name] !== undefined) return;
  throw new InvalidOptionError(owner, name, undefined, 'a number, which has no default');
}

function readHeartbeat(given: unknown): Detection['heartbeat'] {
  const read = new OptionReader<HeartbeatOptions>('heartbeat', given, [
    'within',
    'events',
    'startAfter',
  ]);
  const isList = (value: unknown) =>
    Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string');
  required(given, 'heartbeat', 'within');
  const events = read.value<string[]>('events', isList, 'a list of event descriptors');
  return {
    within: read.number('within', never, duration),
    startAfter: read.number('startAfter', 0, { min: 0 }),
    ...(events === undefined ? {} : { events }),
  };
}

function readMailbox(given: unknown): [number, number] {
  const read = new OptionReader<MailboxOptions>('mailbox', given, ['capacity', 'overflow']);
  required(given, 'mailbox', 'capacity');
  const capacity = read.number('capacity', never, count);
  const rules = Object.keys(Overflow) as OverflowRule[];
  return [capacity, Overflow[read.oneOf('overflow', 'drop-newest', rules)]];
}

function readStash(given: unknown): [number, number] {
  const read = new OptionReader<StashOptions>('stash', given, ['capacity', 'overflow']);
  const rules = ['drop-newest', 'drop-oldest', 'reject'] as const;
  const capacity = read.number('capacity', 1000, count);
  return [capacity, Overflow[read.oneOf('overflow', 'drop-newest', rules)]];
}

const isDeadline = (value: unknown) => typeof value === 'number' && value > 0;
const isDeadlineTable = (value: unknown) =>
  isObject(value) && !Array.isArray(value) && Object.values(value).every(isDeadline);
const isRead = (read: (given: unknown) => unknown) => (value: unknown) =>
  isObject(value) && read(value) !== undefined;

/** What each option must be, and the words for it. */
export const detectionRules: OptionRules = {
  heartbeat: [isRead(readHeartbeat), 'an object with within'],
  eventDeadline: [isDeadline, 'milliseconds above 0, or Infinity'],
  onDeadline: [(value) => value === 'fail' || value === 'report', "'fail' or 'report'"],
  invocationDeadline: [
    (value) => isDeadline(value) || isDeadlineTable(value),
    'milliseconds above 0, Infinity, or an object of these by id or src',
  ],
  mailbox: [isRead(readMailbox), 'an object with capacity'],
  stash: [isRead(readStash), 'an object with capacity or overflow'],
};

export const detectionNames = Object.keys(detectionRules) as readonly (keyof DetectionOptions)[];

/** Reads the detection options that are the defaults of a supervisor's actors; undefined if none. */
export function readCommonDetection(
  read: OptionReader<DetectionOptions>,
): DetectionOptions | undefined {
  const common: Record<string, unknown> = {};
  for (const name of detectionNames) {
    const [accepts, allowed] = detectionRules[name] as OptionRules[string];
    const value = read.value(name, accepts, allowed);
    if (value !== undefined) common[name] = value;
  }
  return Object.keys(common).length > 0 ? (common as DetectionOptions) : undefined;
}

/** Says whether options ask for no detection; asked of each actor that is made, hence no loop. */
function isEmpty(own: DetectionOptions): boolean {
  return (
    own.heartbeat === undefined &&
    own.eventDeadline === undefined &&
    own.onDeadline === undefined &&
    own.invocationDeadline === undefined &&
    own.mailbox === undefined &&
    own.stash === undefined
  );
}

/** Returns what is to be detected of an actor, by its own options or else by those in common. */
export function detectionOf(
  own: DetectionOptions,
  common: DetectionOptions | undefined,
): Detection | undefined {
  if (common === undefined && isEmpty(own)) return undefined;
  const given = (name: keyof DetectionOptions) => own[name] ?? common?.[name];
  const [capacity, overflow] = readMailbox(given('mailbox'));
  const [stashCapacity, stashOverflow] = readStash(given('stash'));
  return {
    heartbeat: readHeartbeat(given('heartbeat')),
    eventDeadline: own.eventDeadline ?? common?.eventDeadline ?? never,
    onDeadline: own.onDeadline ?? common?.onDeadline ?? 'fail',
    invocationDeadline: own.invocationDeadline ?? common?.invocationDeadline ?? never,
    bounds: [limit(capacity), overflow, limit(stashCapacity), stashOverflow],
  };
}

const limit = (capacity: number) => Math.min(capacity, NONE);
