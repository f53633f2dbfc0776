import { nearestName } from '../../core/arguments/nearest-name.js';
import { InvalidArgumentError, requireId } from '../errors/invalid-argument-error.js';
import { InvalidOptionError } from '../errors/invalid-option-error.js';
import {
  isDescription,
  isStrategySource,
  type StrategyFactory,
  type StrategySource,
  strategyWords,
} from './strategy-source.js';
import { isSupervisionStrategy, type SupervisionStrategy } from './supervision-strategy.js';

type Named = SupervisionStrategy | StrategyFactory;

/** How deep descriptions may hold one another, and factories ask for one another. */
const deepest = 64;

/** The strategies that have names, and how one is made of its description. */
export class StrategyNames {
  readonly #named = new Map<string, Named>();
  readonly #builtIns: StrategyNames | undefined;
  #depth = 0;

  /** @param builtIns - those whose names nobody may take or take away */
  constructor(builtIns?: StrategyNames) {
    this.#builtIns = builtIns;
  }

  /** Gives a name to a strategy or to a factory; see registerStrategy. */
  add(call: string, name: unknown, strategy: unknown): void {
    const wanted = requireId(`${call}: name`, name);
    if (typeof strategy !== 'function' && !isSupervisionStrategy(strategy)) {
      const words = 'a strategy, or a function that makes one';
      throw new InvalidArgumentError(`${call}: strategy`, strategy, words);
    }
    const present = this.#find(wanted);
    if (present === strategy) return;
    if (present) {
      throw new InvalidArgumentError(`${call}: name`, name, 'a name that is not taken');
    }
    this.#named.set(wanted, strategy as Named);
  }

  /** Takes a name away; says whether it was there. */
  remove(call: string, name: unknown): boolean {
    const unwanted = requireId(`${call}: name`, name);
    if (!this.#builtIns?.has(unwanted)) return this.#named.delete(unwanted);
    throw new InvalidArgumentError(`${call}: name`, name, 'a name that is not built in');
  }

  has(name: string): boolean {
    return this.#find(name) !== undefined;
  }

  /** Lists all names, the built-in ones first. */
  list(): string[] {
    return [...(this.#builtIns?.list() ?? []), ...this.#named.keys()];
  }

  /**
   * Returns the strategy that a source stands for; throws InvalidOptionError.
   *
   * @param owner - what has the option, for messages
   */
  resolve(owner: string, option: string, source: unknown): SupervisionStrategy {
    if (isSupervisionStrategy(source)) return source;
    if (!isStrategySource(source)) {
      throw new InvalidOptionError(owner, option, source, strategyWords);
    }
    if (this.#depth === deepest) {
      const words = `strategies that need one another at most ${deepest} deep`;
      throw new InvalidOptionError(owner, option, source, words);
    }
    this.#depth++;
    try {
      return this.#make(owner, option, source);
    } finally {
      this.#depth--;
    }
  }

  #make(owner: string, option: string, source: StrategySource): SupervisionStrategy {
    const { type, ...options } = isDescription(source) ? source : { type: source as string };
    const named = this.#find(type);
    if (named === undefined) throw this.#unknown(owner, option, type);
    const hasOptions = Object.keys(options).length > 0;
    if (typeof named !== 'function') {
      if (!hasOptions) return named;
      const words = `no options, as '${type}' names a strategy and no factory`;
      throw new InvalidOptionError(owner, option, source, words);
    }
    const made: unknown = named(hasOptions ? Object.freeze(options) : undefined);
    if (isSupervisionStrategy(made)) return made;
    const words = `a strategy from the factory '${type}'`;
    throw new InvalidOptionError(owner, option, made, words);
  }

  #find(name: string): Named | undefined {
    return this.#named.get(name) ?? (this.#builtIns ? this.#builtIns.#find(name) : undefined);
  }

  #unknown(owner: string, option: string, name: string): InvalidOptionError {
    const names = this.list();
    const words = `the name of a strategy: one of '${names.join("', '")}'`;
    return new InvalidOptionError(owner, option, name, words, nearestName(name, names));
  }
}

/** The names that nobody can take away. */
export const builtInStrategies = new StrategyNames();

/** All names of this process. */
export const strategyNames = new StrategyNames(builtInStrategies);

/** Returns the strategy that an option stands for; throws InvalidOptionError. */
export function resolveStrategy(
  owner: string,
  option: string,
  source: unknown,
): SupervisionStrategy {
  return strategyNames.resolve(owner, option, source);
}

/** Returns the strategy that an argument stands for. */
export function requireStrategy(argument: string, source: unknown): SupervisionStrategy {
  if (isStrategySource(source)) return strategyNames.resolve(argument, 'strategy', source);
  throw new InvalidArgumentError(argument, source, strategyWords);
}
