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

/** A timer knows its clock: it may be cleared when another one is in use by then. */
interface Timer {
  readonly clock: Clock;
  readonly id: unknown;
}

/** The clock of supervision and of all actors that are given none: real time unless replaced. */
export const systemClock = {
  setTimeout: (callback: () => void, milliseconds: number): Timer => ({
    clock: current,
    id: current.setTimeout(callback, milliseconds),
  }),
  clearTimeout: ({ clock, id }: Timer): void => clock.clearTimeout(id as never),
  now: (): number => current.now?.() ?? performance.now(),
} satisfies Clock;

/** Puts another clock in the place of real time; undefined puts real time back. */
export function replaceSystemClock(clock: Clock | undefined): void {
  current = clock ?? realClock;
}

/** Returns milliseconds of the wall clock, or of the clock that was put in the place of real time. */
export function timestamp(): number {
  return current === realClock ? Date.now() : (current.now?.() ?? Date.now());
}
