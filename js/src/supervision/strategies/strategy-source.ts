import { isSupervisionStrategy, type SupervisionStrategy } from './supervision-strategy.js';

/**
 * A strategy as data: the name of a strategy or of a factory, and the options that the factory gets.
 * In the built-in ones `'infinity'` may stand for Infinity, which JSON has not.
 *
 * @example { type: 'restart', maxRestarts: 3, backoffType: 'none' }
 */
export interface StrategyDescription {
  /** `'restart'`, `'stop'`, `'escalate'`, `'resume'`, `'by-error'`, or a name that was registered. */
  readonly type: string;
  readonly [option: string]: unknown;
}

/** Whatever a strategy can be made from: itself, its name, or a description. */
export type StrategySource = SupervisionStrategy | StrategyDescription | string;

/** Makes a strategy from the options of a description; undefined when only its name was given. */
export type StrategyFactory = (
  options: Readonly<Record<string, unknown>> | undefined,
) => SupervisionStrategy;

export const strategyWords =
  'a strategy: an object with type and handleError, a name, or an object with type and options';

/** Says whether a value has the form of a strategy source; its name may be unknown for all that. */
export function isStrategySource(value: unknown): value is StrategySource {
  if (typeof value === 'string') return true;
  return isSupervisionStrategy(value) || isDescription(value);
}

/** Says whether a value describes a strategy, rather than being one. */
export function isDescription(value: unknown): value is StrategyDescription {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { type, handleError } = value as { type?: unknown; handleError?: unknown };
  return typeof type === 'string' && handleError === undefined;
}
