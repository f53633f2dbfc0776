import {
  CoordinatedShutdown,
  createSupervisedMachine,
  getCoreStatistics,
  InvalidArgumentError,
  InvalidOptionError,
  ShutdownAbortedError,
  type ShutdownContext,
  ShutdownPhaseOverError,
  setUnhandledErrorReporter,
} from 'statewarden';
import { crashable } from '../support/machines.js';
import { pass, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

const later = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

let log: string[];
let warn: jest.SpyInstance;
beforeEach(() => {
  log = [];
  warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => warn.mockRestore());
const says = (what: string) => () => void log.push(what);

describe('A-20 the phases of a coordinated shutdown', () => {
  it('are the default ones, in order', () => {
    expect(new CoordinatedShutdown().phases).toEqual([
      'before-service-unbind',
      'service-unbind',
      'service-requests-done',
      'service-stop',
      'before-supervisors-stop',
      'supervisors-stop',
      'after-supervisors-stop',
    ]);
  });

  it.each<[string, Record<string, string[]>, string[]]>([
    ['a chain', { c: ['b'], b: ['a'], a: [] }, ['a', 'b', 'c']],
    ['a diamond', { d: ['b', 'c'], b: ['a'], c: ['a'], a: [] }, ['a', 'b', 'c', 'd']],
    ['two chains', { b: ['a'], a: [], y: ['x'], x: [] }, ['a', 'b', 'x', 'y']],
    ['behind a default one', { a: ['service-unbind'] }, ['service-unbind', 'a']],
  ])('are sorted topologically: %s', (_, dependencies, order) => {
    const entries = Object.entries(dependencies).map(([name, dependsOn]) => [name, { dependsOn }]);
    const { phases } = new CoordinatedShutdown({ phases: Object.fromEntries(entries) });
    expect(phases.filter((name) => order.includes(name))).toEqual(order);
    expect(new Set(phases).size).toBe(phases.length);
  });

  it.each([
    ['itself', { a: ['a'] }, 'a after a'],
    ['a circle', { a: ['b'], b: ['c'], c: ['a'] }, 'a after b after c after a'],
    [
      'a default one',
      { 'service-unbind': ['service-stop'] },
      'service-unbind after service-stop after service-requests-done after service-unbind',
    ],
  ])('are refused when one depends on %s', (_, dependencies, cycle) => {
    const entries = Object.entries(dependencies).map(([name, dependsOn]) => [name, { dependsOn }]);
    const act = () => new CoordinatedShutdown({ phases: Object.fromEntries(entries) });
    expect(act).toThrow(InvalidOptionError);
    expect(act).toThrow(cycle);
  });

  it.each<[string, unknown, RegExp]>([
    ['an unknown dependency', { phases: { a: { dependsOn: ['servce-stop'] } } }, /'service-stop'/],
    ['a dependency that is none', { phases: { a: { dependsOn: [5] } } }, /got 5/],
    ['a list of phases', { phases: ['a'] }, /got an array, expected an object/],
    ['a phase that is no object', { phases: { a: 5 } }, /phase 'a'.*got 5/],
    ['an unknown option of a phase', { phases: { a: { timout: 5 } } }, /did you mean 'timeout'/],
    ['a negative time', { phases: { a: { timeout: -1 } } }, /at least 0/],
    ['no number', { defaultTimeout: Number.NaN }, /got NaN/],
    ['no supervisors', { supervisors: [{}] }, /a list of Supervisors/],
    ['an unknown option', { phase: {} }, /did you mean 'phases'/],
    ['no options', 5, /an object with options/],
  ])('are refused with %s', (_, options, message) => {
    expect(() => new CoordinatedShutdown(options as never)).toThrow(InvalidOptionError);
    expect(() => new CoordinatedShutdown(options as never)).toThrow(message);
  });

  it('run one after the other, their tasks at the same time', async () => {
    const shutdown = new CoordinatedShutdown();
    const slow = (what: string, milliseconds: number) => async () => {
      log.push(`${what} begins`);
      await later(milliseconds);
      log.push(`${what} ends`);
    };
    shutdown.addTask('service-stop', 'c', says('c'));
    shutdown.addTask('service-unbind', 'a', slow('a', 20));
    shutdown.addTask('service-unbind', 'b', slow('b', 10));
    const done = shutdown.run('deploy');
    await pass(30);
    expect(log).toEqual(['a begins', 'b begins', 'b ends', 'a ends', 'c']);
    expect(await done).toEqual({
      reason: 'deploy',
      isClean: true,
      phases: [
        {
          name: 'service-unbind',
          tasks: [
            { name: 'a', outcome: 'done' },
            { name: 'b', outcome: 'done' },
          ],
        },
        { name: 'service-stop', tasks: [{ name: 'c', outcome: 'done' }] },
        { name: 'supervisors-stop', tasks: [{ name: 'supervisors', outcome: 'done' }] },
      ],
    });
    expect(getCoreStatistics().timers).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('run from a given one', async () => {
    const shutdown = new CoordinatedShutdown();
    shutdown.addTask('service-unbind', 'a', says('a'));
    shutdown.addTask('service-stop', 'b', says('b'));
    await shutdown.run(undefined, { from: 'service-requests-done' });
    expect(log).toEqual(['b']);
  });

  it('do not run when they are not enabled', async () => {
    const shutdown = new CoordinatedShutdown({ phases: { 'service-stop': { enabled: false } } });
    shutdown.addTask('service-stop', 'a', says('a'));
    expect((await shutdown.run()).phases.map(({ name }) => name)).toEqual(['supervisors-stop']);
    expect(log).toEqual([]);
  });

  it('say how long they may take together', () => {
    const phases = { 'service-stop': { timeout: 200 }, own: { timeout: 30 } };
    const shutdown = new CoordinatedShutdown({ phases, defaultTimeout: 100 });
    expect(shutdown.totalTimeout).toBe(10_000);
    shutdown.addTask('service-stop', 'a', () => {});
    shutdown.addTask('service-unbind', 'b', () => {});
    shutdown.addTask('own', 'c', () => {}).cancel();
    expect(shutdown.totalTimeout).toBe(10_300);
  });

  it('give the supervisors as long as all others, and ten seconds at least', () => {
    expect(new CoordinatedShutdown({ defaultTimeout: 20_000 }).totalTimeout).toBe(20_000);
    expect(new CoordinatedShutdown({ defaultTimeout: 10 }).totalTimeout).toBe(10_000);
  });
});

describe('A-20 a coordinated shutdown', () => {
  it('runs once, whoever asks, with the first reason', async () => {
    const shutdown = new CoordinatedShutdown();
    const inside: unknown[] = [];
    shutdown.addTask('service-stop', 'a', ({ reason }) => {
      log.push(String(reason));
      inside.push(shutdown.run('third'));
    });
    const [first, second] = [shutdown.run('first'), shutdown.run('second')];
    expect(second).toBe(first);
    expect(inside).toEqual([first]);
    expect((await first).reason).toBe('first');
    expect(await shutdown.run('fourth')).toBe(await first);
    expect(log).toEqual(['first']);
  });

  it('goes on after a failure and after a time-out, and tells of both', async () => {
    const onTaskError = jest.fn(() => {
      throw new Error('ignored');
    });
    const reported: unknown[] = [];
    setUnhandledErrorReporter((error) => reported.push((error as Error).message));
    const shutdown = new CoordinatedShutdown({ defaultTimeout: 50, onTaskError });
    let signal: AbortSignal | undefined;
    const failure = new Error('failed');
    shutdown.addTask('service-unbind', 'throws', () => {
      throw failure;
    });
    shutdown.addTask('service-unbind', 'rejects', () => Promise.reject('no error'));
    shutdown.addTask('service-stop', 'hangs', (context: ShutdownContext) => {
      signal = context.signal;
      return new Promise(() => {});
    });
    shutdown.addTask('service-stop', 'is quick', async () => {});
    shutdown.addTask('before-supervisors-stop', 'last', says('last'));
    const done = shutdown.run();
    await pass(0);
    expect(signal?.aborted).toBe(false);
    await pass(50);
    expect(signal?.aborted).toBe(true);
    expect(signal?.reason).toMatchObject({ name: 'TimeoutError' });
    const report = await done;
    expect(report.isClean).toBe(false);
    expect(report.phases.slice(0, 2)).toEqual([
      {
        name: 'service-unbind',
        tasks: [
          { name: 'throws', outcome: 'failed', error: failure },
          { name: 'rejects', outcome: 'failed', error: 'no error' },
        ],
      },
      {
        name: 'service-stop',
        tasks: [
          { name: 'hangs', outcome: 'timed-out' },
          { name: 'is quick', outcome: 'done' },
        ],
      },
    ]);
    expect(log).toEqual(['last']);
    expect(reported).toEqual(['ignored', 'ignored', 'ignored']);
    setUnhandledErrorReporter(undefined);
    expect(onTaskError.mock.calls).toEqual([
      [failure, { phase: 'service-unbind', name: 'throws' }],
      ['no error', { phase: 'service-unbind', name: 'rejects' }],
      [
        expect.objectContaining({ message: 'it took more than 50 ms' }),
        { phase: 'service-stop', name: 'hangs' },
      ],
    ]);
  });

  it('warns of a failed task unless somebody else is told', async () => {
    const shutdown = new CoordinatedShutdown();
    shutdown.addTask('service-stop', 'a', () => Promise.reject(5));
    await shutdown.run();
    expect(warn).toHaveBeenCalledWith(expect.stringContaining("task 'a' of shutdown phase"), 5);
  });

  it.each<[string, () => unknown, unknown]>([
    ['fails', () => Promise.reject('why'), 'why'],
    ['is too late', () => new Promise(() => {}), undefined],
  ])(
    'is given up when a task %s in a phase that is not to be recovered from',
    async (_, task, cause) => {
      const phases = { 'service-unbind': { recover: false, timeout: 20 } };
      const shutdown = new CoordinatedShutdown({ phases });
      shutdown.addTask('service-unbind', 'a', task);
      shutdown.addTask('service-stop', 'b', says('b'));
      const given = shutdown.run('r').catch((error: unknown) => error);
      await pass(20);
      expect(await given).toBeInstanceOf(ShutdownAbortedError);
      expect(await given).toMatchObject({
        code: 'STATEWARDEN_SHUTDOWN_ABORTED',
        phase: 'service-unbind',
        cause,
        report: { reason: 'r', isClean: false, phases: [{ name: 'service-unbind' }] },
      });
      expect(log).toEqual([]);
      const late = () => shutdown.addTask('service-stop', 'c', () => {});
      expect(late).toThrow(ShutdownPhaseOverError);
    },
  );

  it('takes tasks for later phases from the tasks of earlier ones, and no other', async () => {
    const shutdown = new CoordinatedShutdown();
    const add = (phase: string) => {
      try {
        shutdown.addTask(phase, 'added', says(phase));
      } catch (error) {
        log.push((error as Error).message);
      }
    };
    shutdown.addTask('service-requests-done', 'adding', () => {
      add('service-unbind');
      add('service-requests-done');
      add('service-stop');
    });
    await shutdown.run();
    add('after-supervisors-stop');
    const over = (phase: string) =>
      `task 'added' comes too late: phase '${phase}' of the shutdown has begun already`;
    expect(log).toEqual([
      over('service-unbind'),
      over('service-requests-done'),
      'service-stop',
      over('after-supervisors-stop'),
    ]);
  });

  it('does not run tasks that were cancelled in time', async () => {
    const shutdown = new CoordinatedShutdown();
    const early = shutdown.addTask('service-stop', 'early', says('early'));
    const twice = shutdown.addTask('service-stop', 'twice', says('twice'));
    const late = shutdown.addTask('service-unbind', 'late', () => {
      log.push(`late ${late.cancel()}`, `twice ${twice.cancel()} ${twice.cancel()}`);
    });
    expect(early.cancel()).toBe(true);
    await shutdown.run();
    expect(log).toEqual(['late false', 'twice true false']);
  });

  it('is done when the call returns if nothing has to be awaited', () => {
    const actor = createSupervisedMachine('a', crashable);
    const shutdown = new CoordinatedShutdown();
    shutdown.addTask('service-stop', 'a', says('a'));
    shutdown.addTask('after-supervisors-stop', 'b', () =>
      says(`b ${actor.getSnapshot().status}`)(),
    );
    void shutdown.run();
    expect(log).toEqual(['a', 'b stopped']);
  });

  it('refuses what it cannot use', async () => {
    const shutdown = new CoordinatedShutdown();
    const add = shutdown.addTask.bind(shutdown) as (...args: unknown[]) => unknown;
    expect(() => add('service-stopp', 'a', () => {})).toThrow(/did you mean 'service-stop'/);
    expect(() => add(5, 'a', () => {})).toThrow(InvalidArgumentError);
    expect(() => add('service-stop', '', () => {})).toThrow(InvalidArgumentError);
    expect(() => add('service-stop', 'a', 5)).toThrow(InvalidArgumentError);
    const addActor = shutdown.addActorTask.bind(shutdown) as (...args: unknown[]) => unknown;
    expect(() => addActor('service-stop', 'a', null)).toThrow(InvalidArgumentError);
    await expect(shutdown.run(0, { from: 'nowhere' })).rejects.toThrow(InvalidArgumentError);
    await expect(shutdown.run(0, null as never)).rejects.toThrow(TypeError);
    expect(shutdown.isRunning).toBe(false);
    expect((await shutdown.run(0)).isClean).toBe(true);
    expect(shutdown.isRunning).toBe(true);
  });

  it('ends an `await using` block', async () => {
    {
      await using shutdown = new CoordinatedShutdown();
      shutdown.addTask('service-stop', 'a', ({ reason }) => says(String(reason))());
    }
    expect(log).toEqual(['disposed']);
  });
});
