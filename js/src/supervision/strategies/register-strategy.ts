import { strategyNames } from './strategy-names.js';
import type { StrategyFactory } from './strategy-source.js';
import type { SupervisionStrategy } from './supervision-strategy.js';

/**
 * Gives a strategy a name for the whole process, so that options that are data, such as a JSON file,
 * can speak of it: `strategy: 'patient'`, or with a factory
 * `strategy: { type: 'patient', maxRestarts: 3 }`. Names are looked up when options are read: who has
 * a strategy keeps it. They outlive `RootSupervisor.resetInstance()`.
 *
 * `'restart'`, `'stop'`, `'escalate'`, `'resume'` and `'by-error'` have their names already.
 *
 * @param strategy - a strategy, or a function that makes one from the options of a description; what
 *   the function throws reaches whoever gave the name
 * @throws InvalidArgumentError when the name is no non-empty string or stands for something else, or
 *   when `strategy` is neither
 *
 * @example
 * registerStrategy('patient', new RestartStrategy({ initialDelay: 1_000 }));
 * createSupervisedMachine('printer', machine, { strategy: 'patient' });
 */
export function registerStrategy(
  name: string,
  strategy: SupervisionStrategy | StrategyFactory,
): void {
  strategyNames.add('registerStrategy', name, strategy);
}

/**
 * Takes a name away, and says whether it was there.
 *
 * @throws InvalidArgumentError when the name is no non-empty string or is built in
 */
export function unregisterStrategy(name: string): boolean {
  return strategyNames.remove('unregisterStrategy', name);
}
