import {
  ChildError,
  InvalidArgumentError,
  InvalidOptionError,
  RestartStrategy,
  RootSupervisor,
  Supervisor,
  SupervisorStoppedError,
} from 'statewarden';
import { crashable, failingAtStart } from '../support/machines.js';
import { pass, useVirtualTime } from '../support/virtual-time.js';
import {
  actorOf,
  finishable,
  implementations,
  send,
  states,
  supervisorOf,
  worker,
} from './support.js';

useVirtualTime();

function reasonOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof ChildError) return error.reason;
    throw error;
  }
  return 'nothing was thrown';
}

async function rejectionOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'nothing was thrown',
    (error) => (error instanceof ChildError ? error.reason : String(error)),
  );
}

describe('the life of a child (O-24)', () => {
  it('has the exact answer to each call wherever the child stands', async () => {
    const supervisor = supervisorOf();
    const first = supervisor.startChild(worker('a'));
    expect(supervisor.getActor('a')).toBe(first);
    expect(supervisor.countChildren()).toEqual({ specs: 1, active: 1, supervisors: 0, workers: 1 });
    expect(reasonOf(() => supervisor.startChild(worker('a')))).toBe('already-started');
    expect(reasonOf(() => supervisor.restartChild('a'))).toBe('running');
    expect(reasonOf(() => supervisor.deleteChild('a'))).toBe('running');

    await supervisor.terminateChild('a');
    await supervisor.terminateChild('a');
    expect(states(supervisor)).toEqual(['a stopped']);
    expect(supervisor.countChildren()).toEqual({ specs: 1, active: 0, supervisors: 0, workers: 1 });
    expect(supervisor.getActor('a')).toBeUndefined();
    expect(reasonOf(() => supervisor.startChild(worker('a')))).toBe('already-present');

    const second = supervisor.restartChild('a');
    expect(second).not.toBe(first);
    expect(supervisor.getActor('a')).toBe(second);
    await supervisor.terminateChild('a');
    supervisor.deleteChild('a');
    expect(supervisor.countChildren()).toEqual({ specs: 0, active: 0, supervisors: 0, workers: 0 });
    expect(reasonOf(() => supervisor.deleteChild('a'))).toBe('not-found');
    expect(reasonOf(() => supervisor.restartChild('a'))).toBe('not-found');
    expect(reasonOf(() => supervisor.getChildSpec('a'))).toBe('not-found');
    expect(await rejectionOf(supervisor.terminateChild('a'))).toBe('not-found');
  });

  it('names the child that runs already', () => {
    const supervisor = supervisorOf();
    const child = supervisor.startChild(worker('a'));
    try {
      supervisor.startChild(worker('a'));
    } catch (error) {
      expect(error).toMatchObject({
        name: 'ChildError',
        code: 'STATEWARDEN_CHILD_ALREADY_STARTED',
        childId: 'a',
        supervisorPath: 's',
        child,
      });
    }
    expect.assertions(1);
  });

  it('lists the youngest first, and a child keeps its place (O-92, O-101)', async () => {
    const supervisor = supervisorOf();
    for (const id of ['a', 'b', 'c']) supervisor.startChild(worker(id));
    await supervisor.terminateChild('a');
    supervisor.restartChild('a');
    await supervisor.terminateChild('b');
    expect(states(supervisor)).toEqual(['c running', 'b stopped', 'a running']);
    supervisor.deleteChild('b');
    expect(states(supervisor)).toEqual(['c running', 'a running']);
  });

  it('counts and lists a child that is being restarted, which terminating ends (O-80)', async () => {
    const supervisor = supervisorOf({ defaultStrategy: new RestartStrategy() });
    supervisor.startChild(worker('a'));
    send(supervisor, 'a', 'CRASH');
    expect(states(supervisor)).toEqual(['a restarting']);
    expect(supervisor.whichChildren()[0]?.child).toBeUndefined();
    expect(supervisor.countChildren().active).toBe(0);
    expect(reasonOf(() => supervisor.startChild(worker('a')))).toBe('already-present');
    expect(reasonOf(() => supervisor.restartChild('a'))).toBe('restarting');
    expect(reasonOf(() => supervisor.deleteChild('a'))).toBe('restarting');
    await supervisor.terminateChild('a');
    await pass(60_000);
    expect(states(supervisor)).toEqual(['a stopped']);
  });

  it('is refused by a supervisor that was stopped', async () => {
    const supervisor = supervisorOf();
    await supervisor.stop();
    expect(() => supervisor.startChild(worker('a'))).toThrow(SupervisorStoppedError);
  });

  it('treats an actor without a spec as one that is forgotten at its end', async () => {
    const { createSupervisedMachine } = await import('statewarden');
    const supervisor = supervisorOf();
    const actor = createSupervisedMachine('plain', crashable, { supervisor });
    expect(supervisor.whichChildren()).toEqual([
      { id: 'plain', type: 'worker', state: 'running', child: actor },
    ]);
    expect(supervisor.getChildSpec('plain')).toMatchObject({ id: 'plain', restart: 'transient' });
    await supervisor.terminateChild('plain');
    expect(actor.getSnapshot().status).toBe('stopped');
    expect(states(supervisor)).toEqual([]);
  });
});

