import { EscalateStrategy, type EscalateStrategyOptions } from './escalate-strategy.js';
import { RestartStrategy } from './restart-strategy.js';
import type { RestartStrategyOptions } from './restart-strategy-options.js';
import { ResumeStrategy, type ResumeStrategyOptions } from './resume-strategy.js';
import { StopStrategy, type StopStrategyOptions } from './stop-strategy.js';
import { StrategyByError } from './strategy-by-error.js';
import { builtInStrategies } from './strategy-names.js';
import type { StrategyFactory } from './strategy-source.js';
import type { SupervisionStrategy } from './supervision-strategy.js';

type Options = Readonly<Record<string, unknown>>;

/** Reads 'infinity' where JSON has no Infinity. */
function withInfinity(options: Options): Options {
  const read = ([name, value]: [string, unknown]): [string, unknown] => {
    return [name, value === 'infinity' ? Number.POSITIVE_INFINITY : value];
  };
  return Object.fromEntries(Object.entries(options).map(read));
}

/** Without options there is one strategy for all, since it is immutable. */
function factory(make: (options: Options | undefined) => SupervisionStrategy): StrategyFactory {
  let common: SupervisionStrategy | undefined;
  return (options) => {
    if (options) return make(withInfinity(options));
    common ??= make(undefined);
    return common;
  };
}

const factories: Readonly<Record<string, StrategyFactory>> = {
  restart: factory((options) => new RestartStrategy(options as RestartStrategyOptions)),
  stop: factory((options) => new StopStrategy(options as StopStrategyOptions)),
  escalate: factory((options) => new EscalateStrategy(options as EscalateStrategyOptions)),
  resume: factory((options) => new ResumeStrategy(options as ResumeStrategyOptions)),
  'by-error': factory((options) => StrategyByError.from(options)),
};

for (const [name, make] of Object.entries(factories)) {
  builtInStrategies.add('registerStrategy', name, make);
}
