import { hostedCore } from '../../actor/host.js';
import { settle } from '../settle.js';
import type { Supervisor } from '../supervisor.js';
import { eventStream } from '../telemetry/event-stream.js';
import type { Subscription } from '../telemetry/listeners.js';
import { Circuit } from './circuit.js';
import type { CircuitStateChange } from './circuit-watch.js';

/** The circuit of a supervisor. Parked actors go on when it lets them, and fail into it when not. */
export class SupervisorCircuit extends Circuit {
  /** @internal */
  protected readonly isSupervisors = 1;
  readonly #supervisor: Supervisor;

  /** @internal */
  constructor(supervisor: Supervisor) {
    super();
    this.#supervisor = supervisor;
  }

  /** @internal */
  protected get coreId(): number {
    return this.#supervisor.coreId;
  }

  /** @internal */
  protected get windowMs(): number {
    return this.#supervisor.options.policy.breaker.window;
  }

  override onStateChange(listener: (change: CircuitStateChange) => void): Subscription {
    const own = super.onStateChange(listener);
    // Failures and probes change it without anybody calling a method here.
    const events = eventStream.subscribe(({ type }) => {
      if (type.startsWith('circuit')) this.changed();
    }, this.#supervisor);
    return {
      unsubscribe: () => {
        events.unsubscribe();
        own.unsubscribe();
      },
    };
  }

  override importState(state: Parameters<Circuit['importState']>[0]): void {
    super.importState(state);
    settle();
  }

  /** @internal */
  protected obey(command: number): void {
    hostedCore()._sw_circuit_obey(this.coreId, command);
    settle();
    this.changed();
  }
}

/** Returns the circuit of a supervisor, undefined when it has none. */
export function circuitOf(
  supervisor: Supervisor,
  known: SupervisorCircuit | undefined,
): SupervisorCircuit | undefined {
  if (hostedCore()._sw_circuit_mode(1, supervisor.coreId) < 0) return undefined;
  return known ?? new SupervisorCircuit(supervisor);
}
