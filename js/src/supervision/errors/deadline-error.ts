/** An actor took longer over an event than its `eventDeadline`, or a child than `invocationDeadline`. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
  readonly code = 'STATEWARDEN_DEADLINE';
  /** Whether an event took too long or a child. */
  readonly kind: 'event' | 'invocation';
  /** The actor that has the deadline. */
  readonly actorId: string;
  /** The child that took too long, for the kind `invocation`. */
  readonly childId: string | undefined;
  /** The milliseconds that there were. */
  readonly deadline: number;
  /** The milliseconds that it took, until now for a child. */
  readonly elapsed: number;

  constructor(actorId: string, deadline: number, elapsed: number, childId?: string) {
    const what = childId === undefined ? 'an event' : `child '${childId}'`;
    const took = `${Math.round(elapsed)} ms, where ${deadline} ms are allowed`;
    super(`${what} of actor '${actorId}' took ${took}`);
    this.kind = childId === undefined ? 'event' : 'invocation';
    this.actorId = actorId;
    this.childId = childId;
    this.deadline = deadline;
    this.elapsed = elapsed;
  }
}
