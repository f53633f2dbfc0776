import type { Clock } from '../actor/system-clock.js';
import { OptionReader } from './options/option-reader.js';
import { changeableOptionNames, type SupervisorOptions } from './supervisor-options.js';

/**
 * The options of the root supervisor: those of any supervisor, but it has no parent; and what the
 * whole process lives by until `RootSupervisor.resetInstance()`.
 */
export interface RootSupervisorOptions extends Omit<SupervisorOptions, 'parent' | 'signal'> {
  /**
   * Tells the time in place of real time to all supervision of the process and to all actors that
   * were given no clock: a `SimulatedClock`, or any object with `setTimeout`, `clearTimeout` and
   * `now` in milliseconds that never go back. Time stamps are its as well. What is waiting already
   * keeps what is left of its wait.
   * @default real time
   */
  clock?: Clock;
  /**
   * Starts the random numbers of all jitter anew; the same seed and the same calls give the same
   * events. Whole number from 0 to `Number.MAX_SAFE_INTEGER`.
   * @default a random one
   */
  seed?: number;
}

/** The root supervisor's options, checked as far as they are its alone. */
export interface ReadRootOptions {
  /** What any supervisor has; undefined without options. */
  readonly ofSupervisor: SupervisorOptions | undefined;
  readonly clock: Clock | undefined;
  readonly seed: number | undefined;
}

const ownNames = ['clock', 'seed'] as const;
const names = [...changeableOptionNames, ...ownNames] as const;

/** Separates the root supervisor's own options; throws InvalidOptionError. */
export function readRootOptions(options: RootSupervisorOptions | undefined): ReadRootOptions {
  const read = new OptionReader<RootSupervisorOptions>(
    'RootSupervisor',
    options,
    names as readonly (keyof RootSupervisorOptions)[],
  );
  const clock = read.value<Clock>('clock', isClock, 'a clock: setTimeout, clearTimeout and now');
  const hasSeed = options?.seed !== undefined;
  const seed = read.number('seed', 0, { min: 0, max: Number.MAX_SAFE_INTEGER, integer: true });
  const { clock: _clock, seed: _seed, ...ofSupervisor } = options ?? {};
  return { ofSupervisor: options && ofSupervisor, clock, seed: hasSeed ? seed : undefined };
}

function isClock(value: unknown): boolean {
  const { setTimeout, clearTimeout, now } = (value ?? {}) as Partial<Clock>;
  return [setTimeout, clearTimeout, now].every((member) => typeof member === 'function');
}
