import {
  countWatches,
  InvalidArgumentError,
  InvalidOptionError,
  RootSupervisor,
  TaskSupervisor,
  TaskTimeoutError,
} from 'statewarden';
import { pass, settle, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

afterEach(() => {
  RootSupervisor.resetInstance();
  expect(countWatches()).toBe(0);
});

const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

function tasksOf(): TaskSupervisor {
  return new TaskSupervisor('tasks', { parent: RootSupervisor.getInstance(), shutdownTimeout: 50 });
}

async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const each of stream) all.push(each);
  return all;
}

/** Works as long as the item says. */
const work = async (item: number) => {
  await pause(item);
  return `after ${item}`;
};

describe('a stream of tasks (E-12)', () => {
  it('yields the results in the order of the items', async () => {
    const all = collect(tasksOf().asyncStream([30, 10, 20], work, { maxConcurrency: 3 }));
    await pass(30);
    expect(await all).toEqual(['after 30', 'after 10', 'after 20']);
  });

  it('yields them as they come when order does not matter', async () => {
    const stream = tasksOf().asyncStream([30, 10, 20], work, { maxConcurrency: 3, ordered: false });
    const all = collect(stream);
    await pass(30);
    expect(await all).toEqual(['after 10', 'after 20', 'after 30']);
  });

  it('runs no more tasks than allowed, and takes items only when there is room', async () => {
    const tasks = tasksOf();
    let taken = 0;
    function* items() {
      for (; taken < 5; ) {
        taken++;
        yield 10;
      }
    }
    let [running, most] = [0, 0];
    const counting = async (item: number) => {
      most = Math.max(most, ++running);
      await pause(item);
      running--;
      return taken;
    };
    const stream = tasks.asyncStream(items(), counting, { maxConcurrency: 2 });
    await settle();
    expect(taken).toBe(0);
    const all = collect(stream);
    await settle();
    expect(taken).toBe(2);
    expect(tasks.countChildren().active).toBe(2);
    await pass(100);
    expect(await all).toHaveLength(5);
    expect(most).toBe(2);
  });

  it('takes asynchronous iterables, and one task at a time by choice', async () => {
    async function* items() {
      yield 1;
      await pause(5);
      yield 2;
    }
    const all = collect(tasksOf().asyncStream(items(), work, { maxConcurrency: 1 }));
    await pass(50);
    expect(await all).toEqual(['after 1', 'after 2']);
  });

  it.each([true, false])(
    'yields what is finished while items are long in coming',
    async (ordered) => {
      const tasks = tasksOf();
      let closed = 0;
      const next = jest
        .fn(() => new Promise<IteratorResult<number>>(() => {}))
        .mockResolvedValueOnce({ done: false, value: 1 })
        .mockResolvedValueOnce({ done: false, value: 2 });
      const iterator = { next, return: async () => ({ done: true as const, value: ++closed }) };
      const items = { [Symbol.asyncIterator]: () => iterator };
      const seen: string[] = [];
      const options = { maxConcurrency: 5, ordered };
      const iterated = (async () => {
        for await (const result of tasks.asyncStream(items, work, options)) {
          seen.push(result);
          if (seen.length === 2) break;
        }
      })();
      await pass(10);
      await iterated;
      expect(seen).toEqual(['after 1', 'after 2']);
      expect([next.mock.calls.length, closed]).toEqual([3, 1]);
    },
  );

  it('yields nothing for nothing', async () => {
    expect(await collect(tasksOf().asyncStream([], work))).toEqual([]);
  });

  it('throws the first failure, and cancels the other tasks and the items', async () => {
    const tasks = tasksOf();
    const aborted: number[] = [];
    let isClosed = false;
    function* items() {
      try {
        yield* [1, 2, 3, 4];
      } finally {
        isClosed = true;
      }
    }
    const failing = async (item: number, { signal }: { signal: AbortSignal }) => {
      signal.addEventListener('abort', () => aborted.push(item));
      await pause(item * 10);
      if (item === 2) throw new Error('two');
      return item;
    };
    const seen: number[] = [];
    const iterate = async () => {
      for await (const each of tasks.asyncStream(items(), failing, { maxConcurrency: 3 }))
        seen.push(each);
    };
    const iterated = expect(iterate()).rejects.toThrow('two');
    await pass(200);
    await iterated;
    expect(seen).toEqual([1]);
    expect(aborted).toEqual([3, 4]);
    expect(isClosed).toBe(true);
    expect(tasks.countChildren().specs).toBe(0);
  });

  it('goes on after failures when it is not linked, and says whose they were', async () => {
    const failing = (item: number) => (item === 2 ? Promise.reject(new Error('two')) : item);
    expect(await collect(tasksOf().asyncStreamNoLink([1, 2, 3], failing))).toEqual([
      { status: 'fulfilled', value: 1, item: 1 },
      { status: 'rejected', reason: new Error('two'), item: 2 },
      { status: 'fulfilled', value: 3, item: 3 },
    ]);
  });

  it('cancels the running tasks when it is left early', async () => {
    const tasks = tasksOf();
    for await (const first of tasks.asyncStream(
      [0, 1000, 1000],
      async (item) => (item ? work(item) : 'first'),
      {
        maxConcurrency: 3,
        timeout: Number.POSITIVE_INFINITY,
      },
    )) {
      expect(first).toBe('first');
      jest.useRealTimers();
      break;
    }
    expect(tasks.countChildren().specs).toBe(0);
  });

  it('throws when a task takes too long', async () => {
    const tasks = tasksOf();
    const iterated = expect(
      collect(tasks.asyncStreamNoLink([10, 200], work, { timeout: 100 })),
    ).rejects.toMatchObject({ name: 'TaskTimeoutError', timeout: 100, taskId: '2' });
    await pass(300);
    await iterated;
    const linked = expect(
      collect(tasks.asyncStream([200], work, { timeout: 100 })),
    ).rejects.toThrow(TaskTimeoutError);
    await pass(300);
    await linked;
    expect(tasks.countChildren().specs).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('kills what takes too long and goes on, by choice', async () => {
    const tasks = tasksOf();
    const options = { timeout: 100, onTimeout: 'kill', maxConcurrency: 1 } as const;
    const all = collect(tasks.asyncStreamNoLink([10, 200, 20], work, options));
    await pass(300);
    expect(await all).toMatchObject([
      { status: 'fulfilled', item: 10 },
      { status: 'rejected', reason: { name: 'TaskTimeoutError' }, item: 200 },
      { status: 'fulfilled', item: 20 },
    ]);
  });

  it('fails when its supervisor is stopped', async () => {
    const tasks = tasksOf();
    const iterated = expect(collect(tasks.asyncStream([1000], work))).rejects.toThrow(
      'was aborted',
    );
    await settle();
    const stopped = tasks.stop();
    await pass(50);
    await stopped;
    await iterated;
    await expect(collect(tasks.asyncStream([1], work))).rejects.toThrow('was stopped');
    await pass(1000);
  });

  it('refuses nonsense by name, before it is iterated', () => {
    const tasks = tasksOf();
    expect(() => tasks.asyncStream(5 as never, work)).toThrow(InvalidArgumentError);
    expect(() => tasks.asyncStream([], 'work' as never)).toThrow(InvalidArgumentError);
    for (const options of [
      { maxConcurrency: 0 },
      { timeout: -1 },
      { ordered: 1 },
      { order: true },
      { onTimeout: 'kill' },
    ]) {
      expect(() => tasks.asyncStream([], work, options as never)).toThrow(InvalidOptionError);
    }
    expect(() => tasks.asyncStreamNoLink([], work, { onTimeout: 'exti' } as never)).toThrow(
      "'exit'?",
    );
  });
});

it('leaves no timer behind', async () => {
  const tasks = new TaskSupervisor('tasks', { parent: RootSupervisor.getInstance() });
  const results: number[] = [];
  for await (const result of tasks.asyncStream([1, 2], (item) => item, { timeout: 60_000 })) {
    results.push(result);
  }
  expect(results).toEqual([1, 2]);
  expect(jest.getTimerCount()).toBe(0);
});

it('closes its items only when it does not take them all, as a loop does', async () => {
  const tasks = new TaskSupervisor('tasks', { parent: RootSupervisor.getInstance() });
  const closed = jest.fn(() => ({ done: true, value: undefined }) as const);
  const items = (count: number) => {
    let next = 0;
    const iterator = {
      next: () => (next < count ? { done: false, value: next++ } : { done: true, value: 0 }),
      return: closed,
    };
    return { [Symbol.iterator]: () => iterator } as unknown as Iterable<number>;
  };
  for await (const _ of tasks.asyncStream(items(2), (item) => item));
  expect(closed).not.toHaveBeenCalled();
  for await (const _ of tasks.asyncStream(items(9), (item) => item, { maxConcurrency: 1 })) break;
  expect(closed).toHaveBeenCalledTimes(1);
});
