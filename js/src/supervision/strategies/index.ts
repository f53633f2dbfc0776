import './built-in-strategies.js';

export { EscalateStrategy, type EscalateStrategyOptions } from './escalate-strategy.js';
export { registerStrategy, unregisterStrategy } from './register-strategy.js';
export { RestartStrategy } from './restart-strategy.js';
export type { BackoffType, RestartStrategyOptions } from './restart-strategy-options.js';
export { ResumeStrategy, type ResumeStrategyOptions } from './resume-strategy.js';
export { StopStrategy, type StopStrategyOptions } from './stop-strategy.js';
export {
  type ErrorMatcher,
  type ErrorRule,
  type ResolvedErrorRule,
  StrategyByError,
} from './strategy-by-error.js';
export type { StrategyDescription, StrategyFactory, StrategySource } from './strategy-source.js';
export type { SupervisionStrategy, SupervisionStrategyType } from './supervision-strategy.js';
