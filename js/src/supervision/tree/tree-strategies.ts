import { isRecord } from '../../core/arguments/is-record.js';
import { InvalidOptionError } from '../errors/invalid-option-error.js';
import { builtInStrategies, type StrategyNames } from '../strategies/strategy-names.js';
import type { StrategyDescription } from '../strategies/strategy-source.js';
import type { SupervisionStrategy } from '../strategies/supervision-strategy.js';
import type { MemberReader } from './member-reader.js';
import { pointerTo, type TreeIssues } from './tree-issue.js';

/** Reads the strategies of a tree: names, and descriptions whose functions are names. */
export class TreeStrategies {
  readonly #names: StrategyNames;
  readonly #members: MemberReader;
  readonly #issues: TreeIssues;

  constructor(names: StrategyNames, members: MemberReader, issues: TreeIssues) {
    this.#names = names;
    this.#members = members;
    this.#issues = issues;
  }

  /** Returns the strategy that a value stands for; undefined when it is wrong and reported. */
  read(value: unknown, pointer: string): SupervisionStrategy | undefined {
    const before = this.#issues.list.length;
    const isDescription = isRecord(value) && typeof value.type === 'string';
    const type = isDescription ? (value.type as string) : value;
    if (typeof type === 'string' && !this.#names.has(type)) {
      const known = Object.fromEntries(this.#names.list().map((name) => [name, name]));
      const at = isDescription ? pointerTo(pointer, 'type') : pointer;
      this.#members.named('strategy', known, type, at);
      return undefined;
    }
    const source = isDescription ? this.#describe(value as StrategyDescription, pointer) : value;
    if (this.#issues.list.length > before) return undefined;
    try {
      return this.#names.resolve('strategy', 'strategy', source);
    } catch (error) {
      this.#members.refuse(error, pointer);
      return undefined;
    }
  }

  #describe(given: StrategyDescription, pointer: string): StrategyDescription {
    const { type, ...options } = given;
    // Only its own factory knows what the options of a registered one are.
    if (!builtInStrategies.has(type)) return given;
    const read: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(options)) {
      const at = pointerTo(pointer, key);
      if (key === 'fallbackStrategy' || key === 'otherwise') read[key] = this.read(value, at);
      else if (key === 'rules' && Array.isArray(value)) read[key] = this.#rules(value, at);
      else read[key] = this.#members.read(key, value, at, this.#checkOf(type));
    }
    return { type, ...read };
  }

  #checkOf(type: string) {
    return (key: string, value: unknown) =>
      void builtInStrategies.resolve('strategy', key, { type, [key]: value });
  }

  #rules(rules: readonly unknown[], pointer: string): unknown[] {
    return rules.map((rule, index) => {
      const at = pointerTo(pointer, index);
      const { when, strategy, ...others } = isRecord(rule) ? rule : {};
      if (typeof when !== 'string' || when === '' || strategy === undefined) {
        const words = 'a rule: the name of an error as `when`, and a `strategy`';
        this.#members.refuse(new InvalidOptionError('by-error', 'rules', rule, words), at);
        return undefined;
      }
      for (const key of Object.keys(others)) {
        this.#members.unknownKey(key, pointerTo(at, key), 'expected when or strategy');
      }
      return { when, strategy: this.read(strategy, pointerTo(at, 'strategy')) };
    });
  }
}
