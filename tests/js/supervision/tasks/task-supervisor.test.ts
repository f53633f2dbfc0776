import {
  ChildError,
  countWatches,
  getCoreStatistics,
  InvalidArgumentError,
  InvalidOptionError,
  RestartStrategy,
  RootSupervisor,
  StopStrategy,
  SupervisorStoppedError,
  TaskAbortedError,
  type TaskContext,
  TaskSupervisor,
  type TaskSupervisorOptions,
} from 'statewarden';
import { states, supervisorOf } from '../children/support.js';
import { pass, settle, useVirtualTime } from '../support/virtual-time.js';
import { targetOf, watcherOf } from '../watch/support.js';

useVirtualTime();

const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Works until it is told to end, and then throws the reason. */
const untilAborted = ({ signal }: TaskContext) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });

const boom = new Error('boom');
const fails = () => Promise.reject(boom);

let unhandled: unknown[] = [];
const noteUnhandled = (reason: unknown) => unhandled.push(reason);
beforeEach(() => {
  unhandled = [];
  process.on('unhandledRejection', noteUnhandled);
});
afterEach(async () => {
  RootSupervisor.resetInstance();
  jest.useRealTimers();
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', noteUnhandled);
  expect(unhandled).toEqual([]);
  expect(countWatches()).toBe(0);
});

function tasksOf(options: TaskSupervisorOptions = {}): TaskSupervisor {
  return new TaskSupervisor('tasks', { parent: RootSupervisor.getInstance(), ...options });
}

describe('a task (E-12)', () => {
  it('is a promise of what its function returns or throws, and then forgotten', async () => {
    const tasks = tasksOf();
    const value = tasks.async(() => 'at once');
    const later = tasks.async(async () => {
      await pause(10);
      return 'later';
    });
    const thrown = tasks.async(() => {
      throw boom;
    });
    expect(tasks.countChildren()).toEqual({ specs: 3, active: 3, supervisors: 0, workers: 3 });
    expect(states(tasks)).toEqual(['3 running', '2 running', '1 running']);
    await expect(value).resolves.toBe('at once');
    await expect(thrown).rejects.toBe(boom);
    await pass(10);
    await expect(later).resolves.toBe('later');
    expect(tasks.countChildren().specs).toBe(0);
  });

  it('can be chained like any promise', async () => {
    const tasks = tasksOf();
    const finished: string[] = [];
    expect(await tasks.async(() => 1).then((one) => one + 1)).toBe(2);
    expect(await tasks.async(fails).catch((error) => error)).toBe(boom);
    expect(await tasks.async(() => 1).finally(() => finished.push('yes'))).toBe(1);
    expect(await Promise.all([tasks.async(() => 1), tasks.async(() => 2)])).toEqual([1, 2]);
    expect(finished).toEqual(['yes']);
  });

  it('is not called before the caller has gone on, nor inside of it', async () => {
    const story: string[] = [];
    const task = tasksOf().async(() => story.push('task'));
    story.push('caller');
    await task;
    expect(story).toEqual(['caller', 'task']);
  });

  it('has its failure recorded, and what is no Error rejected as it is', async () => {
    const tasks = tasksOf();
    await expect(tasks.async(() => Promise.reject('no error'), { id: 'a' })).rejects.toBe(
      'no error',
    );
    expect(RootSupervisor.getInstance().getErrorHistory()).toMatchObject([
      { actorId: 'a', supervisorId: 'root/tasks', error: { name: 'ThrownValueError' } },
    ]);
  });

  it('never rejects when it is not linked', async () => {
    const tasks = tasksOf();
    expect(await tasks.asyncNoLink(() => 'value')).toEqual({ status: 'fulfilled', value: 'value' });
    expect(await tasks.asyncNoLink(fails)).toEqual({ status: 'rejected', reason: boom });
    const stopped = tasks.asyncNoLink(untilAborted);
    await tasks.stop();
    expect(await stopped).toMatchObject({ status: 'rejected', reason: { taskId: '3' } });
  });

  it('can have an id, which no other may have', async () => {
    const tasks = tasksOf();
    const ids: string[] = [];
    const task = tasks.async(({ id }) => ids.push(id), { id: 'mail' });
    expect(task.id).toBe('mail');
    expect(() => tasks.async(() => 1, { id: 'mail' })).toThrow(ChildError);
    await task;
    expect(ids).toEqual(['mail']);
  });

  it('is refused when there are too many', async () => {
    const tasks = tasksOf({ maxChildren: 1 });
    const first = tasks.async(() => 1);
    expect(() => tasks.async(() => 2)).toThrow('maxChildren is reached');
    await first;
    expect(await tasks.async(() => 3)).toBe(3);
  });

  it('is tried again as a strategy says where restart is transient', async () => {
    const strategy = new RestartStrategy({
      initialDelay: 100,
      maxRestarts: 2,
      backoffType: 'linear',
    });
    const tasks = tasksOf({ restart: 'transient', strategy });
    const attempts: number[] = [];
    const task = tasks.async(({ attempt }) => {
      attempts.push(attempt);
      if (attempt < 3) throw boom;
      return 'third time lucky';
    });
    const hopeless = tasks.asyncNoLink(fails);
    await pass(50);
    expect(attempts).toEqual([1]);
    await pass(1000);
    expect(await task).toBe('third time lucky');
    expect(attempts).toEqual([1, 2, 3]);
    expect(await hopeless).toEqual({ status: 'rejected', reason: boom });
    expect(tasks.countChildren().specs).toBe(0);
  });

  it('goes by its latest attempt when it was restarted during one that does not end', async () => {
    const tasks = tasksOf({ restart: 'transient' });
    const task = tasks.asyncNoLink(async ({ attempt }) => {
      await pause(attempt === 1 ? 20 : 100);
      if (attempt === 1) throw boom;
      return `attempt ${attempt}`;
    });
    await settle();
    await tasks.getActor('1')?.restart();
    await pass(50);
    const stopped = tasks.stop();
    await pass(100);
    await stopped;
    expect(await task).toEqual({ status: 'fulfilled', value: 'attempt 2' });
    expect(RootSupervisor.getInstance().getErrorHistory()).toEqual([]);
  });

  it('rejects with the last failure when it is stopped in back-off', async () => {
    const tasks = tasksOf({ restart: 'transient' });
    const task = tasks.asyncNoLink(fails);
    await settle();
    expect(states(tasks)).toEqual(['1 restarting']);
    await tasks.stop();
    expect(await task).toEqual({ status: 'rejected', reason: boom });
  });
});

