import { describeValue } from '../options/describe-value.js';

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
  if (value instanceof Error) return value;
  const isForeignError = Object.prototype.toString.call(value) === '[object Error]';
  return isForeignError ? (value as Error) : new ThrownValueError(value);
}
