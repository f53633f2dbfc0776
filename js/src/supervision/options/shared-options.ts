import type { SupervisedActorOptions } from '../supervised-actor-options.js';

interface Holder {
  options: SupervisedActorOptions;
}

/**
 * Lets actors that are made one after the other with the same options hold one copy of them: there
 * may be a million actors.
 */
export class SharedOptions {
  #latest: SupervisedActorOptions | undefined;

  /** Gives the holder the options of the one before it if they are the same. */
  share(holder: Holder): void {
    if (this.#latest && areSame(holder.options, this.#latest)) holder.options = this.#latest;
    else this.#latest = holder.options;
  }

  /** Keeps nothing alive for the sake of a holder that is gone. */
  forget(holder: Holder): void {
    if (holder.options === this.#latest) this.#latest = undefined;
  }
}

function areSame(one: object, other: object): boolean {
  let count = 0;
  for (const name in one) {
    if (one[name as never] !== other[name as never]) return false;
    count++;
  }
  for (const _ in other) count--;
  return count === 0;
}
