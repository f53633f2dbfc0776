// biome-ignore-all lint/suspicious/noExplicitAny: a strategy serves actors of every machine.
import { reportUnhandledError } from '../../actor/report.js';
import { InvalidArgumentError } from '../errors/invalid-argument-error.js';
import type { SupervisedActor } from '../supervised-actor.js';
import type { Supervisor } from '../supervisor.js';
import { EscalateStrategy } from './escalate-strategy.js';
import { isSupervisionStrategy, type SupervisionStrategy } from './supervision-strategy.js';

/**
 * Says which errors a rule is for: those of a class, or those for which a predicate is true. A
 * predicate gets no actor when a child's `start` threw, and the last actor that failed when a whole
 * supervisor did.
 */
export type ErrorMatcher =
  | (abstract new (
      ...args: any[]
    ) => Error)
  | ((error: Error, actor: SupervisedActor<any>) => boolean);

/** What is to happen after certain errors. */
export interface ErrorRule {
  readonly when: ErrorMatcher;
  readonly strategy: SupervisionStrategy;
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
  readonly rules: readonly ErrorRule[];
  /** Decides about errors that no rule fits. */
  readonly otherwise: SupervisionStrategy;

  /**
   * @param otherwise - decides about errors that no rule fits; by default they escalate
   * @throws InvalidArgumentError when a rule or a strategy is none
   */
  constructor(rules: readonly ErrorRule[], otherwise?: SupervisionStrategy) {
    if (!Array.isArray(rules) || !rules.every(isRule)) {
      const allowed = 'a list of rules: objects with a matcher `when` and a `strategy`';
      throw new InvalidArgumentError('StrategyByError: rules', rules, allowed);
    }
    if (otherwise !== undefined && !isSupervisionStrategy(otherwise)) {
      throw new InvalidArgumentError('StrategyByError: otherwise', otherwise, 'a strategy');
    }
    this.rules = Object.freeze(rules.map(({ when, strategy }) => ({ when, strategy })));
    this.otherwise = otherwise ?? new EscalateStrategy();
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
  return typeof rule?.when === 'function' && isSupervisionStrategy(rule.strategy);
}

function fits(when: ErrorMatcher, error: Error, actor: SupervisedActor<any>): boolean {
  if (isErrorClass(when)) return error instanceof when;
  try {
    return Boolean(when(error, actor));
  } catch (fault) {
    reportUnhandledError(fault);
    return false;
  }
}

function isErrorClass(when: ErrorMatcher): when is abstract new (...args: any[]) => Error {
  const prototype: unknown = when.prototype;
  return when === Error || prototype instanceof Error;
}
