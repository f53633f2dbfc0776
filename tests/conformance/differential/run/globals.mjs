import { note } from './stage.mjs';
import { StagedPromise } from './staged-promise.mjs';

/** What XState says, too, of an `enqueue.raise()` in an actor that another one's action sends to. */
const falseAlarm = /^Custom actions should not call/;

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
  console.warn = (text) => {
    if (!falseAlarm.test(text)) note('warned', text);
  };
  try {
    return run();
  } finally {
    globalThis.setTimeout = originalSetTimeout;
    Promise.resolve = originalResolve;
    console.warn = warn;
  }
}