describe('restart types', () => {
  it.each([
    ['permanent', 'a running', 2],
    ['transient', 'a stopped', 1],
    ['temporary', undefined, 1],
  ] as const)('%s after a normal end (O-30, O-31, O-32)', (restart, expected, lives) => {
    let starts = 0;
    const supervisor = supervisorOf();
    const start = () => {
      starts++;
      return finishable;
    };
    supervisor.startChild({ id: 'a', start, restart, options: { implementations } });
    const actor = actorOf(supervisor, 'a');
    actor.send({ type: 'FINISH' } as never);
    expect(actor.getSnapshot().status).toBe('done');
    expect(states(supervisor)[0]).toBe(expected);
    expect(starts).toBe(lives);
  });

  it.each([
    ['permanent', ['a running']],
    ['transient', ['a running']],
    ['temporary', []],
  ] as const)('%s after a failure (O-37, O-38, O-39)', (restart, expected) => {
    const supervisor = supervisorOf();
    supervisor.startChild(worker('a', { restart }));
    send(supervisor, 'a', 'CRASH');
    expect(states(supervisor)).toEqual(expected);
  });

  it('counts the normal end of a permanent child towards the limit', () => {
    const supervisor = supervisorOf({ maxRestarts: 1 });
    supervisor.startChild(worker('a'));
    send(supervisor, 'a', 'FINISH');
    expect(states(supervisor)).toEqual(['a running']);
    send(supervisor, 'a', 'FINISH');
    expect(states(supervisor)).toEqual(['a stopped']);
  });

  it('tells of the end of each life and of each restart', () => {
    const told: string[] = [];
    const supervisor = supervisorOf();
    const options = {
      implementations,
      onStop: () => told.push('stop'),
      onRestart: () => told.push('restart'),
    };
    supervisor.startChild(worker('a', { options }));
    send(supervisor, 'a', 'FINISH');
    send(supervisor, 'a', 'CRASH');
    expect(told).toEqual(['stop', 'restart', 'restart']);
  });
});

describe('starts', () => {
  it('that fail are thrown with their cause, and the spec is not kept (O-10)', () => {
    const supervisor = supervisorOf();
    const machine = failingAtStart(() => true);
    const call = () => supervisor.startChild({ id: 'a', machine });
    expect(call).toThrow("child 'a' of supervisor 's' could not start: cannot start");
    expect(reasonOf(call)).toBe('start-failed');
    expect(states(supervisor)).toEqual([]);
    expect(supervisor.actors.size).toBe(0);
  });

  it('that fail by call later keep the spec, and are not tried again (O-11)', async () => {
    let isFailing = false;
    const supervisor = supervisorOf();
    supervisor.startChild({ id: 'a', machine: failingAtStart(() => isFailing) });
    await supervisor.terminateChild('a');
    isFailing = true;
    expect(reasonOf(() => supervisor.restartChild('a'))).toBe('start-failed');
    await pass(60_000);
    expect(states(supervisor)).toEqual(['a stopped']);
    isFailing = false;
    supervisor.restartChild('a');
    expect(states(supervisor)).toEqual(['a running']);
  });

  it('by a function that throws fail alike, at first and in a restart', async () => {
    let isFailing = true;
    const supervisor = supervisorOf({ maxRestarts: 5 });
    const start = () => {
      if (isFailing) throw new Error('no machine');
      return finishable;
    };
    const spec = { id: 'a', start, options: { implementations } };
    expect(() => supervisor.startChild(spec)).toThrow('no machine');
    isFailing = false;
    supervisor.startChild(spec);
    isFailing = true;
    send(supervisor, 'a', 'FINISH');
    expect(states(supervisor)).toEqual(['a restarting']);
    isFailing = false;
    await pass(10);
    expect(states(supervisor)).toEqual(['a running']);
  });

  it('may be ignored: the child is known and does not run (O-3)', () => {
    const supervisor = supervisorOf();
    expect(supervisor.startChild({ id: 'a', start: () => undefined })).toBeUndefined();
    supervisor.startChild(worker('b'));
    expect(states(supervisor)).toEqual(['b running', 'a stopped']);
    expect(supervisor.countChildren()).toEqual({ specs: 2, active: 1, supervisors: 0, workers: 2 });
  });

  it('that a temporary child ignores leave nothing (O-5)', () => {
    const supervisor = supervisorOf();
    supervisor.startChild({ id: 'a', start: () => undefined, restart: 'temporary' });
    expect(states(supervisor)).toEqual([]);
  });

  it('ignored in a restart leave the child down (O-102)', () => {
    let isIgnoring = false;
    const supervisor = supervisorOf();
    const start = () => (isIgnoring ? undefined : finishable);
    supervisor.startChild({ id: 'a', start, options: { implementations } });
    isIgnoring = true;
    send(supervisor, 'a', 'FINISH');
    expect(states(supervisor)).toEqual(['a stopped']);
  });

  it('give the input to the machine and to the function', () => {
    const supervisor = supervisorOf();
    const inputs: unknown[] = [];
    const start = (input: unknown) => {
      inputs.push(input);
      return finishable;
    };
    supervisor.startChild({ id: 'a', start, input: { n: 1 }, options: { implementations } });
    send(supervisor, 'a', 'FINISH');
    expect(inputs).toEqual([{ n: 1 }, { n: 1 }]);
  });
});

