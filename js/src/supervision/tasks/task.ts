/**
 * A task that runs: a promise of its result, and a way to end it. It can be awaited, raced and chained
 * like any promise.
 */
export class Task<TResult> implements Promise<TResult> {
  readonly [Symbol.toStringTag] = 'Task';
  /** The task's name at its supervisor. */
  readonly id: string;
  readonly #result: Promise<TResult>;
  readonly #cancel: (reason: unknown) => Promise<void>;

  /** @internal Made by a TaskSupervisor. */
  constructor(id: string, result: Promise<TResult>, cancel: (reason: unknown) => Promise<void>) {
    this.id = id;
    this.#result = result;
    this.#cancel = cancel;
  }

  /**
   * Aborts the task's signal, waits until its function has ended, though no longer than the
   * supervisor's `shutdownTimeout`, and takes the task down. One that has ended already is left alone.
   *
   * @param reason - the reason of the signal, and what the promise is rejected with unless the function
   *   returns or throws something; by default a TaskAbortedError
   */
  cancel(reason?: unknown): Promise<void> {
    return this.#cancel(reason);
  }

  // biome-ignore lint/suspicious/noThenProperty: a task is a promise.
  then<TFulfilled = TResult, TRejected = never>(
    onFulfilled?: ((value: TResult) => TFulfilled | PromiseLike<TFulfilled>) | null,
    onRejected?: ((reason: unknown) => TRejected | PromiseLike<TRejected>) | null,
  ): Promise<TFulfilled | TRejected> {
    return this.#result.then(onFulfilled, onRejected);
  }

  catch<TRejected = never>(
    onRejected?: ((reason: unknown) => TRejected | PromiseLike<TRejected>) | null,
  ): Promise<TResult | TRejected> {
    return this.#result.catch(onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<TResult> {
    return this.#result.finally(onFinally);
  }
}
