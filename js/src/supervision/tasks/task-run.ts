import { TaskAbortedError } from '../errors/task-errors.js';
import { stopOnSignal } from '../stop-on-signal.js';
import { callersOf, makeContext, type TaskFunction } from './task-context.js';

/** What became of the latest attempt. */
export type Outcome<TResult> =
  | { readonly status: 'fulfilled'; readonly value: TResult }
  | { readonly status: 'rejected'; readonly reason: unknown };

/** The work of one task through all its attempts. */
export class TaskRun<TResult = unknown> {
  /** The task's name, known from its start on. */
  id = '';
  /** What the latest attempt came to. */
  outcome: Outcome<TResult> | undefined;
  /** Why the task is to end, once it is. */
  reason: unknown;
  readonly #work: TaskFunction<TResult>;
  readonly #callers: readonly unknown[];
  #controller: AbortController | undefined;
  #attempt: Promise<Outcome<TResult> | undefined> | undefined;
  #attempts = 0;
  #isEnding = false;

  constructor(work: TaskFunction<TResult>, caller: unknown) {
    this.#work = work;
    this.#callers = callersOf(caller);
  }

  /** Does the work once; `life` is aborted when the attempt is of no use any more. */
  async attempt(life: AbortSignal): Promise<void> {
    const controller = new AbortController();
    this.outcome = undefined;
    const abort = () => controller.abort(this.reason);
    life.addEventListener('abort', abort, { once: true });
    this.#controller = controller;
    this.#attempt = this.#perform(controller.signal);
    const outcome = await this.#attempt;
    life.removeEventListener('abort', abort);
    // An attempt before the latest one, which has gone on in spite of its signal, is of no interest.
    if (this.#controller !== controller) return;
    this.outcome = outcome;
    this.#controller = undefined;
    // What fails while it is told to end is no failure for the strategy.
    if (outcome?.status === 'rejected' && !this.#isEnding) throw outcome.reason;
  }

  async #perform(signal: AbortSignal): Promise<Outcome<TResult> | undefined> {
    // The function runs outside of whatever started the task.
    await undefined;
    if (signal.aborted) return undefined;
    const { id } = this;
    const attempt = ++this.#attempts;
    const over = new AbortController();
    const forget = stopOnSignal(signal, () => over.abort(signal.reason));
    const context = makeContext({ id, signal, attempt, callers: this.#callers }, over.signal);
    try {
      const value = await this.#work(context);
      over.abort(null);
      return { status: 'fulfilled', value };
    } catch (reason) {
      over.abort(reason ?? null);
      return { status: 'rejected', reason };
    } finally {
      forget();
    }
  }

  /** Tells the work to end, and resolves when it has; at once when it is not at work. */
  async end(): Promise<void> {
    this.#isEnding = true;
    this.reason ??= new TaskAbortedError(this.id, 'its supervisor stops it');
    this.#controller?.abort(this.reason);
    if (this.#controller) await this.#attempt;
  }
}
