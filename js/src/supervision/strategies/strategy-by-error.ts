// biome-ignore-all lint/suspicious/noExplicitAny: a strategy serves actors of every machine.
import { reportUnhandledError } from '../../actor/report.js';
import { InvalidArgumentError } from '../errors/invalid-argument-error.js';
import { OptionReader } from '../options/option-reader.js';
import type { SupervisedActor } from '../supervised-actor.js';
import type { Supervisor } from '../supervisor.js';
import { EscalateStrategy } from './escalate-strategy.js';
import { requireStrategy, resolveStrategy } from './strategy-names.js';
import { isStrategySource, type StrategySource } from './strategy-source.js';
import type { SupervisionStrategy } from './supervision-strategy.js';

/**
 * Says which errors a rule is for: those of a class; those whose `name` this is, or the name of their
 * class or of one above it; or those for which a predicate is true. A predicate gets no actor when a
 * child's `start` threw, and the last actor that failed when a whole supervisor did.
 */
export type ErrorMatcher =
  | (abstract new (
      ...args: any[]
    ) => Error)
  | ((error: Error, actor: SupervisedActor<any>) => boolean)
  | string;

/** What is to happen after certain errors. */
export interface ErrorRule {
  readonly when: ErrorMatcher;
  readonly strategy: StrategySource;
}

/** A rule as a StrategyByError has it. */
export interface ResolvedErrorRule extends ErrorRule {
  readonly strategy: SupervisionStrategy;
}

/** What describes a StrategyByError. */
interface StrategyByErrorOptions {
  rules: readonly ErrorRule[];
  otherwise?: StrategySource;
}

/**
 * Chooses a strategy by the error: that of the first rule that fits. Rules nest, since a rule's
 * strategy may be another StrategyByError. Immutable; any number of actors may share one.
 *
 * @example
 * new StrategyByError(
 *   [
 *     { when: TypeError, strategy: new StopStrategy() },
 *     { when: (error) => error.message.includes('timeout'), strategy: new RestartStrategy() },
 *   ],
 *   new EscalateStrategy(),
 * );
 */
export class StrategyByError implements SupervisionStrategy {
  readonly type = 'by-error';
  readonly rules: readonly ResolvedErrorRule[];
  /** Decides about errors that no rule fits. */
  readonly otherwise: SupervisionStrategy;

  /**
   * @param otherwise - decides about errors that no rule fits; by default they escalate
   * @throws InvalidArgumentError when a rule or a strategy is none
   * @throws InvalidOptionError when the name of a strategy is unknown
   */
  constructor(rules: readonly ErrorRule[], otherwise?: StrategySource) {
    if (!Array.isArray(rules) || !rules.every(isRule)) {
      const allowed = 'a list of rules: objects with a matcher `when` and a `strategy`';
      throw new InvalidArgumentError('StrategyByError: rules', rules, allowed);
    }
    const resolved = (rules as readonly ErrorRule[]).map(({ when, strategy }, at) => ({
      when,
      strategy: resolveStrategy('StrategyByError', `rules[${at}].strategy`, strategy),
    }));
    this.rules = Object.freeze(resolved);
    this.otherwise =
      otherwise === undefined
        ? new EscalateStrategy()
        : requireStrategy('StrategyByError: otherwise', otherwise);
  }

  /** @internal Makes one of its description. */
  static from(options: unknown): StrategyByError {
    const names = ['rules', 'otherwise'] as const;
    const read = new OptionReader<StrategyByErrorOptions>('StrategyByError', options, names);
    const rules = read.value<readonly ErrorRule[]>('rules', Array.isArray, 'a list of rules') ?? [];
    return new StrategyByError(rules, read.converted('otherwise', resolveStrategy));
  }

  /** Returns the strategy that decides about an error; O(rules). */
  strategyFor(error: Error, actor: SupervisedActor<any>): SupervisionStrategy {
    const rule = this.rules.find(({ when }) => fits(when, error, actor));
    const strategy = rule?.strategy ?? this.otherwise;
    return strategy instanceof StrategyByError ? strategy.strategyFor(error, actor) : strategy;
  }

  /** Lets the strategy of the first rule that fits decide. */
  handleError(supervisor: Supervisor, actor: SupervisedActor<any>, error: Error): Promise<void> {
    return this.strategyFor(error, actor).handleError(supervisor, actor, error);
  }
}

function isRule(rule: Partial<ErrorRule> | null | undefined): boolean {
  const { when, strategy } = rule ?? {};
  const isMatcher = typeof when === 'function' || (typeof when === 'string' && when !== '');
  return isMatcher && isStrategySource(strategy);
}

function fits(when: ErrorMatcher, error: Error, actor: SupervisedActor<any>): boolean {
  try {
    if (typeof when === 'string') return hasName(error, when);
    return isErrorClass(when) ? error instanceof when : Boolean(when(error, actor));
  } catch (fault) {
    reportUnhandledError(fault);
    return false;
  }
}

function hasName(error: Error, name: string): boolean {
  if (error.name === name) return true;
  let prototype: object | null = Object.getPrototypeOf(error);
  for (; prototype !== null; prototype = Object.getPrototypeOf(prototype)) {
    if (prototype.constructor?.name === name && name !== 'Object') return true;
  }
  return false;
}

function isErrorClass(
  when: Exclude<ErrorMatcher, string>,
): when is abstract new (
  ...args: any[]
) => Error {
  const prototype: unknown = when.prototype;
  return when === Error || prototype instanceof Error;
}
