/** A call that an open circuit refused. */
export class CircuitOpenError extends Error {
  override readonly name = 'CircuitOpenError';
  readonly code = 'STATEWARDEN_CIRCUIT_OPEN';
  /** Milliseconds after which another attempt may be allowed. */
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super(`the circuit is open; the next attempt may be allowed in ${Math.ceil(retryAfter)} ms`);
    this.retryAfter = retryAfter;
  }
}
