export type UnhandledErrorReporter = (error: unknown) => void;

const reportAsXState: UnhandledErrorReporter = (error) => {
  setTimeout(() => {
    throw error;
  });
};

let report = reportAsXState;

/** Reports an error that nobody handles. */
export function reportUnhandledError(error: unknown): void {
  report(error);
}

/**
 * Replaces the way in which unhandled errors are reported: those of observers and listeners, and
 * those of unsupervised actors that nobody observes. Without an argument errors are thrown in a
 * timer again, as XState does (`reportUnhandledError.ts`), so that global handlers see them.
 */
export function setUnhandledErrorReporter(reporter?: UnhandledErrorReporter): void {
  report = reporter ?? reportAsXState;
}

/** Runs somebody's callback; what it throws is reported and harms nobody. */
export function guarded(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    reportUnhandledError(error);
  }
}
