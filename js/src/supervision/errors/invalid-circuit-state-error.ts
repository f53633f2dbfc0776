import { describeValue } from '../../core/arguments/describe-value.js';

/** Something given as the exported state of a circuit that is none, or one of another version. */
export class InvalidCircuitStateError extends TypeError {
  override readonly name = 'InvalidCircuitStateError';
  readonly code = 'STATEWARDEN_INVALID_CIRCUIT_STATE';
  /** The field that cannot be used, such as `'history.values'`. */
  readonly field: string;
  /** What was found there. */
  readonly received: unknown;

  constructor(field: string, received: unknown, allowed: string, cause?: unknown) {
    super(
      `the state of a circuit: '${field}' is ${describeValue(received)}, expected ${allowed}`,
      cause === undefined ? undefined : { cause },
    );
    this.field = field;
    this.received = received;
  }
}
