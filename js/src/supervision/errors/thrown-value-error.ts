import { describeValue } from '../../core/arguments/describe-value.js';

/** Stands for a thrown or rejected value that is no Error; `cause` is the value itself. */
export class ThrownValueError extends Error {
  override readonly name = 'ThrownValueError';
  readonly code = 'STATEWARDEN_THROWN_VALUE';

  constructor(value: unknown) {
    super(`something that is no Error was thrown: ${describeValue(value)}`, { cause: value });
  }
}

/** Returns the value itself when it is an Error, of whatever realm, or else one that carries it. */
export function toError(value: unknown): Error {
  return isError(value) ? value : new ThrownValueError(value);
}

function isError(value: unknown): value is Error {
  try {
    return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
  } catch {
    // A proxy may refuse even to be looked at.
    return false;
  }
}
