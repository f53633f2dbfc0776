import fc from 'fast-check';
import { machines } from './arbitraries/machines.mjs';
import { scripts } from './arbitraries/steps.mjs';
import { compare } from './run/compare.mjs';

/**
 * Runs random charts in XState and here, side by side, and throws at the first difference, shrunk to
 * its smallest form. The same seed makes the same charts.
 */
export async function compareRandomCharts({ seed, charts, milliseconds }) {
  const property = fc.asyncProperty(machines, scripts, compare);
  const limit = milliseconds === undefined ? {} : { interruptAfterTimeLimit: milliseconds };
  const result = await fc.check(property, { seed, numRuns: charts, ...limit });
  if (result.failed && !result.interrupted) {
    const reason = result.errorInstance?.message ?? result.error;
    throw new Error(`seed ${seed} differs after ${result.numRuns} charts:\n${reason}`);
  }
  return result.numRuns;
}
