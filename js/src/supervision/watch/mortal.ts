import type { Ending } from './termination.js';

/** Under this name an actor or a supervisor of this package says how it ended. */
export const ending = Symbol('statewarden.ending');

/** Whoever tells of its end by itself. */
export interface Mortal {
  /** How the life ended; undefined while it lasts. */
  readonly [ending]: Ending | undefined;
}

/** Says whether something tells of its end by itself. */
export function isMortal(value: object): value is Mortal {
  return ending in value;
}
