import { describeValue } from '../core/arguments/describe-value.js';
import { InvalidArgumentError } from '../core/arguments/invalid-argument-error.js';
import { isRecord } from '../core/arguments/is-record.js';
import { nearestName } from '../core/arguments/nearest-name.js';
import type { Implementations } from './machine-types.js';

const tables = ['actions', 'guards', 'actors', 'delays'];

/** Refuses what are no implementations, in the name of the caller. */
export function checkImplementations(
  caller: string,
  given: unknown,
): asserts given is Partial<Implementations> {
  const place = `${caller}: implementations`;
  if (!isRecord(given)) {
    throw new InvalidArgumentError(place, given, `an object with ${tables.join(', ')}`);
  }
  for (const [name, table] of Object.entries(given)) {
    if (!tables.includes(name)) refuseMistyped(place, name, table);
    else if (table !== undefined && !isRecord(table)) {
      throw new InvalidArgumentError(`${place}.${name}`, table, `an object with ${name} by name`);
    }
  }
  for (const [name, action] of Object.entries(given.actions ?? {})) {
    if (action === undefined || typeof action === 'function') continue;
    const wanted = "a function, or one of XState's built-in actions";
    throw new InvalidArgumentError(`${place}.actions.${name}`, action, wanted);
  }
}

/** Other members than tables are the caller's, unless they were meant to be one. */
function refuseMistyped(place: string, name: string, table: unknown): void {
  const nearest = nearestName(name, tables);
  if (nearest === undefined) return;
  const wanted = `no table ${describeValue(name)}; did you mean '${nearest}'?`;
  throw new InvalidArgumentError(`${place}.${name}`, table, wanted);
}
