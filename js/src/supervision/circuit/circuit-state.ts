import { CircuitState } from '../../core/codes.js';

/** Closed lets everything through, open nothing, half-open a few probes. */
export type CircuitBreakerState = 'closed' | 'open' | 'half-open';

/**
 * What decides about a circuit:
 *
 * - `rule`: results and time
 * - `forced-open`: refuses everything
 * - `forced-closed`: lets everything through and looks at no results
 * - `disabled`: lets everything through and counts nothing
 * - `metrics-only`: lets everything through and counts
 * - `isolated`: refuses everything as long as somebody holds it so, whatever the mode beneath
 */
export type CircuitMode = (typeof circuitModes)[number];

/**
 * Why a circuit changed:
 *
 * - `tripped`: too many failures
 * - `open-time-over`: it may be tried
 * - `probe-failed`, `probe-unanswered`: open again
 * - `probes-succeeded`: closed again
 * - the others: somebody called the method of that name; `isolation-ended` when the last handle was
 *   disposed of, `restored` when a state was imported
 */
export type CircuitChangeReason = (typeof circuitReasons)[number];

/** In the order of the core's CircuitState. */
export const circuitStates: readonly CircuitBreakerState[] = ['closed', 'open', 'half-open'];

/** In the order of the core's CircuitMode. */
export const circuitModes = [
  'rule',
  'forced-open',
  'forced-closed',
  'disabled',
  'metrics-only',
  'isolated',
] as const;

/** In the order of the core's CircuitReason. */
export const circuitReasons = [
  'created',
  'tripped',
  'open-time-over',
  'probe-failed',
  'probe-unanswered',
  'probes-succeeded',
  'forced-open',
  'forced-closed',
  'disabled',
  'metrics-only',
  'isolated',
  'isolation-ended',
  'reset',
  'restored',
] as const;

/** Names the core's state of a circuit; undefined when there is no circuit. */
export function circuitStateName(code: number): CircuitBreakerState | undefined {
  return code < CircuitState.closed ? undefined : circuitStates[code];
}
