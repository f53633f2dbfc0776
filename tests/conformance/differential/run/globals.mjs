import { note } from './stage.mjs';
import { StagedPromise } from './staged-promise.mjs';

/**
 * Writes down what goes to global places while `run` runs: reported errors and warnings. Promises that
 * libraries make are settled in steps.
 */
export function withGlobals(run) {
  const { setTimeout: originalSetTimeout } = globalThis;
  const originalResolve = Promise.resolve;
  const { warn } = console;
  globalThis.setTimeout = (callback) => {
    try {
      callback();
    } catch (error) {
      note('reported', error);
    }
  };
  Promise.resolve = (value) => StagedPromise.resolve(value);
  console.warn = (text) => note('warned', text);
  try {
    return run();
  } finally {
    globalThis.setTimeout = originalSetTimeout;
    Promise.resolve = originalResolve;
    console.warn = warn;
  }
}
