import { hostedCore } from '../../actor/host.js';
import { CircuitCommand } from '../../core/codes.js';
import { requireFunction } from '../errors/invalid-argument-error.js';
import type { Subscription } from '../telemetry/listeners.js';
import { type CircuitIsolation, isolation } from './circuit-isolation.js';
import { type CircuitMetrics, metricsOf } from './circuit-metrics.js';
import {
  type CircuitBreakerState,
  type CircuitMode,
  circuitModes,
  circuitReasons,
  circuitStateName,
} from './circuit-state.js';
import { type CircuitStateChange, CircuitWatch } from './circuit-watch.js';
import { type ExportedCircuit, exportedCircuit, importedCircuit } from './exported-circuit.js';

/** What one can see of a circuit and tell it, be it a supervisor's or one for direct use. */
export abstract class Circuit {
  /** @internal 1 for a supervisor's. */
  protected abstract readonly isSupervisors: 0 | 1;
  /** @internal The number of the breaker, or of the supervisor. */
  protected abstract readonly coreId: number;
  /** @internal */
  protected abstract readonly windowMs: number;
  /** @internal Present once somebody listens. */
  protected watch: CircuitWatch | undefined;

  /** The state right now; reading it changes nothing. */
  get state(): CircuitBreakerState {
    const state = hostedCore()._sw_circuit_state(this.isSupervisors, this.coreId);
    return circuitStateName(state) ?? 'closed';
  }

  /** What decides about the state: the rule, unless somebody has forced it. */
  get mode(): CircuitMode {
    return circuitModes[hostedCore()._sw_circuit_mode(this.isSupervisors, this.coreId)] ?? 'rule';
  }

  /**
   * Milliseconds until the next attempt may be allowed; 0 when it is allowed now, Infinity when time
   * alone does not change that.
   */
  get retryAfter(): number {
    return hostedCore()._sw_circuit_retry_after(this.isSupervisors, this.coreId);
  }

  /** Says whether an attempt would be allowed; takes no permit and changes nothing. */
  isAllowed(): boolean {
    return this.retryAfter === 0;
  }

  /** Refuses everything until `reset` or another of these methods is called. */
  forceOpen(): void {
    this.obey(CircuitCommand.forceOpen);
  }

  /** Lets everything through and looks at no results until `reset` or another method is called. */
  forceClose(): void {
    this.obey(CircuitCommand.forceClose);
  }

  /** Lets everything through and counts nothing until `reset` or another method is called. */
  disable(): void {
    this.obey(CircuitCommand.disable);
  }

  /** Lets everything through, but counts, until `reset` or another method is called. */
  metricsOnly(): void {
    this.obey(CircuitCommand.metricsOnly);
  }

  /**
   * Refuses everything until the handle is disposed of, and all other handles as well; then the circuit
   * is what it would be without, with new probes. `reset` does not end it.
   */
  isolate(): CircuitIsolation {
    this.obey(CircuitCommand.isolate);
    return isolation(() => this.obey(CircuitCommand.endIsolation));
  }

  /** Lets the rule decide again: closes the circuit and forgets all failures and forced modes. */
  reset(): void {
    this.obey(CircuitCommand.reset);
  }

  /** Returns what was counted so far; O(1). */
  getMetrics(): CircuitMetrics {
    return metricsOf(hostedCore().circuitMetrics(this.isSupervisors === 1, this.coreId));
  }

  /**
   * Returns the circuit as plain JSON, to go on with elsewhere: after a reload, in a worker. Permits
   * that are out and what `getMetrics` counts in total stay here; the time in between does not count.
   */
  exportState(): ExportedCircuit {
    const record = hostedCore().writeCircuit(this.isSupervisors === 1, this.coreId);
    return exportedCircuit(record, this.windowMs);
  }

  /**
   * Goes on where another circuit was when it was exported. What the rule looks at is taken over when
   * it is the same rule and window, else the circuit begins with an empty history.
   *
   * @throws InvalidCircuitStateError when it is not what `exportState` returns; nothing is changed
   */
  importState(state: ExportedCircuit): void {
    const record = importedCircuit(state, this.windowMs);
    hostedCore().readCircuit(this.isSupervisors === 1, this.coreId, record);
    this.changed();
  }

  /**
   * Calls a listener whenever the state or the mode has changed, also when nothing but time has
   * changed it. Changes that follow at once on one another may be told as one. A listener that throws
   * is reported as an unhandled error.
   */
  onStateChange(listener: (change: CircuitStateChange) => void): Subscription {
    requireFunction('Circuit.onStateChange: listener', listener);
    this.watch ??= this.makeWatch();
    return this.watch.subscribe(listener);
  }

  /** @internal Carries out a command. */
  protected abstract obey(command: number): void;

  /** @internal */
  protected makeWatch(): CircuitWatch {
    return new CircuitWatch(() => ({
      state: this.state,
      mode: this.mode,
      retryAfter: this.retryAfter,
      reason: circuitReasons[this.#reasonCode()] ?? 'created',
    }));
  }

  /** @internal Tells listeners if something has changed. */
  protected changed(): void {
    if (this.watch !== undefined) this.watch.look();
  }

  #reasonCode(): number {
    return hostedCore()._sw_circuit_reason(this.isSupervisors, this.coreId);
  }
}
