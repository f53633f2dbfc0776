import { reportUnhandledError } from '../../actor/report.js';

/** A listener's way out. */
export interface Subscription {
  /** Ends the subscription; more than once does nothing. */
  unsubscribe(): void;
}

/** Calls listeners in the order in which they came; what one throws is reported and hurts no other. */
export class Listeners<TEvent> {
  readonly #listeners = new Set<{ readonly call: (event: TEvent) => void }>();

  get size(): number {
    return this.#listeners.size;
  }

  /** Adds a listener; the same function may be added more than once. */
  add(listener: (event: TEvent) => void, onRemoved?: () => void): Subscription {
    const entry = { call: listener };
    this.#listeners.add(entry);
    return {
      unsubscribe: () => {
        if (this.#listeners.delete(entry)) onRemoved?.();
      },
    };
  }

  /** Tells those who listen now; those who join meanwhile hear the next event. */
  tell(event: TEvent): void {
    for (const listener of [...this.#listeners]) {
      if (!this.#listeners.has(listener)) continue;
      try {
        listener.call(event);
      } catch (error) {
        reportUnhandledError(error);
      }
    }
  }

  clear(): void {
    this.#listeners.clear();
  }
}
