import { nearestName } from '../../core/arguments/nearest-name.js';
import { InvalidOptionError } from '../errors/invalid-option-error.js';

/** What the value of each option must be, and the words for it. */
export type OptionRules = Readonly<
  Record<string, readonly [accepts: (value: unknown) => boolean, allowed: string]>
>;

/**
 * Checks an options object that may hold anything; undefined stands for no options. Costs nothing
 * for options that are not given.
 *
 * @param owner - what the options belong to, for messages
 * @throws InvalidOptionError when it is no object, has an unknown key or a value that is refused
 */
export function checkOptions(owner: string, options: unknown, rules: OptionRules): void {
  if (options === undefined) return;
  if (typeof options !== 'object' || options === null) {
    throw new InvalidOptionError(owner, undefined, options, 'an object with options');
  }
  for (const key of Object.keys(options)) {
    const value = (options as Record<string, unknown>)[key];
    const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
    if (!rule) throw unknownOption(owner, key, value, rules);
    const [accepts, allowed] = rule;
    if (value !== undefined && !accepts(value)) {
      throw new InvalidOptionError(owner, key, value, allowed);
    }
  }
}

function unknownOption(
  owner: string,
  key: string,
  value: unknown,
  rules: OptionRules,
): InvalidOptionError {
  const names = Object.keys(rules);
  const allowed = `one of ${names.join(', ')}`;
  return new InvalidOptionError(owner, key, value, allowed, nearestName(key, names));
}
