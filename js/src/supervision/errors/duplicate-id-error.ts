/** An id that another actor or child supervisor of the same supervisor already has. */
export class DuplicateIdError extends Error {
  override readonly name = 'DuplicateIdError';
  readonly code = 'STATEWARDEN_DUPLICATE_ID';
  /** The id that is taken. */
  readonly id: string;
  /** The path of the supervisor that has it, such as `'root/orders'`. */
  readonly supervisorPath: string;

  constructor(kind: 'actor' | 'supervisor', id: string, supervisorPath: string) {
    super(
      `supervisor '${supervisorPath}' already has ${kind === 'actor' ? 'an actor' : 'a child supervisor'} '${id}'; stop that one first or use another id`,
    );
    this.id = id;
    this.supervisorPath = supervisorPath;
  }
}
