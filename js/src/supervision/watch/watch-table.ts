import type { Ending, Termination, WatchTarget } from './termination.js';

/** Who wants to hear of an end. */
export interface Watcher {
  /** Says whether it can be told now; who cannot is told after `retell`. */
  isReady(): boolean;
  hear(termination: Termination): void;
}

/** One wish to hear of one end. */
export class Watch {
  readonly target: WatchTarget;
  readonly watcher: Watcher;
  /** What is to be told, from the end of the target on. */
  termination: Termination | undefined;
  isOpen = true;
  /** Stops following a target that does not tell of its end by itself. */
  unfollow: (() => void) | undefined;

  constructor(target: WatchTarget, watcher: Watcher) {
    this.target = target;
    this.watcher = watcher;
  }
}

/**
 * Who watches whom. A watch ends when its watcher has been told, once, and when either side is gone;
 * what is told is told in a microtask, in the order of the ends.
 */
class WatchTable {
  readonly #byTarget = new WeakMap<object, Set<Watch>>();
  #due: Watch[] = [];
  #isScheduled = false;
  #size = 0;

  /** How many watches are open. */
  get size(): number {
    return this.#size;
  }

  /** Whether anybody is to hear of a target's end. */
  isWatched(target: object): boolean {
    return this.#size > 0 && this.#byTarget.has(target);
  }

  /** Opens a watch of a target that lives. */
  open(target: WatchTarget, watcher: Watcher): Watch {
    const watch = new Watch(target, watcher);
    const watches = this.#byTarget.get(target) ?? new Set();
    this.#byTarget.set(target, watches);
    watches.add(watch);
    this.#size++;
    return watch;
  }

  /** Ends a watch; what it was still to tell is not told. Doing it twice does nothing. */
  close(watch: Watch): void {
    if (!watch.isOpen) return;
    watch.isOpen = false;
    this.#size--;
    watch.unfollow?.();
    const watches = this.#byTarget.get(watch.target);
    watches?.delete(watch);
    if (watches?.size === 0) this.#byTarget.delete(watch.target);
  }

  /** Told of an end; costs nothing while nobody watches anybody. */
  ended(target: WatchTarget, how: Ending): void {
    if (this.#size === 0) return;
    for (const watch of this.#byTarget.get(target) ?? []) this.tell(watch, how);
  }

  /** Has a watcher told of the end of its target. */
  tell(watch: Watch, how: Ending): void {
    if (!watch.isOpen || watch.termination) return;
    watch.termination = { actorId: watch.target.id, target: watch.target, ...how };
    this.retell(watch);
  }

  /** Tries again to tell a watcher that was not ready. */
  retell(watch: Watch): void {
    this.#due.push(watch);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => this.#deliver());
  }

  #deliver(): void {
    this.#isScheduled = false;
    const due = this.#due;
    this.#due = [];
    for (const watch of due) {
      const { termination, watcher } = watch;
      if (!watch.isOpen || !termination || !watcher.isReady()) continue;
      this.close(watch);
      watcher.hear(termination);
    }
  }
}

export const watchTable = new WatchTable();
