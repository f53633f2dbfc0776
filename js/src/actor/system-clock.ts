/** Sets and clears timers; XState's `SimulatedClock` is one. */
export interface Clock {
  setTimeout(callback: () => void, milliseconds: number): unknown;
  clearTimeout(id: never): void;
  /** Returns monotonic milliseconds; without it the clock is taken to run as real time does. */
  now?(): number;
}

/** The globals are looked up at each use, so that fake timers installed later take effect. */
const realClock: Clock = {
  setTimeout: (callback, milliseconds) => setTimeout(callback, milliseconds),
  clearTimeout: (id: ReturnType<typeof setTimeout>) => clearTimeout(id),
  now: () => performance.now(),
};

let current = realClock;

const currentTime = (): number => current.now?.() ?? performance.now();

/** Timers that have neither fired nor been cleared. */
const pending = new Set<SystemTimer>();

/** A timer that goes over to the next clock, with what is left of its wait, when that is changed. */
class SystemTimer {
  readonly #callback: () => void;
  #clock: Clock = current;
  #id: unknown;
  #due: number;
  #isBackground = false;

  constructor(callback: () => void, milliseconds: number) {
    this.#callback = callback;
    this.#due = currentTime() + milliseconds;
    this.#arm(milliseconds);
    pending.add(this);
  }

  /** Lets a process end although the timer is pending. */
  unref(): void {
    this.#isBackground = true;
    (this.#id as { unref?: () => void } | undefined)?.unref?.();
  }

  clear(): void {
    pending.delete(this);
    this.#clock.clearTimeout(this.#id as never);
  }

  /** @param before - the time of the clock that was in use until now */
  moveOn(before: number): void {
    this.#clock.clearTimeout(this.#id as never);
    this.#clock = current;
    const left = Math.max(0, this.#due - before);
    this.#due = currentTime() + left;
    this.#arm(left);
    if (this.#isBackground) this.unref();
  }

  #arm(milliseconds: number): void {
    this.#id = this.#clock.setTimeout(() => {
      pending.delete(this);
      this.#callback();
    }, milliseconds);
  }
}

/** The clock of supervision and of all actors that are given none: real time unless replaced. */
export const systemClock = {
  setTimeout: (callback: () => void, milliseconds: number) =>
    new SystemTimer(callback, milliseconds),
  clearTimeout: (timer: SystemTimer): void => timer.clear(),
  now: currentTime,
} satisfies Clock;

/**
 * Puts another clock in the place of real time; undefined puts real time back. What waits keeps what
 * is left of its wait.
 */
export function replaceSystemClock(clock: Clock | undefined): void {
  const before = currentTime();
  current = clock ?? realClock;
  for (const timer of [...pending]) timer.moveOn(before);
}

/** Returns milliseconds of the wall clock, or of the clock that was put in the place of real time. */
export function timestamp(): number {
  return current === realClock ? Date.now() : (current.now?.() ?? Date.now());
}
