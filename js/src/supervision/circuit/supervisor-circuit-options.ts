import { WhenOpen as WhenOpenCode } from '../../core/codes.js';
import type { PolicyRecord } from '../../core/records.js';
import { isObject, OptionReader } from '../options/option-reader.js';
import {
  type CircuitBreakerOptions,
  circuitOptionNames,
  circuitRecord,
  readCircuitOptions,
} from './circuit-breaker-options.js';

/**
 * A circuit that stops restarting actors while too many of them fail; times in milliseconds. Where
 * successes count, a restarted actor that ran `stableAfterMs` is one.
 */
export interface SupervisorCircuitOptions extends Omit<CircuitBreakerOptions, 'slowCallMs'> {
  /**
   * What becomes of an actor that fails while the circuit is open: it is parked (its events wait)
   * and tried again when the circuit is half-open, or it is stopped.
   * @default 'park'
   */
  whenOpen?: 'park' | 'stop';
  /**
   * How long a restarted actor must run without failing to count as a success.
   * @default 5000
   */
  stableAfterMs?: number;
}

/** A supervisor's circuit as the core and the facade need it. */
export interface ResolvedSupervisorCircuit {
  readonly policy: Pick<PolicyRecord, 'hasBreaker' | 'breaker' | 'whenOpen' | 'stableAfter'>;
  readonly isFailure: ((error: unknown) => boolean) | undefined;
}

const names: readonly (keyof SupervisorCircuitOptions)[] = [
  ...circuitOptionNames.filter((name) => name !== 'slowCallMs'),
  'whenOpen',
  'stableAfterMs',
];

/** Says whether the option `circuitBreaker` may be this. */
export function isSupervisorCircuit(value: unknown): boolean {
  return typeof value === 'boolean' || isObject(value);
}

/** Reads the option `circuitBreaker` of a supervisor; throws InvalidOptionError. */
export function readSupervisorCircuit(
  given: boolean | object | undefined,
): ResolvedSupervisorCircuit {
  const options = typeof given === 'object' ? given : undefined;
  const circuit = new OptionReader<SupervisorCircuitOptions>('circuitBreaker', options, names);
  const rule = readCircuitOptions(circuit as unknown as OptionReader<CircuitBreakerOptions>);
  return {
    policy: {
      hasBreaker: given === true || options !== undefined,
      breaker: circuitRecord(rule),
      whenOpen: WhenOpenCode[circuit.oneOf('whenOpen', 'park', ['park', 'stop'])],
      stableAfter: circuit.number('stableAfterMs', 5_000, { min: 0, infinity: true }),
    },
    isFailure: rule.isFailure,
  };
}
