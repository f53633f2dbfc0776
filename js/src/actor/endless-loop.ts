import type { Program } from '../program/program.js';

/** The error of a macrostep that does not come to rest, in XState's words. */
export function endlessLoopError(program: Program): Error {
  return new Error(
    `Infinite loop detected: the machine has processed more than ${program.chart.maxIterations} microsteps without reaching a stable state. This usually happens when there's a cycle of transitions (e.g., eventless transitions or raised events causing state A -> B -> C -> A).`,
  );
}
