import { InvalidArgumentError } from '../errors/invalid-argument-error.js';
import { OptionReader } from '../options/option-reader.js';

/** How a registry treats its names. */
export interface RegistryOptions {
  /**
   * Whether a name belongs to one actor, or to any number of them.
   * @default 'unique'
   */
  keys?: 'unique' | 'duplicate';
}

/** Checks a registry's options and fills in the defaults; throws InvalidOptionError. */
export function readRegistryOptions(options: unknown): Required<RegistryOptions> {
  const read = new OptionReader<RegistryOptions>('Registry', options, ['keys']);
  return { keys: read.oneOf('keys', 'unique', ['unique', 'duplicate']) };
}

/** Refuses what cannot be a name. */
export function requireKey(argument: string, key: unknown): void {
  if (key !== undefined && key !== null && key !== '') return;
  const allowed = 'anything but undefined, null and the empty string';
  throw new InvalidArgumentError(argument, key, allowed);
}
