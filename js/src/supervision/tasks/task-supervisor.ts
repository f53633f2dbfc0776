import { requireFunction } from '../errors/invalid-argument-error.js';
import { TaskAbortedError } from '../errors/task-errors.js';
import { stopOnSignal } from '../stop-on-signal.js';
import type { SupervisedActor } from '../supervised-actor.js';
import { Supervisor } from '../supervisor.js';
import { watch } from '../watch/watch.js';
import { Task } from './task.js';
import type { TaskFunction } from './task-context.js';
import { endOfTask, type TaskEnd } from './task-end.js';
import { linkedActor, onEndOf } from './task-links.js';
import {
  type ChangeableTaskSupervisorOptions,
  checkChangeableTaskOptions,
  checkTaskOptions,
  supervisorOptionsOf,
  type TaskOptions,
  type TaskSupervisorOptions,
} from './task-options.js';
import { TaskRun } from './task-run.js';
import {
  readStreamOptions,
  type SettledTask,
  streamTasks,
  type TaskStreamFunction,
  type TaskStreamOptions,
} from './task-stream.js';

/** A task that was started, and what it will come to. */
interface StartedTask<TResult> {
  readonly id: string;
  readonly end: Promise<TaskEnd<TResult>>;
  readonly cancel: (reason: unknown) => Promise<void>;
}

/**
 * Looks after asynchronous functions that run once. Each is a child like others: it is listed and
 * counted, its failures are recorded, and it ends with its supervisor, which aborts its signal and
 * waits for it.
 *
 * @example
 * const tasks = new TaskSupervisor('tasks', { parent: root, maxChildren: 10 });
 * const page = await tasks.async(({ signal }) => fetch(url, { signal }));
 */
export class TaskSupervisor extends Supervisor {
  /**
   * @throws InvalidOptionError when an option is unknown or out of its range
   * @throws DuplicateIdError, SupervisorStoppedError as Supervisor
   */
  constructor(id: string, options?: TaskSupervisorOptions) {
    super(id, supervisorOptionsOf(options));
  }

  /**
   * Runs a function as a task, and promises what it returns or throws. The function is called in a
   * microtask. The task is linked with its `caller`: it is cancelled when a calling actor ends for good
   * or the function of a calling task is over, and when it fails, a calling actor fails with the same
   * error (the promise need not be handled then).
   *
   * @throws ChildError `max-children`, or `already-started` when the id is taken
   * @throws SupervisorStoppedError when the supervisor was stopped
   * @throws InvalidArgumentError, InvalidOptionError when an argument is none
   */
  async<TResult>(work: TaskFunction<TResult>, options: TaskOptions = {}): Task<Awaited<TResult>> {
    const started = this.#begin('async', work, options);
    const { caller } = options;
    const actor = linkedActor(caller);
    const unlink = onEndOf(caller, (cause) => {
      const because = new TaskAbortedError(started.id, 'its caller has ended', { cause });
      void started.cancel(because);
    });
    const result = started.end.then(({ outcome, isAborted }) => {
      unlink();
      if (outcome.status === 'fulfilled') return outcome.value;
      const context = { phase: 'task', taskId: started.id };
      if (!isAborted) actor?.reportError(outcome.reason as Error, context);
      // Somebody else knows of it: the calling actor, or whoever took the task down.
      if (actor || isAborted) result.catch(() => {});
      throw outcome.reason;
    });
    return new Task(started.id, result, started.cancel);
  }

  /**
   * Runs a function as a task that fails nobody: the promise never rejects, and tells what became of
   * the task as `Promise.allSettled` does. It outlives its `caller`.
   *
   * @throws as `async`
   */
  asyncNoLink<TResult>(
    work: TaskFunction<TResult>,
    options: TaskOptions = {},
  ): Task<PromiseSettledResult<Awaited<TResult>>> {
    const { id, end, cancel } = this.#begin('asyncNoLink', work, options);
    const settled = end.then(({ outcome }) => outcome);
    return new Task(id, settled, cancel);
  }

  /**
   * Runs a function as a task for each item, some at a time, and yields what they return. Items are
   * taken when there is room. The first failure ends the stream: it is thrown, and the other tasks are
   * cancelled; so they are when the stream is left early.
   *
   * @throws InvalidArgumentError, InvalidOptionError when an argument is none
   * @throws TaskTimeoutError (when iterated) when a task takes longer than `timeout`
   * @throws ChildError, SupervisorStoppedError (when iterated) as `async`
   */
  asyncStream<TItem, TResult>(
    items: Iterable<TItem> | AsyncIterable<TItem>,
    work: TaskStreamFunction<TItem, TResult>,
    options?: Omit<TaskStreamOptions, 'onTimeout'>,
  ): AsyncGenerator<Awaited<TResult>, void, void> {
    const read = readStreamOptions('asyncStream', items, work, options);
    return valuesOf(streamTasks(this, items, work, read));
  }

  /**
   * As `asyncStream`, but yields `{ status, value or reason, item }` for each item, and goes on after
   * failures.
   *
   * @throws TaskTimeoutError (when iterated) unless `onTimeout` is `'kill'`
   */
  asyncStreamNoLink<TItem, TResult>(
    items: Iterable<TItem> | AsyncIterable<TItem>,
    work: TaskStreamFunction<TItem, TResult>,
    options?: TaskStreamOptions,
  ): AsyncGenerator<SettledTask<TItem, Awaited<TResult>>, void, void> {
    const read = readStreamOptions('asyncStreamNoLink', items, work, options);
    return streamTasks(this, items, work, read);
  }

  /**
   * Changes options as `Supervisor.changeOptions` does, but none that decide what tasks are.
   *
   * @throws InvalidOptionError when an option is unknown, out of its range or not to be changed
   */
  override changeOptions(options: ChangeableTaskSupervisorOptions): void {
    checkChangeableTaskOptions(options);
    super.changeOptions(options);
  }

  #begin<TResult>(
    call: string,
    work: TaskFunction<TResult>,
    options: TaskOptions,
  ): StartedTask<Awaited<TResult>> {
    requireFunction(`TaskSupervisor.${call}: work`, work);
    checkTaskOptions(call, options);
    const { id, caller, signal } = options;
    const run = new TaskRun(work as TaskFunction<Awaited<TResult>>, caller);
    const spec = id === undefined ? { input: run } : { id, input: run };
    const actor = this.startChild(spec) as SupervisedActor;
    run.id = actor.id;
    const cancel = (reason: unknown) => this.#cancel(actor, run, reason);
    const forget = signal ? stopOnSignal(signal, () => void cancel(signal.reason)) : () => {};
    const end = new Promise<TaskEnd<Awaited<TResult>>>((resolve) => {
      watch(actor, (termination) => {
        forget();
        resolve(endOfTask(run, termination));
      });
    });
    return { id: actor.id, end, cancel };
  }

  async #cancel(actor: SupervisedActor, run: TaskRun<unknown>, reason: unknown): Promise<void> {
    if (actor.getSnapshot().status !== 'active') return;
    run.reason ??= reason ?? new TaskAbortedError(actor.id, 'it was cancelled');
    if (this.actors.get(actor.id) === actor) return this.terminateChild(actor.id);
    // It has been taken from here, so that nobody waits for its work.
    void run.end();
    actor.stop();
  }
}

async function* valuesOf<TItem, TResult>(
  settled: AsyncGenerator<SettledTask<TItem, TResult>, void, void>,
): AsyncGenerator<TResult, void, void> {
  for await (const task of settled) {
    if (task.status === 'rejected') throw task.reason;
    yield task.value;
  }
}
