export type {
  ActorOptions,
  AnySnapshot,
  Logger,
} from './actor/actor-options.js';
export type { Clock } from './actor/clocks.js';
export { createActor } from './actor/create-actor.js';
export { MachineActor } from './actor/machine-actor.js';
export type { Observer, Subscription } from './actor/observer.js';
export type { Microstep } from './actor/pure/step.js';
export {
  getInitialMicrosteps,
  getInitialSnapshot,
  getMicrosteps,
  getNextSnapshot,
  getNextTransitions,
  initialTransition,
  transition,
} from './actor/pure/transition.js';
export { setUnhandledErrorReporter } from './actor/report.js';
export type { MachineSnapshot } from './actor/snapshot.js';
export { type CoreStatistics, getCoreStatistics } from './actor/statistics.js';
export { assertEvent } from './actor/tools/assert-event.js';
export { createEmptyActor } from './actor/tools/empty-actor.js';
export { mapState, type StateMapper } from './actor/tools/map-state.js';
export { SimulatedClock } from './actor/tools/simulated-clock.js';
export { toPromise, type WaitForOptions, waitFor } from './actor/tools/wait-for.js';
export type { ExecutableAction } from './behavior/acting-actor.js';
export { WebAssemblyUnavailableError } from './core/unavailable.js';
export type { ChartIssue } from './program/chart-description.js';
export { ChartError } from './program/chart-error.js';
export { ChartMachine } from './program/chart-machine.js';
export { loadMachine } from './program/load-program.js';
export type { EventObject, Implementations, StateValue } from './program/machine-types.js';
export { matchesState, type StateValueLike } from './program/matches-state.js';
export * from './supervision/index.js';
