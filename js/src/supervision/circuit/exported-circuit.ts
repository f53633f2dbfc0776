import { isRecord } from '../../core/arguments/is-record.js';
import type { CircuitStateRecord } from '../../core/records.js';
import { InvalidCircuitStateError } from '../errors/invalid-circuit-state-error.js';
import {
  type CircuitBreakerState,
  type CircuitMode,
  circuitModes,
  circuitStates,
} from './circuit-state.js';

/** A circuit as plain JSON, for another instance to go on from; null stands for Infinity. */
export interface ExportedCircuit {
  readonly version: 1;
  readonly state: CircuitBreakerState;
  /** What decides about the state; isolation belongs to those who hold it, and is not exported. */
  readonly mode: Exclude<CircuitMode, 'isolated'>;
  /** Milliseconds that the circuit stays open; 0 or less when its time is over. */
  readonly openForMs: number | null;
  /** The open time after this one, without and with jitter. */
  readonly nextOpenMs: readonly [number | null, number | null];
  /** Probes that succeeded so far. */
  readonly successes: number;
  /** What the rule looks at, with ages instead of times. */
  readonly history: {
    readonly format: HistoryFormat;
    readonly windowMs: number | null;
    readonly values: readonly number[];
  };
  /** Where the random numbers of jitter go on. */
  readonly random: readonly [number, number];
}

type HistoryFormat = (typeof formats)[number];

/** In the order of the core's formats. */
const formats = ['failures', 'slices', 'results', 'streak'] as const;
const failures = formats.indexOf('failures');
const slices = formats.indexOf('slices');
/** How many values a history of a format has at most. */
const longest = [1000, 41, 31_251, 1];

/** Writes a circuit down as JSON. */
export function exportedCircuit(record: CircuitStateRecord, windowMs: number): ExportedCircuit {
  const state = circuitStates[record.state] ?? 'closed';
  const mode = (circuitModes[record.mode] ?? 'rule') as ExportedCircuit['mode'];
  return {
    version: 1,
    state,
    mode,
    openForMs: state === 'open' ? orNull(record.openFor) : 0,
    nextOpenMs: [orNull(record.nextBase), orNull(record.nextOpenTime)],
    successes: record.successes,
    history: {
      format: formats[record.historyFormat] ?? 'failures',
      windowMs: orNull(windowMs),
      values: record.history,
    },
    random: [record.randomHigh, record.randomLow],
  };
}

/** Reads what `exportedCircuit` wrote; throws InvalidCircuitStateError for anything else. */
export function importedCircuit(exported: unknown, windowMs: number): CircuitStateRecord {
  try {
    return read(exported, windowMs);
  } catch (error) {
    if (error instanceof InvalidCircuitStateError) throw error;
    // A getter or a proxy may throw whatever it likes.
    throw new InvalidCircuitStateError('state', undefined, 'readable fields', error);
  }
}

function read(exported: unknown, windowMs: number): CircuitStateRecord {
  const fields = recordOf('state', exported);
  if (fields.version !== 1) throw new InvalidCircuitStateError('version', fields.version, '1');
  const history = recordOf('history', fields.history);
  const historyFormat = indexOf('history.format', history.format, formats);
  const values = listOf('history.values', history.values, longest[historyFormat] as number).map(
    amountOf,
  );
  // Slices of another length mean nothing.
  const isUsable = durationOf('history.windowMs', history.windowMs) === windowMs;
  const next = listOf('nextOpenMs', fields.nextOpenMs, 2);
  const random = listOf('random', fields.random, 2);
  return {
    state: indexOf('state', fields.state, circuitStates),
    mode: indexOf('mode', fields.mode, circuitModes.slice(0, -1)),
    openFor: orInfinity('openForMs', fields.openForMs, Number.isFinite, 'a number or null'),
    nextBase: durationOf('nextOpenMs', next[0]),
    nextOpenTime: durationOf('nextOpenMs', next[1]),
    successes: countOf('successes', fields.successes),
    historyFormat,
    history: historyFormat === slices && !isUsable ? [] : inOrder(values, historyFormat),
    randomHigh: countOf('random', random[0]),
    randomLow: countOf('random', random[1]),
  };
}

function recordOf(field: string, value: unknown): Record<string, unknown> {
  if (isRecord(value)) return value;
  throw new InvalidCircuitStateError(field, value, 'an object');
}

function listOf(field: string, value: unknown, longestList: number): unknown[] {
  if (Array.isArray(value) && value.length <= longestList) return Array.from(value);
  throw new InvalidCircuitStateError(field, value, `a list of at most ${longestList}`);
}

function indexOf(field: string, value: unknown, names: readonly string[]): number {
  const index = names.indexOf(value as string);
  if (index >= 0) return index;
  throw new InvalidCircuitStateError(field, value, `one of ${names.join(', ')}`);
}

function countOf(field: string, value: unknown): number {
  if (Number.isInteger(value) && isAmount(value) && value <= 0xffff_ffff) return value;
  throw new InvalidCircuitStateError(field, value, 'a whole number from 0 to 4294967295');
}

function durationOf(field: string, value: unknown): number {
  return orInfinity(field, value, isAmount, 'a number of at least 0, or null');
}

/** Puts the ages of failures oldest first, as the core expects them. */
function inOrder(values: number[], format: number): number[] {
  return format === failures ? values.sort((a, b) => b - a) : values;
}

function amountOf(value: unknown): number {
  if (isAmount(value)) return value;
  throw new InvalidCircuitStateError('history.values', value, 'numbers of at least 0');
}

function orInfinity(
  field: string,
  value: unknown,
  accepts: (value: unknown) => boolean,
  allowed: string,
): number {
  if (value === null) return Number.POSITIVE_INFINITY;
  if (accepts(value)) return value as number;
  throw new InvalidCircuitStateError(field, value, allowed);
}

function isAmount(value: unknown): value is number {
  return Number.isFinite(value) && (value as number) >= 0;
}

function orNull(milliseconds: number): number | null {
  return Number.isFinite(milliseconds) ? milliseconds : null;
}
