import type { OptionReader } from '../options/option-reader.js';

/** When a supervisor takes an actor for healthy; times in milliseconds. */
export interface HealthOptions {
  /**
   * How long after its last error an actor counts as healthy again.
   * @default 60000
   */
  healthyAfter?: number;
  /**
   * How long an invocation with `onDone`, such as a promise, may be pending before its actor counts
   * as stuck, which is unhealthy. From 0, or Infinity.
   * @default Infinity
   */
  stuckAfter?: number;
}

export const healthOptionNames: readonly (keyof HealthOptions)[] = ['healthyAfter', 'stuckAfter'];

/** Reads the options about health that the facade needs; throws InvalidOptionError. */
export function readHealthOptions(read: OptionReader<HealthOptions>): { stuckAfter: number } {
  return {
    stuckAfter: read.number('stuckAfter', Number.POSITIVE_INFINITY, { min: 0, infinity: true }),
  };
}
