import { after } from '../../actor/after.js';
import { systemClock } from '../../actor/clocks.js';
import { InvalidArgumentError, requireFunction } from '../errors/invalid-argument-error.js';
import { TaskTimeoutError } from '../errors/task-errors.js';
import { OptionReader } from '../options/option-reader.js';
import { availableParallelism } from '../parallelism.js';
import { isSignal } from '../stop-on-signal.js';
import type { Task } from './task.js';
import type { TaskContext, TaskFunction } from './task-context.js';
import type { TaskOptions } from './task-options.js';

/** How a stream of tasks runs; times in milliseconds. */
export interface TaskStreamOptions extends Pick<TaskOptions, 'caller' | 'signal'> {
  /**
   * How many tasks run at a time. Whole number from 1, or Infinity.
   * @default the number of processors
   */
  maxConcurrency?: number;
  /**
   * Whether results come in the order of the items, or as soon as they are there.
   * @default true
   */
  ordered?: boolean;
  /**
   * How long each task may take. From 0, or Infinity.
   * @default 5000
   */
  timeout?: number;
  /**
   * What becomes of a task that takes longer: its TaskTimeoutError ends the stream, or it is cancelled
   * and yielded as `rejected` with that error.
   * @default 'exit'
   */
  onTimeout?: 'exit' | 'kill';
}

/** The work on one item. */
export type TaskStreamFunction<TItem, TResult> = (
  item: TItem,
  context: TaskContext,
) => TResult | PromiseLike<TResult>;

/** What became of the task of an item. */
export type SettledTask<TItem, TResult> = PromiseSettledResult<TResult> & { readonly item: TItem };

type ReadOptions = Required<Omit<TaskStreamOptions, 'caller' | 'signal'>> &
  Pick<TaskStreamOptions, 'caller' | 'signal'>;

const names = ['maxConcurrency', 'ordered', 'timeout', 'caller', 'signal'] as const;

/** Checks what a stream is made of; throws InvalidArgumentError or InvalidOptionError. */
export function readStreamOptions(
  call: 'asyncStream' | 'asyncStreamNoLink',
  items: unknown,
  work: unknown,
  options: unknown,
): ReadOptions {
  const owner = `TaskSupervisor.${call}`;
  const iterate = (items ?? {}) as Partial<Iterable<unknown> & AsyncIterable<unknown>>;
  if (!iterate[Symbol.iterator] && !iterate[Symbol.asyncIterator]) {
    throw new InvalidArgumentError(`${owner}: items`, items, 'something that can be iterated');
  }
  requireFunction(`${owner}: work`, work);
  const known = call === 'asyncStream' ? names : ([...names, 'onTimeout'] as const);
  const read = new OptionReader<TaskStreamOptions>(owner, options, known);
  const signal = read.value<AbortSignal>('signal', isSignal, 'an AbortSignal');
  return {
    maxConcurrency: read.number('maxConcurrency', availableParallelism(), {
      min: 1,
      integer: true,
      infinity: true,
    }),
    ordered: read.boolean('ordered', true),
    timeout: read.number('timeout', 5_000, { min: 0, infinity: true }),
    onTimeout: read.oneOf('onTimeout', 'exit', ['exit', 'kill']),
    caller: read.value('caller', () => true, 'anything'),
    ...(signal ? { signal } : {}),
  };
}

/** What a stream needs of its supervisor. */
interface Starting {
  asyncNoLink<TResult>(
    work: TaskFunction<TResult>,
    options: TaskOptions,
  ): Task<PromiseSettledResult<Awaited<TResult>>>;
}

/** A task of a stream that runs or waits to be yielded. */
interface Flight<TItem, TResult> {
  readonly task: Task<unknown>;
  readonly settled: Promise<{
    flight: Flight<TItem, TResult>;
    settled: SettledTask<TItem, TResult>;
  }>;
}

/** Runs a task for each item, and yields what became of each. */
export async function* streamTasks<TItem, TResult>(
  supervisor: Starting,
  items: Iterable<TItem> | AsyncIterable<TItem>,
  work: TaskStreamFunction<TItem, TResult>,
  options: ReadOptions,
): AsyncGenerator<SettledTask<TItem, Awaited<TResult>>, void, void> {
  const { maxConcurrency, ordered, onTimeout } = options;
  const iterator = iterate(items);
  const flights: Flight<TItem, Awaited<TResult>>[] = [];
  let isExhausted = false;
  let coming: Promise<IteratorResult<TItem>> | undefined;
  try {
    for (;;) {
      const hasRoom = !isExhausted && flights.length < maxConcurrency;
      // What is finished must not wait for the next item, which may be long in coming.
      if (hasRoom) coming ??= Promise.resolve(iterator.next());
      if (!coming && flights.length === 0) return;
      const landings = (ordered ? flights.slice(0, 1) : flights).map((each) => each.settled);
      const arrived = await Promise.race(coming ? [coming, ...landings] : landings);
      if ('flight' in arrived) {
        const { flight, settled } = arrived;
        flights.splice(flights.indexOf(flight), 1);
        if (onTimeout === 'exit' && isTimeout(settled)) throw settled.reason;
        yield settled;
        continue;
      }
      coming = undefined;
      if (arrived.done) isExhausted = true;
      else flights.push(launch(supervisor, arrived.value, work, options));
    }
  } finally {
    await Promise.all(flights.map(({ task }) => task.cancel()));
    const closed = isExhausted ? undefined : iterator.return?.();
    // A generator closes behind the item that it is asked for, which may never come.
    if (coming) Promise.resolve(closed).catch(() => {});
    else await closed;
  }
}

function iterate<T>(items: Iterable<T> | AsyncIterable<T>): AsyncIterator<T> | Iterator<T> {
  return Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
}

function isTimeout(settled: PromiseSettledResult<unknown>): settled is PromiseRejectedResult {
  return settled.status === 'rejected' && settled.reason instanceof TaskTimeoutError;
}

function launch<TItem, TResult>(
  supervisor: Starting,
  item: TItem,
  work: TaskStreamFunction<TItem, TResult>,
  { timeout, caller, signal }: ReadOptions,
): Flight<TItem, Awaited<TResult>> {
  const options = { ...(caller === undefined ? {} : { caller }), ...(signal ? { signal } : {}) };
  const task = supervisor.asyncNoLink((context) => work(item, context), options);
  const flight: Flight<TItem, Awaited<TResult>> = {
    task,
    settled: within(task, timeout).then((settled) => ({ flight, settled: { ...settled, item } })),
  };
  return flight;
}

/** Waits for a task, but not longer than it may take: then it is cancelled. */
function within<TResult>(
  task: Task<PromiseSettledResult<TResult>>,
  timeout: number,
): Promise<PromiseSettledResult<TResult>> {
  if (timeout === Number.POSITIVE_INFINITY) return task.then();
  return new Promise((resolve) => {
    const expire = () => {
      const reason = new TaskTimeoutError(task.id, timeout);
      void task.cancel(reason);
      resolve({ status: 'rejected', reason });
    };
    const cancelTimer = after(timeout, expire, systemClock);
    void task.then((settled) => {
      cancelTimer();
      resolve(settled);
    });
  });
}
