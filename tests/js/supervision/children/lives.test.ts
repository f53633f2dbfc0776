import {
  type ChildError,
  createSupervisedMachine,
  RestartStrategy,
  StopStrategy,
  Supervisor,
  SupervisorStoppedError,
} from 'statewarden';
import { pass, settle, useVirtualTime } from '../support/virtual-time.js';
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

const wait = (milliseconds: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds);
  });

it('an event that fails right after an automatic start is no failed start', async () => {
  const events: string[] = [];
  let isFailing = false;
  const supervisor = supervisorOf({
    children: [
      {
        id: 'a',
        machine: {
          initial: 'busy',
          states: { busy: { entry: 'begin', on: { FINISH: 'over' } }, over: { type: 'final' } },
          on: { CRASH: { actions: 'fail' } },
        },
        options: {
          implementations: {
            actions: {
              ...implementations.actions,
              begin: ({ self }: { self: { send(event: object): void } }) => {
                if (isFailing) self.send({ type: 'CRASH' });
                isFailing = false;
              },
            },
          },
        },
      },
    ],
  });
  supervisor.onEvent(({ type }) => events.push(type));
  isFailing = true;
  send(supervisor, 'a', 'FINISH');
  await settle();
  expect(events.filter((type) => type.startsWith('child'))).toEqual([
    'childFinished',
    'childRestarted',
    'childFailed',
    'childRestarted',
  ]);
  expect(events).not.toContain('restartFailed');
  expect(states(supervisor)).toEqual(['a running']);
  expect(actorOf(supervisor, 'a').getHealthMetrics()).toMatchObject({ errorCount: 1 });
});

it('restartChild is refused while the supervisor shuts itself down', async () => {
  const refused: unknown[] = [];
  let isShuttingDown = false;
  const supervisor: Supervisor = supervisorOf({
    autoShutdown: 'any-significant',
    onStop: () => {
      try {
        if (isShuttingDown) supervisor.restartChild('c');
      } catch (error) {
        refused.push(error);
      }
    },
    children: [
      worker('a'),
      worker('b', { restart: 'transient', significant: true }),
      worker('c', { restart: 'transient' }),
    ],
  });
  await supervisor.terminateChild('c');
  isShuttingDown = true;
  send(supervisor, 'b', 'FINISH');
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.every((error) => error instanceof SupervisorStoppedError)).toBe(true);
  expect(states(supervisor).filter((state) => state.endsWith('running'))).toEqual([]);
});

describe('terminateChild, when nobody awaits it,', () => {
  it('leaves the next life alone that a call begins at once', async () => {
    const supervisor = supervisorOf({ children: [worker('a')] });
    const first = actorOf(supervisor, 'a');
    const terminated = supervisor.terminateChild('a');
    const next = supervisor.restartChild('a');
    await terminated;
    await settle();
    expect(next).not.toBe(first);
    expect(actorOf(supervisor, 'a')).toBe(next);
    expect(actorOf(supervisor, 'a').getSnapshot().status).toBe('active');
  });

  it('has stopped a child that is a supervisor when it returns', async () => {
    const supervisor = supervisorOf({
      children: [{ id: 'inner', supervisor: { children: [worker('a')] } }],
    });
    void supervisor.terminateChild('inner');
    expect(states(supervisor)).toEqual(['inner stopped']);
    supervisor.restartChild('inner');
    await settle();
    expect(states(supervisor)).toEqual(['inner running']);
    expect(supervisor.getActor('a')?.getSnapshot().status).toBe('active');
  });

  it('does not stop a life that began after the one whose terminate took too long', async () => {
    const inner = { children: [worker('a', { shutdown: 'infinity', terminate: () => wait(100) })] };
    const children = [{ id: 'inner', supervisor: inner, shutdown: 10 }];
    const supervisor = supervisorOf({ children });
    const terminated = supervisor.terminateChild('inner');
    await pass(10);
    await terminated;
    supervisor.restartChild('inner');
    const next = supervisor.getActor('a');
    await pass(200);
    expect(next?.getSnapshot().status).toBe('active');
    expect(supervisor.getActor('a')).toBe(next);
  });
});

