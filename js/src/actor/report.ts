import { requireFunction } from '../core/arguments/invalid-argument-error.js';

export type UnhandledErrorReporter = (error: unknown) => void;

const reportAsXState: UnhandledErrorReporter = (error) => {
  setTimeout(() => {
    throw error;
  });
};

let report = reportAsXState;

/** Reports an error that nobody handles; returns in any case, since the core may be the caller. */
export function reportUnhandledError(error: unknown): void {
  try {
    report(error);
  } catch (fault) {
    reportAsXState(fault);
  }
}

/**
 * Replaces the way in which unhandled errors are reported: those of observers and listeners, and
 * those of unsupervised actors that nobody observes. Without an argument errors are thrown in a
 * timer again, as XState does (`reportUnhandledError.ts`), so that global handlers see them; so is
 * what the reporter itself throws.
 *
 * @throws InvalidArgumentError when `reporter` is neither a function nor undefined
 */
export function setUnhandledErrorReporter(reporter?: UnhandledErrorReporter): void {
  if (reporter !== undefined) requireFunction('setUnhandledErrorReporter: reporter', reporter);
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
