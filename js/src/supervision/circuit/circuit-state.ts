import { CircuitState } from '../../core/codes.js';

/** Closed lets everything through, open nothing, half-open a few probes. */
export type CircuitBreakerState = 'closed' | 'open' | 'half-open';

/** Names the core's state of a circuit; undefined when there is no circuit. */
export function circuitStateName(code: number): CircuitBreakerState | undefined {
  switch (code) {
    case CircuitState.closed:
      return 'closed';
    case CircuitState.open:
      return 'open';
    case CircuitState.halfOpen:
      return 'half-open';
    default:
      return undefined;
  }
}
