/** An actor heard nothing for longer than its `heartbeat` allows. */
export class HeartbeatError extends Error {
  override readonly name = 'HeartbeatError';
  readonly code = 'STATEWARDEN_HEARTBEAT';
  readonly actorId: string;
  /** How long no event came that counts, in milliseconds. */
  readonly silentFor: number;
  /** How long that may be, in milliseconds. */
  readonly within: number;

  constructor(actorId: string, silentFor: number, within: number) {
    super(`actor '${actorId}' has heard nothing for ${Math.round(silentFor)} ms`);
    this.actorId = actorId;
    this.silentFor = silentFor;
    this.within = within;
  }
}
