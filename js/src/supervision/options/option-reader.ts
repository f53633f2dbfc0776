import { nearestName } from '../../core/arguments/nearest-name.js';
import { InvalidOptionError } from '../errors/invalid-option-error.js';

/** The numbers that an option accepts; both ends belong to the range. */
export interface NumberRange {
  readonly min: number;
  readonly max?: number;
  readonly integer?: boolean;
  /** Accepts `Infinity` although it is beyond `max`. */
  readonly infinity?: boolean;
}

/** Reads an options object that may hold anything, and names what is wrong with it. */
export class OptionReader<TOptions extends object> {
  readonly #owner: string;
  readonly #values: Readonly<Record<string, unknown>>;

  /**
   * @param owner - what the options belong to, for messages: `'RestartStrategy'`
   * @param options - what the caller gave; undefined stands for no options
   * @param names - every option there is
   * @throws InvalidOptionError when `options` is no object or has an unknown key
   */
  constructor(owner: string, options: unknown, names: readonly (keyof TOptions & string)[]) {
    this.#owner = owner;
    if (options !== undefined && (typeof options !== 'object' || options === null)) {
      throw new InvalidOptionError(owner, undefined, options, 'an object with options');
    }
    this.#values = (options ?? {}) as Record<string, unknown>;
    for (const key of Object.keys(this.#values)) {
      if ((names as readonly string[]).includes(key)) continue;
      throw new InvalidOptionError(
        owner,
        key,
        this.#values[key],
        `one of ${names.join(', ')}`,
        nearestName(key, names),
      );
    }
  }

  /** Reads a number within a range. */
  number(name: keyof TOptions & string, fallback: number, range: NumberRange): number {
    const value = this.#values[name];
    if (value === undefined) return fallback;
    if (typeof value === 'number') {
      if (range.infinity && value === Number.POSITIVE_INFINITY) return value;
      const max = range.max ?? Number.MAX_VALUE;
      const isWhole = !range.integer || Number.isInteger(value);
      if (isWhole && value >= range.min && value <= max) return value;
    }
    throw this.#invalid(name, describeRange(range));
  }

  /** Reads true or false. */
  boolean(name: keyof TOptions & string, fallback: boolean): boolean {
    const value = this.#values[name];
    if (value === undefined) return fallback;
    if (typeof value === 'boolean') return value;
    throw this.#invalid(name, 'true or false');
  }

  /** Reads one of a few names. */
  oneOf<TName extends string>(
    name: keyof TOptions & string,
    fallback: TName,
    names: readonly TName[],
  ): TName {
    const value = this.#values[name];
    if (value === undefined) return fallback;
    if (names.includes(value as TName)) return value as TName;
    const quoted = names.map((candidate) => `'${candidate}'`).join(', ');
    const nearest = typeof value === 'string' ? nearestName(value, names) : undefined;
    throw this.#invalid(name, `one of ${quoted}`, nearest);
  }

  /** Reads a function, or undefined. */
  callback<TCallback>(name: keyof TOptions & string): TCallback | undefined {
    const value = this.#values[name];
    if (value === undefined || typeof value === 'function') return value as TCallback | undefined;
    throw this.#invalid(name, 'a function');
  }

  /** Reads any value that `accepts` accepts, or undefined. */
  value<TValue>(
    name: keyof TOptions & string,
    accepts: (value: unknown) => boolean,
    allowed: string,
  ): TValue | undefined {
    const value = this.#values[name];
    if (value === undefined || accepts(value)) return value as TValue | undefined;
    throw this.#invalid(name, allowed);
  }

  /** Converts what is given, or returns undefined; `convert` refuses with InvalidOptionError. */
  converted<TValue>(
    name: keyof TOptions & string,
    convert: (owner: string, option: string, value: unknown) => TValue,
  ): TValue | undefined {
    const value = this.#values[name];
    return value === undefined ? undefined : convert(this.#owner, name, value);
  }

  #invalid(name: string, allowed: string, nearest?: string): InvalidOptionError {
    return new InvalidOptionError(this.#owner, name, this.#values[name], allowed, nearest);
  }
}

function describeRange(range: NumberRange): string {
  const kind = range.integer ? 'a whole number' : 'a number';
  const end =
    range.max === undefined ? `of at least ${range.min}` : `from ${range.min} to ${range.max}`;
  return `${kind} ${end}${range.infinity ? ', or Infinity' : ''}`;
}

/** Says whether a value is an object with fields, rather than a primitive or null. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
