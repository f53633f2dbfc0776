/** Something was asked of an actor whose life has ended; make a new one under the same id. */
export class ActorStoppedError extends Error {
  override readonly name = 'ActorStoppedError';
  readonly code = 'STATEWARDEN_ACTOR_STOPPED';
  readonly actorId: string;

  constructor(actorId: string, asked: string) {
    super(`actor '${actorId}' has ended: ${asked} is no longer possible`);
    this.actorId = actorId;
  }
}
