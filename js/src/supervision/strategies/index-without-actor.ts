import { NONE } from '../../core/codes.js';
import type { SupervisedActor } from '../supervised-actor.js';
import { coreIndexOf } from './core-strategy.js';
import { RestartStrategy } from './restart-strategy.js';
import { StrategyByError } from './strategy-by-error.js';
import type { SupervisionStrategy } from './supervision-strategy.js';

let fallback: RestartStrategy | undefined;

/**
 * Returns the core's number of the strategy that decides about what is no actor: a child whose
 * `start` threw, or a whole supervisor. A strategy of the user's own has nobody to act on there, and
 * a RestartStrategy stands in for it.
 *
 * @param culprit - the actor whose failure was the last straw, if there is one
 */
export function indexWithoutActor(
  strategy: SupervisionStrategy,
  error: Error,
  culprit?: SupervisedActor,
): number {
  const isByError = strategy instanceof StrategyByError;
  const decisive = isByError ? strategy.strategyFor(error, culprit as SupervisedActor) : strategy;
  const index = coreIndexOf(decisive);
  if (index !== NONE) return index;
  fallback ??= new RestartStrategy();
  return coreIndexOf(fallback);
}
