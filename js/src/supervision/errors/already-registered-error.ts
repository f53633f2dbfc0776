import { describeValue } from '../../core/arguments/describe-value.js';

/** A name that another actor has already in a registry of unique names. */
export class AlreadyRegisteredError extends Error {
  override readonly name = 'AlreadyRegisteredError';
  readonly code = 'STATEWARDEN_ALREADY_REGISTERED';
  /** The name that is taken. */
  readonly key: unknown;
  /** The actor that has it. */
  readonly holder: unknown;

  constructor(key: unknown, holder: { readonly id: string }) {
    super(`the name ${describeValue(key)} is taken by actor '${holder.id}', which is alive`);
    this.key = key;
    this.holder = holder;
  }
}
