import { note, onStage } from './stage.mjs';

/** Writes down what goes to global places while `run` runs: reported errors and warnings. */
export async function withGlobals(run) {
  const { setTimeout: originalSetTimeout } = globalThis;
  const { warn } = console;
  globalThis.setTimeout = (callback) => {
    try {
      callback();
    } catch (error) {
      note('reported', error);
    }
  };
  console.warn = (text) => {
    const isLate = onStage().isAdvancing && text.includes('was sent to stopped actor');
    if (!isLate) note('warned', text);
  };
  try {
    return await run();
  } finally {
    globalThis.setTimeout = originalSetTimeout;
    console.warn = warn;
  }
}
