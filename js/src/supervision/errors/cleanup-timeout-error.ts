/** A strategy's `cleanup` took longer than its `cleanupTimeout`, and was not waited for any longer. */
export class CleanupTimeoutError extends Error {
  override readonly name = 'CleanupTimeoutError';
  readonly code = 'STATEWARDEN_CLEANUP_TIMEOUT';
  readonly actorId: string;
  /** How long was waited, in milliseconds. */
  readonly timeout: number;

  constructor(actorId: string, timeout: number) {
    super(`the clean-up of actor '${actorId}' has not ended within ${timeout} ms`);
    this.actorId = actorId;
    this.timeout = timeout;
  }
}
