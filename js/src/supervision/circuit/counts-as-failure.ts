import { reportUnhandledError } from '../../actor/report.js';

/** Asks the predicate of a circuit; an error that it cannot judge is a failure. */
export function countsAsFailure(
  isFailure: ((error: unknown) => boolean) | undefined,
  error: unknown,
): boolean {
  if (isFailure === undefined) return true;
  try {
    return Boolean(isFailure(error));
  } catch (fault) {
    reportUnhandledError(fault);
    return true;
  }
}