describe('the children that a supervisor begins with', () => {
  it('start in order and stop in reverse', async () => {
    const log: string[] = [];
    const child = (id: string) => ({
      id,
      start: () => {
        log.push(`start ${id}`);
        return finishable;
      },
      options: { implementations, onStop: () => log.push(`stop ${id}`) },
    });
    const supervisor = supervisorOf({ children: [child('a'), child('b'), child('c')] });
    await supervisor.stop();
    expect(log).toEqual(['start a', 'start b', 'start c', 'stop c', 'stop b', 'stop a']);
  });

  it('are all stopped when one cannot start, and those after it are not tried (O-94)', () => {
    const log: string[] = [];
    const child = (id: string, isFailing = false) => ({
      id,
      start: () => {
        log.push(`start ${id}`);
        return failingAtStart(() => isFailing);
      },
      options: { onStop: () => log.push(`stop ${id}`) },
    });
    const parent = RootSupervisor.getInstance();
    const children = [child('a'), child('b'), child('c', true), child('d')];
    expect(reasonOf(() => new Supervisor('inner', { parent, children }))).toBe('start-failed');
    expect(log).toEqual(['start a', 'start b', 'start c', 'stop b', 'stop a']);
    expect(parent.getChildSupervisors()).toEqual([]);
  });

  it('may not share an id', () => {
    expect(() => supervisorOf({ children: [worker('a'), worker('a')] })).toThrow(
      InvalidOptionError,
    );
  });
});

describe('specs', () => {
  it('are filled in with the defaults (O-13)', () => {
    const supervisor = supervisorOf({ shutdownTimeout: 700 });
    supervisor.startChild(worker('a'));
    supervisor.startChild({ id: 'inner', supervisor: {} });
    expect(supervisor.getChildSpec('a')).toMatchObject({
      id: 'a',
      type: 'worker',
      restart: 'permanent',
      significant: false,
      shutdown: 700,
    });
    expect(supervisor.getChildSpec('inner')).toMatchObject({
      type: 'supervisor',
      restart: 'permanent',
      shutdown: 'infinity',
    });
  });

  it.each([undefined, null, 7, 'a', {}, { id: '' }, { id: 7, machine: finishable }])(
    'that are none are refused: %p (O-15)',
    (spec) => {
      expect(() => supervisorOf().startChild(spec as never)).toThrow(InvalidArgumentError);
    },
  );

  it.each([
    ['nothing to start', {}],
    ['two things to start', { machine: finishable, start: () => finishable }],
    ['an unknown key', { machine: finishable, restrat: 'permanent' }],
    ['a wrong restart type', { machine: finishable, restart: 'always' }],
    ['a wrong shutdown', { machine: finishable, shutdown: -1 }],
    ['a shutdown in words', { machine: finishable, shutdown: 'never' }],
    ['a wrong terminate', { machine: finishable, terminate: 7 }],
    ['a wrong significant', { machine: finishable, significant: 'yes' }],
    ['wrong options', { machine: finishable, options: { startegy: 1 } }],
  ])('with %s are refused (O-26)', (_what, more) => {
    expect(() => supervisorOf().startChild({ id: 'a', ...more } as never)).toThrow(
      InvalidOptionError,
    );
  });

  it.each([
    ['never', 'transient'],
    ['any-significant', 'permanent'],
    ['all-significant', 'permanent'],
  ] as const)(
    'may not be significant where autoShutdown is %s and restart %s (O-27)',
    (autoShutdown, restart) => {
      const supervisor = supervisorOf({ autoShutdown });
      expect(() => supervisor.startChild(worker('a', { restart, significant: true }))).toThrow(
        InvalidOptionError,
      );
    },
  );

  it.each([
    [{ restartScope: 'one_for_one' }],
    [{ maxRestarts: -1 }],
    [{ withinTimeWindow: 0 }],
    [{ autoShutdown: 'any' }],
    [{ reviveStopped: 1 }],
    [{ maxChildren: 0 }],
    [{ shutdownTimeout: -1 }],
    [{ children: {} }],
    [{ template: {} }],
    [{ template: { machine: finishable, id: 'a' } }],
    [{ template: { machine: finishable }, restartScope: 'one-for-all' }],
    [{ template: { machine: finishable }, autoShutdown: 'any-significant' }],
    [{ template: { machine: finishable }, children: [{ id: 'a', machine: finishable }] }],
  ])('of supervisors are checked: %p (O-28, O-60)', (options) => {
    expect(() => supervisorOf(options as never)).toThrow(InvalidOptionError);
  });
});