describe('while a supervisor is being stopped,', () => {
  const slow = { terminate: () => wait(30) };

  it.each<[string, (supervisor: Supervisor) => unknown]>([
    ['startChild', (supervisor) => supervisor.startChild(worker('c'))],
    ['restartChild', (supervisor) => supervisor.restartChild('b')],
    [
      'registerActor',
      (s) => createSupervisedMachine('d', finishable, { supervisor: s, implementations }),
    ],
    ['a new supervisor below', (parent) => new Supervisor('e', { parent })],
    ['changeOptions', (supervisor) => supervisor.changeOptions({ maxRestarts: 1 })],
  ])('%s is refused', async (_name, call) => {
    const supervisor = supervisorOf({ children: [worker('a', slow), worker('b')] });
    const stopped = supervisor.stop();
    expect(() => call(supervisor)).toThrow(SupervisorStoppedError);
    await pass(30);
    await stopped;
    expect(supervisor.getAllActors()).toEqual([]);
  });

  it('a supervisor below it refuses too', async () => {
    const inner = { id: 'inner', supervisor: { children: [worker('x')] } };
    const supervisor = supervisorOf({ children: [worker('a', slow), inner] });
    const [below] = supervisor.getChildSupervisors();
    const stopped = supervisor.stop();
    expect(() => below?.startChild(worker('y'))).toThrow(SupervisorStoppedError);
    await pass(30);
    await stopped;
  });

  it('a crash revives nobody who was stopped already', async () => {
    const log: string[] = [];
    const logged = (id: string) => ({
      ...worker(id),
      start: () => {
        log.push(id);
        return finishable;
      },
      machine: undefined,
    });
    const children = [logged('a'), worker('b', slow), logged('c')];
    const supervisor = supervisorOf({ restartScope: 'one-for-all', reviveStopped: true, children });
    log.length = 0;
    const stopped = supervisor.stop();
    send(supervisor, 'a', 'CRASH');
    await pass(30);
    await stopped;
    expect(log).toEqual([]);
    expect(supervisor.isStopped).toBe(true);
  });
});

describe('a supervisor that was stopped', () => {
  it('leaves no actor running, also none whose own stop did nothing', async () => {
    const supervisor = supervisorOf({
      restartScope: 'one-for-all',
      reviveStopped: true,
      children: [worker('a'), worker('b', { terminate: () => wait(30) }), worker('c')],
    });
    const plain = createSupervisedMachine('plain', finishable, { supervisor, implementations });
    plain.stop = () => plain;
    const stopped = supervisor.stop();
    await pass(30);
    await stopped;
    expect(plain.getSnapshot().status).toBe('stopped');
  });
});

describe('a terminate callback', () => {
  it.each<[string, (supervisor: Supervisor) => unknown]>([
    ['the stop of its supervisor', (supervisor) => supervisor.stop()],
    ['its own end', (supervisor) => supervisor.terminateChild('a')],
  ])('may ask for %s, and runs once', async (_name, ask) => {
    const terminate = jest.fn(() => {
      void ask(supervisor);
      return wait(10);
    });
    const supervisor: Supervisor = supervisorOf({ children: [worker('a', { terminate })] });
    const actor = actorOf(supervisor, 'a');
    const terminated = supervisor.terminateChild('a');
    expect(actor.getSnapshot().status).toBe('active');
    await pass(10);
    await terminated;
    expect(actor.getSnapshot().status).toBe('stopped');
    expect(terminate).toHaveBeenCalledTimes(1);
  });

  it('that awaits that end waits until its time is over', async () => {
    const terminate = () => supervisor.terminateChild('a');
    const children = [worker('a', { terminate, shutdown: 50 })];
    const supervisor: Supervisor = supervisorOf({ children });
    const terminated = supervisor.terminateChild('a');
    await pass(49);
    expect(states(supervisor)).toEqual(['a running']);
    await pass(1);
    await terminated;
    expect(states(supervisor)).toEqual(['a stopped']);
  });
});

describe('onStop of a child', () => {
  const ends: [string, (supervisor: Supervisor) => unknown][] = [
    ['done', (supervisor) => send(supervisor, 'a', 'FINISH')],
    ['stopped', (supervisor) => actorOf(supervisor, 'a').stop()],
    ['terminated', (supervisor) => supervisor.terminateChild('a')],
    ['given up', (supervisor) => send(supervisor, 'a', 'CRASH')],
  ];
  const defaultStrategy = new StopStrategy();

  it.each(ends)(
    'that is temporary and %s finds it forgotten, and may start another',
    async (_, end) => {
      const supervisor = supervisorOf({ defaultStrategy });
      const refused = jest.fn();
      const onStop = () => {
        try {
          supervisor.restartChild('a');
        } catch (error) {
          refused((error as ChildError).reason);
        }
        supervisor.startChild(worker('a', { restart: 'temporary' }));
      };
      const options = { implementations, onStop };
      const first = supervisor.startChild(worker('a', { restart: 'temporary', options }));
      await end(supervisor);
      await settle();
      expect(refused).toHaveBeenCalledWith('not-found');
      expect(states(supervisor)).toEqual(['a running']);
      const next = actorOf(supervisor, 'a');
      expect(next).not.toBe(first);
      await supervisor.stop();
      expect(next.getSnapshot().status).toBe('stopped');
    },
  );

  it.each(ends)('that is transient and %s may restart it', async (_, end) => {
    let isFirst = true;
    const onStop = () => {
      if (isFirst) supervisor.restartChild('a');
      isFirst = false;
    };
    const options = { implementations, onStop };
    const children = [worker('a', { restart: 'transient', options })];
    const supervisor = supervisorOf({ defaultStrategy, children });
    const first = actorOf(supervisor, 'a');
    await end(supervisor);
    await settle();
    expect(states(supervisor)).toEqual(['a running']);
    expect(actorOf(supervisor, 'a')).not.toBe(first);
    expect(actorOf(supervisor, 'a').getSnapshot().status).toBe('active');
  });

  it('that is permanent and done may terminate and restart it, which is one new life', async () => {
    let isFirst = true;
    const start = jest.fn(() => finishable);
    const onStop = () => {
      if (!isFirst) return;
      isFirst = false;
      void supervisor.terminateChild('a');
      supervisor.restartChild('a');
    };
    const supervisor = supervisorOf({
      children: [{ id: 'a', start, options: { implementations, onStop } }],
    });
    send(supervisor, 'a', 'FINISH');
    await pass(10);
    expect(start).toHaveBeenCalledTimes(2);
    expect(states(supervisor)).toEqual(['a running']);
  });
});

