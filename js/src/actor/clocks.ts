import { getCore } from '../core/loader.js';
import { longestTimeout } from './after.js';
import { reportUnhandledError } from './report.js';
import { type Clock, replaceSystemClock, systemClock } from './system-clock.js';

export { type Clock, systemClock } from './system-clock.js';

/** A clock as the core knows it: a number, and one pending timer at most. */
class CoreClock {
  readonly index: number;
  readonly #clock: Clock;
  /** What the core's time is ahead of the clock's, in whole milliseconds. */
  offset = 0;
  #timer: unknown;
  #deadline = Number.POSITIVE_INFINITY;
  #onAdvanced: () => void;

  constructor(index: number, clock: Clock, onAdvanced: () => void) {
    this.index = index;
    this.#clock = clock;
    this.#onAdvanced = onAdvanced;
  }

  now(): number {
    return (this.#clock.now?.() ?? performance.now()) + this.offset;
  }

  wakeAt(deadline: number): void {
    this.#deadline = deadline;
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer as never);
    this.#timer = undefined;
    if (deadline === Number.POSITIVE_INFINITY) return;
    // Waking early does no harm.
    const wait = Math.min(Math.max(0, deadline - this.now()), longestTimeout);
    this.#timer = this.#clock.setTimeout(() => this.#wake(), Math.ceil(wait));
  }

  /** Goes on by another time without going back; what waits keeps what is left of its wait. */
  change(replace: () => void, isAfresh: boolean): void {
    const before = this.now();
    replace();
    this.offset = 0;
    if (!isAfresh) this.offset = Math.ceil(before - this.now());
    this.wakeAt(this.#deadline);
  }

  #wake(): void {
    this.#timer = undefined;
    // The core asks for the next wake-up itself, at once when a slice of timers was not enough.
    getCore()._sw_advance(this.index, this.now());
    this.#onAdvanced();
  }
}

const clocks: (CoreClock | undefined)[] = [];
const indexes = new WeakMap<Clock, number>();
let onAdvanced = () => {};

/** Registers what is to be done after timers have fired. */
export function setOnAdvanced(callback: () => void): void {
  onAdvanced = callback;
}

function addClock(index: number, clock: Clock): CoreClock {
  const made = new CoreClock(index, clock, () => onAdvanced());
  clocks[index] = made;
  return made;
}

/** Returns the core's number of a clock; clock 0 is the system's. */
export function clockIndex(clock: Clock): number {
  if (clock === systemClock) return 0;
  const known = indexes.get(clock);
  if (known !== undefined) return known;
  if (typeof clock.setTimeout !== 'function' || typeof clock.clearTimeout !== 'function') {
    throw new TypeError('a clock needs the functions setTimeout and clearTimeout');
  }
  const index = getCore()._sw_add_clock();
  addClock(index, clock);
  indexes.set(clock, index);
  return index;
}

/**
 * Lets supervision, and all actors that were given no clock, live by this clock instead of real
 * time; undefined returns to that.
 */
export function changeSystemClock(clock: Clock | undefined): void {
  const { children, supervisors, timers, breakers } = getCore().counts();
  const isAfresh = children + supervisors + timers + breakers === 0;
  coreClock(0).change(() => replaceSystemClock(clock), isAfresh);
}

/** Returns the time of the system's clock that the core means by one of its own. */
export function systemTime(coreTime: number): number {
  return coreTime - coreClock(0).offset;
}

function coreClock(index: number): CoreClock {
  return clocks[index] ?? addClock(index, systemClock);
}

/** Answers the core: what time is it? */
export function now(index: number): number {
  try {
    return coreClock(index).now();
  } catch (error) {
    reportUnhandledError(error);
    return 0;
  }
}

/** Answers the core's request to be woken. */
export function wakeAt(index: number, deadline: number): void {
  try {
    coreClock(index).wakeAt(deadline);
  } catch (error) {
    reportUnhandledError(error);
  }
}
