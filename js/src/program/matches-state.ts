import { InvalidArgumentError } from '../core/arguments/invalid-argument-error.js';
import type { StateValue } from './machine-types.js';

/** A state value, a dotted path that stands for one, or a snapshot that has one. */
export type StateValueLike = StateValue | { value: StateValue; _nodes: unknown };

/**
 * Says whether a state value contains another, given as values or dotted paths, in which `\` takes
 * the next character as it stands (XState: matchesState).
 */
export function matchesState(wanted: StateValueLike, value: StateValueLike): boolean {
  const part = toStateValue(wanted);
  const whole = toStateValue(value);
  if (typeof whole === 'string') return whole === part;
  if (typeof part === 'string') return Object.hasOwn(whole, part);
  return Object.entries(part).every(([key, below]) => {
    const found = Object.hasOwn(whole, key) ? whole[key] : undefined;
    return found !== undefined && below !== undefined && matchesState(below, found);
  });
}

function toStateValue(given: StateValueLike): StateValue {
  if (typeof given === 'string') return parsePath(given);
  if (typeof given !== 'object' || given === null) {
    const wanted = "a path such as 'a.b', a state value or a snapshot";
    throw new InvalidArgumentError('matchesState: state', given, wanted);
  }
  return '_nodes' in given ? (given as { value: StateValue }).value : (given as StateValue);
}

function parsePath(path: string): StateValue {
  const keys: string[] = [];
  let key = '';
  for (let i = 0; i < path.length; i++) {
    const char = path[i];
    if (char === '\\') key += path[++i] ?? '';
    else if (char !== '.') key += char;
    else {
      keys.push(key);
      key = '';
    }
  }
  return keys.reduceRight<StateValue>((below, each) => ({ [each]: below }), key);
}
