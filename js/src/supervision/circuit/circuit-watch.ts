import { longestTimeout } from '../../actor/after.js';
import { systemClock } from '../../actor/system-clock.js';
import { Listeners, type Subscription } from '../telemetry/listeners.js';
import type { CircuitBreakerState, CircuitChangeReason, CircuitMode } from './circuit-state.js';

/** A circuit's change of state or mode. */
export interface CircuitStateChange {
  readonly from: CircuitBreakerState;
  readonly to: CircuitBreakerState;
  readonly mode: CircuitMode;
  readonly reason: CircuitChangeReason;
  /** Milliseconds until the next attempt may be allowed. */
  readonly retryAfter: number;
}

/** What there is to see of a circuit. */
export interface CircuitView {
  readonly state: CircuitBreakerState;
  readonly mode: CircuitMode;
  readonly reason: CircuitChangeReason;
  readonly retryAfter: number;
}

/** Tells listeners of a circuit's changes; costs nothing, and no timer, while nobody listens. */
export class CircuitWatch {
  readonly #listeners = new Listeners<CircuitStateChange>();
  readonly #view: () => CircuitView;
  #last: CircuitView;
  #timer: ReturnType<typeof systemClock.setTimeout> | undefined;

  /** @param view - shows the circuit, and changes nothing */
  constructor(view: () => CircuitView) {
    this.#view = view;
    this.#last = view();
  }

  /** Adds a listener for changes from now on. */
  subscribe(listener: (change: CircuitStateChange) => void, onRemoved?: () => void): Subscription {
    if (this.#listeners.size === 0) {
      this.#last = this.#view();
      this.#wakeFor(this.#last);
    }
    return this.#listeners.add(listener, () => {
      onRemoved?.();
      if (this.#listeners.size === 0) this.#cancel();
    });
  }

  /** Looks at the circuit, and tells the listeners if it has changed. */
  look(): void {
    if (this.#listeners.size === 0) return;
    const { state: from, mode } = this.#last;
    const view = this.#view();
    this.#last = view;
    this.#wakeFor(view);
    if (view.state === from && view.mode === mode) return;
    const { state: to, reason, retryAfter } = view;
    this.#listeners.tell({ from, to, mode: view.mode, reason, retryAfter });
  }

  /** Looks again when time will have changed something. */
  #wakeFor({ state, retryAfter }: CircuitView): void {
    this.#cancel();
    if (state === 'closed' || retryAfter === 0 || retryAfter === Infinity) return;
    const wait = Math.min(Math.ceil(retryAfter), longestTimeout);
    this.#timer = systemClock.setTimeout(() => this.look(), wait);
    // A circuit is no reason for a process to stay.
    this.#timer.unref();
  }

  #cancel(): void {
    if (this.#timer) systemClock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
