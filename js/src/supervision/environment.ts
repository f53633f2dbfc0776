import { changeSystemClock } from '../actor/clocks.js';
import { hostedCore } from '../actor/host.js';
import { randomSeed } from '../actor/random-seed.js';
import type { ReadRootOptions } from './root-options.js';
import { eventStream } from './telemetry/event-stream.js';

let isInjected = false;

/** Lets the whole process live by a clock and a seed, as far as they are given. */
export function injectEnvironment({ clock, seed }: Pick<ReadRootOptions, 'clock' | 'seed'>): void {
  if (clock !== undefined) {
    // What has happened so far happened by the other clock.
    eventStream.collect();
    changeSystemClock(clock);
  }
  if (seed !== undefined) hostedCore().seedRandom(seed);
  isInjected ||= clock !== undefined || seed !== undefined;
}

/** Returns to real time and a random seed. */
export function restoreEnvironment(): void {
  if (!isInjected) return;
  isInjected = false;
  changeSystemClock(undefined);
  hostedCore().seedRandom(randomSeed());
}