describe('the end of a task (E-12)', () => {
  it('is told to its function by a signal and awaited', async () => {
    const tasks = tasksOf();
    const story: string[] = [];
    const task = tasks.async(async ({ signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      story.push(`told: ${(signal.reason as Error).message}`);
      await pause(100);
      story.push('cleaned up');
      return 'what there was';
    });
    await settle();
    const stopped = tasks.stop().then(() => story.push('stopped'));
    await pass(100);
    await stopped;
    expect(story).toEqual([
      "told: task '1' was aborted: its supervisor stops it",
      'cleaned up',
      'stopped',
    ]);
    expect(await task).toBe('what there was');
  });

  it('is not awaited longer than the shutdown time-out', async () => {
    const tasks = tasksOf({ shutdownTimeout: 100 });
    const task = tasks.async(() => new Promise(() => {}));
    await settle();
    const stopped = tasks.stop();
    await pass(99);
    expect(tasks.isStopped).toBe(false);
    await pass(1);
    await stopped;
    await expect(task).rejects.toBeInstanceOf(TaskAbortedError);
    const [entry] = RootSupervisor.getInstance().getErrorHistory();
    expect(entry?.error).toMatchObject({ reason: 'shutdown-timeout' });
  });

  it('is that of all tasks at the same time', async () => {
    const tasks = tasksOf();
    for (let count = 0; count < 5; count++) {
      void tasks.asyncNoLink(async (context) => {
        await untilAborted(context).catch(() => pause(100));
      });
    }
    await settle();
    const stopped = tasks.stop();
    await pass(100);
    await stopped;
    expect(tasks.isStopped).toBe(true);
  });

  it('comes with that of the parent, where its supervisor is a child like others', async () => {
    const parent = supervisorOf();
    const tasks = new TaskSupervisor('tasks', { parent });
    const task = tasks.async(untilAborted);
    await settle();
    expect(parent.whichChildren()).toEqual([
      { id: 'tasks', type: 'supervisor', state: 'running', child: tasks },
    ]);
    await parent.stopAllActors();
    await expect(task).rejects.toBeInstanceOf(TaskAbortedError);
    expect(await tasks.async(() => 'usable')).toBe('usable');
    await parent.stop();
    expect(() => tasks.async(() => 1)).toThrow(SupervisorStoppedError);
  });

  it('comes by cancel, whose reason the promise is rejected with', async () => {
    const tasks = tasksOf();
    const reason = new Error('enough');
    const [first, second] = [tasks.async(untilAborted), tasks.async(untilAborted)];
    const unbegun = tasks.async(() => 'never');
    const cancelled = unbegun.cancel();
    await settle();
    await first.cancel(reason);
    await second.cancel();
    await cancelled;
    await expect(first).rejects.toBe(reason);
    await expect(second).rejects.toThrow("task '2' was aborted: it was cancelled");
    await expect(unbegun).rejects.toBeInstanceOf(TaskAbortedError);
    await first.cancel();
    expect(tasks.countChildren().specs).toBe(0);
    expect(RootSupervisor.getInstance().getErrorHistory()).toEqual([]);
  });

  it('has the reason of the first cancel, whatever a later one says', async () => {
    const tasks = tasksOf({ shutdownTimeout: 50 });
    const task = tasks.asyncNoLink(() => new Promise(() => {}));
    await settle();
    const [first, second] = [new Error('first'), new Error('second')];
    const cancelled = [task.cancel(first), task.cancel(second)];
    await pass(50);
    await Promise.all(cancelled);
    expect(await task).toEqual({ status: 'rejected', reason: first });
  });

  it('comes by a signal, which forgets the task afterwards', async () => {
    const tasks = tasksOf();
    const controller = new AbortController();
    const { signal } = controller;
    const remove = jest.spyOn(signal, 'removeEventListener');
    expect(await tasks.async(() => 1, { signal })).toBe(1);
    expect(remove).toHaveBeenCalledTimes(1);
    const task = tasks.asyncNoLink(untilAborted, { signal });
    await settle();
    controller.abort(boom);
    expect(await task).toEqual({ status: 'rejected', reason: boom });
    expect(await tasks.asyncNoLink(() => 1, { signal })).toEqual({
      status: 'rejected',
      reason: boom,
    });
  });

  it('is no unhandled rejection when nobody is interested', async () => {
    const tasks = tasksOf();
    void tasks.async(untilAborted);
    void tasks.async(() => pause(1000));
    await settle();
    RootSupervisor.resetInstance();
    await settle();
    expect(tasks.isStopped).toBe(true);
  });

  it('leaves nothing behind', async () => {
    RootSupervisor.getInstance();
    const before = getCoreStatistics();
    const tasks = tasksOf();
    await tasks.async(() => 1);
    await tasks.asyncNoLink(fails);
    const running = tasks.asyncNoLink(untilAborted);
    await settle();
    await tasks.stop();
    await running;
    expect(jest.getTimerCount()).toBe(0);
    const {
      memoryInUse: _,
      programs: __,
      ...counts
    } = getCoreStatistics() as never as Record<string, number>;
    const {
      memoryInUse: ___,
      programs: ____,
      ...expected
    } = before as never as Record<string, number>;
    expect(counts).toEqual({ ...expected, strategies: counts.strategies });
  });
});

describe('the callers of a task (E-13)', () => {
  it('are handed to it, the nearest first', async () => {
    const tasks = tasksOf();
    const actor = targetOf('actor');
    const chains: (readonly unknown[])[] = [];
    let outer: TaskContext | undefined;
    await tasks.async(
      async (context) => {
        outer = context;
        chains.push(context.callers);
        await tasks.async(({ callers }) => chains.push(callers), { caller: context });
      },
      { caller: actor },
    );
    await tasks.asyncNoLink(({ callers }) => chains.push(callers), { caller: 'test 7' });
    await tasks.async(({ callers }) => chains.push(callers));
    expect(chains).toHaveLength(4);
    expect(chains[0]).toEqual([actor]);
    expect(chains[1]?.[0]).toBe(outer);
    expect(chains[1]?.[1]).toBe(actor);
    expect(chains[2]).toEqual(['test 7']);
    expect(chains[3]).toEqual([]);
  });
});

describe('a link of a task with its caller (E-12)', () => {
  it('fails a calling actor with the error of the task', async () => {
    const actor = targetOf('actor', { strategy: new StopStrategy() });
    void tasksOf().async(fails, { caller: actor });
    await settle();
    expect(actor.getSnapshot().status).toBe('stopped');
    expect(actor.getHealthMetrics().lastError).toBe(boom);
  });

  it('ends the task with its caller, be that an actor or another task', async () => {
    const tasks = tasksOf();
    const actor = watcherOf('actor');
    let inner: Promise<unknown> | undefined;
    const outer = tasks.asyncNoLink(async (context) => {
      inner = tasks.async(untilAborted, { caller: context });
      inner.catch(() => {});
      return untilAborted(context);
    });
    const linked = tasks.async(untilAborted, { caller: actor });
    const free = tasks.asyncNoLink(() => pause(10).then(() => 'free'), { caller: actor });
    await settle();
    actor.stop();
    await expect(linked).rejects.toThrow('its caller has ended');
    await outer.cancel();
    await expect(inner).rejects.toBeInstanceOf(TaskAbortedError);
    await pass(10);
    expect(await free).toEqual({ status: 'fulfilled', value: 'free' });
    expect(actor.getHealthMetrics().errorCount).toBe(0);
  });

  it('is undone with the task, while the caller goes on', async () => {
    const actor = targetOf('actor');
    await tasksOf().async(() => 1, { caller: actor });
    expect(countWatches()).toBe(0);
    expect(actor.getSnapshot().status).toBe('active');
  });

  it('ends the task when a calling task has finished, failed or is tried again', async () => {
    const strategy = new RestartStrategy({ backoffType: 'none' });
    const tasks = tasksOf({ restart: 'transient', strategy });
    const inner: Promise<unknown>[] = [];
    const start = (context: TaskContext) => {
      inner.push(tasks.async(untilAborted, { caller: context }).catch((error) => error));
      return context.attempt;
    };
    await tasks.async(start);
    expect(await inner[0]).toMatchObject({ message: expect.stringContaining('caller has ended') });
    const retried = tasks.async(async (context) => {
      if (start(context) === 1) throw boom;
      await untilAborted(context);
    });
    await settle();
    expect(inner).toHaveLength(3);
    expect(await inner[1]).toMatchObject({ name: 'TaskAbortedError', cause: boom });
    expect(tasks.countChildren().active).toBe(2);
    await retried.cancel().catch(() => {});
    expect(await inner[2]).toBeInstanceOf(TaskAbortedError);
    await tasks.stop();
  });

  it('does not fail the caller when the task is cancelled, or not linked', async () => {
    const tasks = tasksOf();
    const actor = targetOf('actor');
    const task = tasks.async(untilAborted, { caller: actor });
    await settle();
    await task.cancel();
    await tasks.asyncNoLink(fails, { caller: actor });
    expect(actor.getHealthMetrics().errorCount).toBe(0);
    actor.stop();
  });
});

describe('nonsense', () => {
  it('is refused by name', async () => {
    const tasks = tasksOf();
    expect(() => new TaskSupervisor('t', { maxchildren: 1 } as never)).toThrow("'maxChildren'");
    expect(() => new TaskSupervisor('t', { restart: 'permanent' } as never)).toThrow(
      InvalidOptionError,
    );
    expect(() => new TaskSupervisor('t', { strategy: new StopStrategy() })).toThrow(
      InvalidOptionError,
    );
    expect(() => new TaskSupervisor('t', { children: [] } as never)).toThrow(InvalidOptionError);
    expect(() => tasks.async('work' as never)).toThrow(InvalidArgumentError);
    expect(() => tasks.asyncNoLink(undefined as never)).toThrow(InvalidArgumentError);
    expect(() => tasks.async(() => 1, { id: '' })).toThrow(InvalidOptionError);
    expect(() => tasks.async(() => 1, { abort: 1 } as never)).toThrow(InvalidOptionError);
    expect(() => tasks.startChild({ input: 'work' })).toThrow('could not start');
    expect(tasks.countChildren().specs).toBe(0);
  });
});
