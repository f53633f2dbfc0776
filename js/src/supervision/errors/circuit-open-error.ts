import type { CircuitMode } from '../circuit/circuit-state.js';

/** A call that a circuit refused, because it is open or because its probes are out. */
export class CircuitOpenError extends Error {
  override readonly name = 'CircuitOpenError';
  readonly code = 'STATEWARDEN_CIRCUIT_OPEN';
  /**
   * Milliseconds after which another attempt may be allowed; Infinity when time alone does not change
   * that, because the circuit is forced open or isolated.
   */
  readonly retryAfter: number;
  /** `'open'`, or `'half-open'` when as many probes are out as are let through. */
  readonly state: 'open' | 'half-open';
  /** What decided: `'rule'`, `'forced-open'` or `'isolated'`. */
  readonly mode: CircuitMode;

  constructor(
    retryAfter: number,
    state: 'open' | 'half-open' = 'open',
    mode: CircuitMode = 'rule',
  ) {
    const isTimed = Number.isFinite(retryAfter);
    const when = isTimed
      ? `the next attempt may be allowed in ${Math.ceil(retryAfter)} ms`
      : 'it stays so until it is told otherwise';
    const how = mode === 'rule' ? state : mode;
    super(`the circuit is ${how}; ${when}`);
    this.retryAfter = retryAfter;
    this.state = state;
    this.mode = mode;
  }
}
