import { checkOptions, type OptionRules } from '../options/check-options.js';
import { isSignal, stopOnSignal } from '../stop-on-signal.js';
import { openWatch, requireTarget } from '../watch/open-watch.js';
import type { WatchTarget } from '../watch/termination.js';
import { watchTable } from '../watch/watch-table.js';

/** Whose section it is, and how to give up. */
export interface LockOptions {
  /**
   * On whose behalf the section runs. When that ends, the section gives up its place or the lock: its
   * signal is aborted and the next section begins, whether this one has finished or not.
   */
  holder?: WatchTarget;
  /** Gives up waiting for the lock when it is aborted; a section that runs is its own master. */
  signal?: AbortSignal;
}

const rules: OptionRules = {
  holder: [() => true, 'an actor or a supervisor'],
  signal: [isSignal, 'an AbortSignal'],
};

/** Runs asynchronous sections of one key one after the other. */
export class KeyLocks<TKey> {
  readonly #last = new Map<TKey, Promise<void>>();
  readonly #controllers = new Set<AbortController>();

  /** How many sections wait or run. */
  get size(): number {
    return this.#controllers.size;
  }

  /** Runs a section when those before it are over. */
  async run<TResult>(
    key: TKey,
    section: (signal: AbortSignal) => TResult | Promise<TResult>,
    options: LockOptions,
  ): Promise<TResult> {
    checkOptions('Registry.lock', options, rules);
    const { holder, signal } = options;
    if (holder !== undefined) requireTarget('Registry.lock: holder', holder);
    signal?.throwIfAborted();
    const controller = new AbortController();
    const end = () => controller.abort(new Error(`the holder '${holder?.id}' has ended`));
    // A foreign holder may throw, and then no place is taken.
    const watch = holder && openWatch(holder, { isReady: () => true, hear: end });
    const before = this.#last.get(key) ?? Promise.resolve();
    const released = defer<void>();
    const mine = before.then(() => released.promise);
    this.#last.set(key, mine);
    this.#controllers.add(controller);
    const givingUp = aborted(controller.signal);
    let forgetSignal = () => {};
    try {
      if (signal) forgetSignal = stopOnSignal(signal, () => controller.abort(signal.reason));
      await Promise.race([before, givingUp]);
      forgetSignal();
      controller.signal.throwIfAborted();
      return await Promise.race([section(controller.signal), givingUp]);
    } finally {
      forgetSignal();
      if (watch) watchTable.close(watch);
      this.#controllers.delete(controller);
      released.resolve();
      if (this.#last.get(key) === mine) this.#last.delete(key);
    }
  }

  /** Has every section give up. */
  abort(reason: Error): void {
    for (const controller of this.#controllers) controller.abort(reason);
  }
}

function defer<T>() {
  let resolve = (_value: T): void => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** A promise that rejects when a signal is aborted. */
function aborted(signal: AbortSignal): Promise<never> {
  const promise = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  promise.catch(() => {});
  return promise;
}
