import { type NodeInspect, nodeInspection, writeForNode } from '../actor/node-inspection.js';
import { ManagedChildren } from './children/managed-children.js';
import type { CircuitBreakerState } from './circuit/circuit-state.js';
import { circuitOf, type SupervisorCircuit } from './circuit/supervisor-circuit.js';
import { requireFunction } from './errors/invalid-argument-error.js';
import type { HealthRuleOptions } from './health/health-rule.js';
import { type SupervisorHealth, subtreeHealth } from './health/subtree-health.js';
import type { Supervisor } from './supervisor.js';
import { eventStream } from './telemetry/event-stream.js';
import type { Subscription } from './telemetry/listeners.js';
import type { SupervisionEvent } from './telemetry/supervision-event.js';
import { ending } from './watch/mortal.js';
import { supervisorEnding } from './watch/supervisor-ending.js';
import type { Ending } from './watch/termination.js';

/** What a supervisor shows of its subtree. */
export abstract class WatchedSupervisor extends ManagedChildren {
  /** @internal */
  abstract readonly coreId: number;
  abstract readonly path: string;
  #circuit: SupervisorCircuit | undefined;

  /** This supervisor's circuit, to look at and to command; undefined when it has none. */
  get circuit(): SupervisorCircuit | undefined {
    const circuit = circuitOf(this as unknown as Supervisor, this.#circuit);
    this.#circuit ??= circuit;
    return circuit;
  }

  /** @internal How the supervisor ended; undefined while it is not down. */
  get [ending](): Ending | undefined {
    return supervisorEnding(this as unknown as Supervisor);
  }

  /**
   * Sums up the health of all actors of the subtree, here and at each supervisor below; O(actors and
   * their children), without any cost as long as nobody asks.
   *
   * @throws InvalidOptionError when an option is unknown or out of its range
   */
  getHealth(options?: HealthRuleOptions): SupervisorHealth {
    return subtreeHealth(this as unknown as Supervisor, options);
  }

  /** Returns the state of this supervisor's circuit, undefined when it has none. */
  getCircuitBreakerState(): CircuitBreakerState | undefined {
    return this.circuit?.state;
  }

  /** The same as `circuit?.reset()`: closes the circuit; parked actors are tried again. */
  resetCircuitBreaker(): void {
    this.circuit?.reset();
  }

  /** Calls a listener with each further event of this supervisor's subtree, in a microtask. */
  onEvent(listener: (event: SupervisionEvent) => void): Subscription {
    requireFunction('Supervisor.onEvent: listener', listener);
    return eventStream.subscribeFromNow(listener, this as unknown as Supervisor);
  }

  /** The same as `onEvent`. */
  subscribeToEvents(listener: (event: SupervisionEvent) => void): Subscription {
    return this.onEvent(listener);
  }

  /** Names the supervisor, as what is written as JSON may hold one. */
  toJSON(): { path: string } {
    return { path: this.path };
  }

  /** @internal Says where the supervisor is, instead of all that is below and above it. */
  [nodeInspection](depth: number, options: object, inspect: NodeInspect): string {
    return writeForNode(this, this.toJSON(), depth, options, inspect);
  }
}
