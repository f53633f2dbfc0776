import { describeValue } from '../../core/arguments/describe-value.js';

/** An option that cannot be used; says which one, what was given and what is allowed. */
export class InvalidOptionError extends TypeError {
  override readonly name = 'InvalidOptionError';
  readonly code = 'STATEWARDEN_INVALID_OPTION';
  /** What the option belongs to, such as `'RestartStrategy'`. */
  readonly owner: string;
  /** The option's name, undefined when the options object itself is no object. */
  readonly option: string | undefined;
  /** What was given. */
  readonly received: unknown;
  /** What would be accepted, in words. */
  readonly allowed: string;
  /** The known name that the given one most likely stands for. */
  readonly nearest: string | undefined;

  constructor(
    owner: string,
    option: string | undefined,
    received: unknown,
    allowed: string,
    nearest?: string,
  ) {
    const subject = option === undefined ? `${owner}: invalid options` : `${owner}: invalid option`;
    const name = option === undefined ? '' : ` ${describeValue(option)}`;
    const hint = nearest === undefined ? '' : `; did you mean '${nearest}'?`;
    super(`${subject}${name}: got ${describeValue(received)}, expected ${allowed}${hint}`);
    this.owner = owner;
    this.option = option;
    this.received = received;
    this.allowed = allowed;
    this.nearest = nearest;
  }
}
