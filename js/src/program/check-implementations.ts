import { describeValue } from '../core/arguments/describe-value.js';
import { InvalidArgumentError } from '../core/arguments/invalid-argument-error.js';
import { nearestName } from '../core/arguments/nearest-name.js';
import type { Implementations } from './machine-types.js';

const tables = ['actions', 'guards', 'actors', 'delays'];

/** Refuses what are no implementations, in the name of the caller. */
export function checkImplementations(
  caller: string,
  given: unknown,
): asserts given is Partial<Implementations> {
  const place = `${caller}: implementations`;
  if (!isObject(given)) {
    throw new InvalidArgumentError(place, given, `an object with ${tables.join(', ')}`);
  }
  for (const [name, table] of Object.entries(given)) {
    if (!tables.includes(name)) throw unknownTable(place, name, table);
    if (table !== undefined && !isObject(table)) {
      throw new InvalidArgumentError(`${place}.${name}`, table, `an object with ${name} by name`);
    }
  }
  for (const [name, action] of Object.entries(given.actions ?? {})) {
    if (action === undefined || typeof action === 'function') continue;
    const wanted = "a function, or one of XState's built-in actions";
    throw new InvalidArgumentError(`${place}.actions.${name}`, action, wanted);
  }
}

function unknownTable(place: string, name: string, table: unknown): InvalidArgumentError {
  const nearest = nearestName(name, tables);
  const advice = nearest ? `did you mean '${nearest}'?` : `known are ${tables.join(', ')}`;
  const wanted = `no table ${describeValue(name)}; ${advice}`;
  return new InvalidArgumentError(`${place}.${name}`, table, wanted);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
