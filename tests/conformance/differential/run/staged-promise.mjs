import { onStage } from './stage.mjs';

/**
 * A promise whose reactions wait in the queue of the side that is on stage, as microtasks would, until
 * the step drains it. So both sides run in one turn, and neither runs in the other's.
 */
export class StagedPromise {
  #settled;
  #waiting = [];

  static resolve(value) {
    if (value instanceof StagedPromise) return value;
    const made = new StagedPromise();
    made.resolve(value);
    return made;
  }

  static reject(error) {
    const made = new StagedPromise();
    made.reject(error);
    return made;
  }

  // biome-ignore lint/suspicious/noThenProperty: it is meant to be a thenable
  then(onResolved, onRejected) {
    const reaction = () => {
      const { isResolved, value } = this.#settled;
      if (isResolved) onResolved?.(value);
      else onRejected?.(value);
    };
    if (this.#settled) onStage().reactions.push(reaction);
    else this.#waiting.push(reaction);
  }

  resolve(value) {
    this.#settle({ isResolved: true, value });
  }

  reject(value) {
    this.#settle({ isResolved: false, value });
  }

  #settle(settled) {
    this.#settled ??= settled;
    onStage().reactions.push(...this.#waiting);
    this.#waiting = [];
  }
}
