import type { ChartMachine } from './chart-machine.js';
import type { EventObject, TransitionLike } from './machine-types.js';

/** How charts run under foreign actors; the layer that knows actors registers itself here. */
export interface ChartLogic {
  transition(machine: ChartMachine, snapshot: unknown, event: EventObject, scope: unknown): unknown;
  getInitialSnapshot(machine: ChartMachine, scope: unknown, input: unknown): unknown;
  restoreSnapshot(machine: ChartMachine, persisted: unknown, scope: unknown): unknown;
  getPersistedSnapshot(snapshot: unknown, options: unknown): unknown;
  start(snapshot: unknown): void;
  resolveState(machine: ChartMachine, config: unknown): unknown;
  getTransitionData(machine: ChartMachine, snapshot: unknown, event: EventObject): TransitionLike[];
}

let logic: ChartLogic | undefined;

export function setChartLogic(chartLogic: ChartLogic): void {
  logic = chartLogic;
}

export function chartLogic(): ChartLogic {
  return logic as ChartLogic;
}