describe('the start callback of a spec', () => {
  it('may terminate its own child, which does not run then', async () => {
    const supervisor = supervisorOf();
    const start = () => {
      void supervisor.terminateChild('a');
      return finishable;
    };
    expect(supervisor.startChild({ id: 'a', start, options: { implementations } })).toBeUndefined();
    await settle();
    expect(states(supervisor)).toEqual(['a stopped']);
    expect(supervisor.getAllActors()).toEqual([]);
  });

  it('may stop its supervisor, and nothing runs then', async () => {
    const supervisor = supervisorOf();
    const start = () => {
      void supervisor.stop();
      return finishable;
    };
    expect(supervisor.startChild({ id: 'a', start, options: { implementations } })).toBeUndefined();
    await settle();
    expect(supervisor.isStopped).toBe(true);
    expect(supervisor.getAllActors()).toEqual([]);
  });
});

describe('a template of supervisors', () => {
  it('forgets a child that was terminated', async () => {
    const template = { supervisor: { children: [worker('w')] }, restart: 'transient' as const };
    const supervisor = supervisorOf({ template });
    const first = supervisor.startChild({ id: 'k' });
    await supervisor.terminateChild('k');
    expect(supervisor.countChildren().specs).toBe(0);
    const next = supervisor.startChild({ id: 'k' });
    expect(next).not.toBe(first);
    expect(states(supervisor)).toEqual(['k running']);
  });
});

describe('a shutdown time above what timers can wait', () => {
  it('does not cut the terminate short', async () => {
    const log: string[] = [];
    const terminate = async () => {
      await wait(50);
      log.push('ready');
    };
    const supervisor = supervisorOf({ children: [worker('a', { shutdown: 3e9, terminate })] });
    const terminated = supervisor.terminateChild('a');
    await pass(50);
    await terminated;
    expect(log).toEqual(['ready']);
  });

  it('cuts it short when it is over', async () => {
    const terminate = () => new Promise<void>(() => {});
    const supervisor = supervisorOf({ children: [worker('a', { shutdown: 3e9, terminate })] });
    const terminated = supervisor.terminateChild('a');
    await pass(2 ** 31 - 1);
    expect(states(supervisor)).toEqual(['a running']);
    await pass(3e9 - 2 ** 31 + 1);
    await terminated;
    expect(states(supervisor)).toEqual(['a stopped']);
  });
});

it('a supervisor that begins anew has forgotten what was started by call', async () => {
  const supervisor = supervisorOf({ children: [{ id: 'inner', supervisor: {} }] });
  const [below] = supervisor.getChildSupervisors() as [Supervisor];
  below.startChild(worker('a'));
  below.startChild({ id: 'b', supervisor: { children: [worker('c')] } });
  await supervisor.terminateChild('inner');
  supervisor.restartChild('inner');
  const notFound = expect.objectContaining({ reason: 'not-found' });
  expect(() => below.getChildSpec('a')).toThrow(notFound);
  expect(() => below.restartChild('b')).toThrow(notFound);
  below.startChild(worker('b'));
  expect(states(below)).toEqual(['b running']);
});

it('a permanent child that ends by itself too often is decided about by the parent, if so asked', () => {
  const supervisor = supervisorOf({
    children: [
      {
        id: 'inner',
        supervisor: {
          children: [
            worker('a', {
              options: {
                implementations,
                strategy: new RestartStrategy({
                  backoffType: 'none',
                  maxRestarts: 0,
                  onLimit: 'escalate',
                }),
              },
            }),
          ],
        },
      },
    ],
  });
  const inner = supervisor.getChildSupervisors()[0] as Supervisor;
  send(inner, 'a', 'FINISH');
  expect(states(inner)).toEqual(['a running']);
});
