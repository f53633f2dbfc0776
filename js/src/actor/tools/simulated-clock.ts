import type { Clock } from '../clocks.js';

interface Timeout {
  readonly end: number;
  readonly callback: () => void;
}

/** A clock that stands still until it is moved, for tests: XState's `SimulatedClock`. */
export class SimulatedClock implements Clock {
  readonly #timeouts = new Map<number, Timeout>();
  #now = 0;
  #nextId = 0;
  #isFlushing = false;
  #isStale = false;

  /** Returns the time in milliseconds; 0 at first. */
  now(): number {
    return this.#now;
  }

  setTimeout(callback: () => void, milliseconds: number): number {
    this.#isStale = this.#isFlushing;
    const id = this.#nextId++;
    this.#timeouts.set(id, { end: this.#now + milliseconds, callback });
    return id;
  }

  clearTimeout(id: number): void {
    this.#isStale = this.#isFlushing;
    this.#timeouts.delete(id);
  }

  /** Moves the clock to a time, and fires what is due then, the earliest first. */
  set(milliseconds: number): void {
    if (this.#now > milliseconds) throw new Error('Unable to travel back in time');
    this.#now = milliseconds;
    this.#flush();
  }

  /** Moves the clock on, and fires what is due then, the earliest first. */
  increment(milliseconds: number): void {
    this.#now += milliseconds;
    this.#flush();
  }

  #flush(): void {
    if (this.#isFlushing) {
      this.#isStale = true;
      return;
    }
    this.#isFlushing = true;
    try {
      while (this.#fireDue());
    } finally {
      this.#isFlushing = false;
    }
  }

  /** Says whether timers came or went meanwhile, so that the order is to be found anew. */
  #fireDue(): boolean {
    this.#isStale = false;
    for (const [id, { end, callback }] of [...this.#timeouts].sort(
      ([, a], [, b]) => a.end - b.end,
    )) {
      if (this.#isStale) return true;
      if (end > this.#now) continue;
      this.#timeouts.delete(id);
      callback();
    }
    return this.#isStale;
  }
}
