/** A call under a circuit's protection that took too long. */
export class CircuitTimeoutError extends Error {
  override readonly name = 'CircuitTimeoutError';
  readonly code = 'STATEWARDEN_CIRCUIT_TIMEOUT';
  /** The milliseconds that it had. */
  readonly timeoutMs: number;

  constructor(timeoutMs: number) {
    super(`the call did not end within ${timeoutMs} ms`);
    this.timeoutMs = timeoutMs;
  }
}
