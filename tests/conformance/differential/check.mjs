import fc from 'fast-check';
import { machines } from './arbitraries/machines.mjs';
import { scripts, sources } from './arbitraries/steps.mjs';
import { compare } from './run/compare.mjs';

/**
 * Runs random charts in XState and here, side by side, and throws at the first difference, shrunk to
 * its smallest form. The same seed makes the same charts; `path` leads to one of them. Returns how
 * many charts and steps were run.
 */
export function compareRandomCharts({ seed, charts, milliseconds, path }) {
  let steps = 0;
  const property = fc.property(machines, sources, scripts, (...given) => {
    steps += compare(...given);
  });
  const parameters = { seed, numRuns: charts };
  if (milliseconds !== undefined) parameters.interruptAfterTimeLimit = milliseconds;
  if (path !== undefined) Object.assign(parameters, { path, endOnFailure: true });
  const result = fc.check(property, parameters);
  // A difference counts also when time is over before it has been shrunk.
  if (result.counterexample !== null) {
    const reason = result.errorInstance?.message ?? result.error;
    throw new Error(
      `Chart ${result.numRuns} of seed ${seed} differs (npm run fuzz -- --seed ${seed} --path ${result.counterexamplePath}):\n${reason}`,
    );
  }
  return { charts: result.numRuns, steps };
}
