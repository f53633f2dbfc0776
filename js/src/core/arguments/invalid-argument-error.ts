import { describeValue } from './describe-value.js';

/** An argument of the wrong type. */
export class InvalidArgumentError extends TypeError {
  override readonly name = 'InvalidArgumentError';
  readonly code = 'STATEWARDEN_INVALID_ARGUMENT';
  /** The function and its parameter, such as `'Supervisor.registerActor: actor'`. */
  readonly argument: string;
  /** What was given. */
  readonly received: unknown;

  constructor(argument: string, received: unknown, allowed: string) {
    super(`${argument}: got ${describeValue(received)}, expected ${allowed}`);
    this.argument = argument;
    this.received = received;
  }
}

/** Returns the value when it is a string that may serve as an id; the empty string may not. */
export function requireId(argument: string, value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new InvalidArgumentError(argument, value, 'a non-empty string');
}

/** Refuses what is no function. */
export function requireFunction(argument: string, value: unknown): void {
  if (typeof value !== 'function') throw new InvalidArgumentError(argument, value, 'a function');
}
