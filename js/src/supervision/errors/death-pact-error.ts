/** Fails an actor that was told of the end of another one, and did not know what to do about it. */
export class DeathPactError extends Error {
  override readonly name = 'DeathPactError';
  readonly code = 'STATEWARDEN_DEATH_PACT';
  /** The id of the watching actor, which this error fails. */
  readonly actorId: string;
  /** The id of the actor or the supervisor that ended. */
  readonly targetId: string;

  /** @param cause - the failure in which the target ended, if it was one */
  constructor(actorId: string, targetId: string, cause?: Error) {
    const message = `actor '${actorId}' watches '${targetId}', which has ended, and does not take the event`;
    super(message, cause === undefined ? undefined : { cause });
    this.actorId = actorId;
    this.targetId = targetId;
  }
}
