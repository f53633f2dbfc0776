import { RestartStrategy, RootSupervisor, Supervisor, SupervisorStoppedError } from 'statewarden';
import { failingAtStart } from '../support/machines.js';
import { useVirtualTime } from '../support/virtual-time.js';
import {
  actorOf,
  atOnce,
  finishable,
  implementations,
  send,
  states,
  supervisorOf,
  worker,
} from './support.js';

useVirtualTime();

const innerOf = (supervisor: Supervisor, id: string) =>
  supervisor.getChildSupervisors().find((inner) => inner.id === id) as Supervisor;

describe('a group restart', () => {
  it('leaves down what ended normally or was terminated (O-98, O-99)', async () => {
    const supervisor = supervisorOf({
      restartScope: 'one-for-all',
      children: [worker('a'), worker('b', { restart: 'transient' }), worker('c')],
    });
    send(supervisor, 'b', 'FINISH');
    await supervisor.terminateChild('c');
    send(supervisor, 'a', 'CRASH');
    expect(states(supervisor)).toEqual(['c stopped', 'b stopped', 'a running']);
  });

  it('revives it with reviveStopped, as OTP does, in a new life (O-98, O-99)', async () => {
    const supervisor = supervisorOf({
      restartScope: 'one-for-all',
      reviveStopped: true,
      children: [worker('a'), worker('b', { restart: 'transient' }), worker('c')],
    });
    const before = actorOf(supervisor, 'b');
    send(supervisor, 'b', 'FINISH');
    await supervisor.terminateChild('c');
    send(supervisor, 'a', 'CRASH');
    expect(states(supervisor)).toEqual(['c running', 'b running', 'a running']);
    expect(actorOf(supervisor, 'b')).not.toBe(before);
    expect(supervisor.getAllActors().map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it.each(['one-for-all', 'rest-for-one'] as const)(
    'with %s takes a temporary bystander down for good (O-40)',
    (restartScope) => {
      const children = [worker('a'), worker('b', { restart: 'temporary' })];
      const supervisor = supervisorOf({ restartScope, children });
      send(supervisor, 'a', 'CRASH');
      expect(states(supervisor)).toEqual(['a running']);
    },
  );
});

describe('the supervisor as a child', () => {
  const nested = (more: object = {}) =>
    supervisorOf({
      children: [
        {
          id: 'inner',
          supervisor: {
            defaultStrategy: atOnce,
            maxRestarts: 0,
            children: [worker('a'), worker('b')],
          },
          ...more,
        },
        worker('c'),
      ],
    });

  it('comes back beyond its limit with its first children only (O-103)', () => {
    const top = nested();
    const inner = innerOf(top, 'inner');
    inner.startChild(worker('late'));
    send(inner, 'a', 'CRASH');
    expect(innerOf(top, 'inner')).toBe(inner);
    expect(states(inner)).toEqual(['b running', 'a running']);
    inner.startChild(worker('late'));
    expect(states(inner)).toEqual(['late running', 'b running', 'a running']);
  });

  it('stays down beyond its limit when it is transient (O-103)', () => {
    const top = nested({ restart: 'transient' });
    const inner = innerOf(top, 'inner');
    send(inner, 'a', 'CRASH');
    expect(states(top)).toEqual(['c running', 'inner stopped']);
    expect(() => inner.startChild(worker('x'))).toThrow(SupervisorStoppedError);
    expect(top.restartChild('inner')).toBe(inner);
    expect(states(inner)).toEqual(['b running', 'a running']);
  });

  it('is forgotten at its end when it is temporary', () => {
    const top = nested({ restart: 'temporary' });
    const inner = innerOf(top, 'inner');
    send(inner, 'a', 'CRASH');
    expect(states(top)).toEqual(['c running']);
    expect(inner.isStopped).toBe(true);
    expect(top.getChildSupervisors()).toEqual([]);
  });

  it('that is gone with a new beginning leaves its id to another at once', () => {
    const top = nested();
    const inner = innerOf(top, 'inner');
    const late = inner.startChild({ id: 'late', supervisor: {} });
    send(inner, 'a', 'CRASH');
    expect(inner.startChild({ id: 'late', supervisor: {} })).not.toBe(late);
    expect((late as Supervisor).isStopped).toBe(true);
  });

  it('is terminated with all below it and comes back with that (O-71)', async () => {
    const top = nested();
    const inner = innerOf(top, 'inner');
    await inner.terminateChild('b');
    await top.terminateChild('inner');
    expect(states(top)).toEqual(['c running', 'inner stopped']);
    expect(top.countChildren()).toEqual({ specs: 2, active: 1, supervisors: 1, workers: 1 });
    top.restartChild('inner');
    expect(states(inner)).toEqual(['b stopped', 'a running']);
  });

  it('is deleted when it is down', async () => {
    const top = nested();
    expect(() => top.deleteChild('inner')).toThrow('is running');
    await top.terminateChild('inner');
    top.deleteChild('inner');
    expect(states(top)).toEqual(['c running']);
    top.startChild({ id: 'inner', supervisor: {} });
    expect(states(top)).toEqual(['inner running', 'c running']);
  });

  it('is not deleted while it waits for its restart', () => {
    const top = nested();
    top.defaultStrategy = new RestartStrategy({ initialDelay: 100 });
    send(innerOf(top, 'inner'), 'a', 'CRASH');
    expect(states(top)).toEqual(['c running', 'inner restarting']);
    expect(() => top.deleteChild('inner')).toThrow(
      expect.objectContaining({ reason: 'restarting' }),
    );
    expect(states(top)).toEqual(['c running', 'inner restarting']);
  });

  it('started by call does not come back with its parent (O-71)', () => {
    const top = supervisorOf({
      children: [
        {
          id: 'middle',
          supervisor: { defaultStrategy: atOnce, maxRestarts: 0, children: [worker('a')] },
        },
      ],
    });
    const middle = innerOf(top, 'middle');
    middle.startChild({ id: 'late', supervisor: { children: [worker('b')] } });
    const late = innerOf(middle, 'late');
    send(middle, 'a', 'CRASH');
    expect(states(middle)).toEqual(['a running']);
    expect(late.isStopped).toBe(true);
  });
});

describe('auto-shutdown', () => {
  const significant = (id: string) => worker(id, { restart: 'transient', significant: true });

  it('ends the supervisor with the first significant child (O-59)', () => {
    const parent = RootSupervisor.getInstance();
    parent.startChild({
      id: 'inner',
      restart: 'transient',
      supervisor: {
        autoShutdown: 'any-significant',
        defaultStrategy: atOnce,
        children: [worker('plain'), significant('a'), significant('b')],
      },
    });
    const inner = innerOf(parent, 'inner');
    send(inner, 'a', 'CRASH');
    expect(states(inner)).toEqual(['b running', 'a running', 'plain running']);
    send(inner, 'a', 'FINISH');
    expect(states(parent)).toEqual(['inner stopped']);
    expect(inner.getAllActors()).toEqual([]);
  });

  it('ends the supervisor with the last significant child (O-59, O-104)', async () => {
    const parent = RootSupervisor.getInstance();
    parent.startChild({
      id: 'inner',
      restart: 'transient',
      supervisor: {
        autoShutdown: 'all-significant',
        children: [worker('plain'), significant('a'), significant('b')],
      },
    });
    const inner = innerOf(parent, 'inner');
    await inner.terminateChild('a');
    expect(states(parent)).toEqual(['inner running']);
    send(inner, 'b', 'FINISH');
    expect(states(parent)).toEqual(['inner stopped']);
  });

  it('is not triggered by a terminated child (O-58)', async () => {
    const supervisor = supervisorOf({
      autoShutdown: 'any-significant',
      children: [significant('a'), worker('b')],
    });
    await supervisor.terminateChild('a');
    expect(states(supervisor)).toEqual(['b running', 'a stopped']);
  });

  it('goes up where the inner supervisor is significant itself (O-62)', () => {
    const parent = RootSupervisor.getInstance();
    const build = (id: string, isSignificant: boolean) =>
      parent.startChild({
        id,
        restart: 'transient',
        supervisor: {
          autoShutdown: 'any-significant',
          children: [
            {
              id: 'b',
              restart: 'transient',
              significant: isSignificant,
              supervisor: { autoShutdown: 'any-significant', children: [significant('w')] },
            },
          ],
        },
      }) as Supervisor;
    send(innerOf(build('both', true), 'b'), 'w', 'FINISH');
    send(innerOf(build('one', false), 'b'), 'w', 'FINISH');
    expect(states(parent)).toEqual(['one running', 'both stopped']);
  });

  it('brings a permanent supervisor back with all its first children', () => {
    const parent = RootSupervisor.getInstance();
    parent.defaultStrategy = atOnce;
    parent.startChild({
      id: 'inner',
      supervisor: {
        autoShutdown: 'any-significant',
        children: [worker('plain'), significant('a')],
      },
    });
    const inner = innerOf(parent, 'inner');
    send(inner, 'a', 'FINISH');
    expect(states(parent)).toEqual(['inner running']);
    expect(states(inner)).toEqual(['a running', 'plain running']);
  });
});

it('nothing starts at a supervisor that was dropped when its parent began anew', () => {
  const supervisor = supervisorOf({
    children: [{ id: 'parent', supervisor: { maxRestarts: 0, children: [worker('a')] } }],
  });
  const parent = innerOf(supervisor, 'parent');
  const dropped = parent.startChild({ id: 'dynamic', supervisor: {} }) as Supervisor;
  send(parent, 'a', 'CRASH');
  expect(states(parent)).toEqual(['a running']);
  expect(() => dropped.startChild(worker('b'))).toThrow(SupervisorStoppedError);
  expect(() => dropped.startChild({ id: 'c', supervisor: {} })).toThrow(SupervisorStoppedError);
});

it('a child that comes back with its supervisor has its old place in the order of stops', async () => {
  const ends: string[] = [];
  const watched = (id: string, more: object = {}) => ({
    id,
    machine: finishable,
    options: { implementations, onStop: () => ends.push(id) },
    ...more,
  });
  const supervisor = supervisorOf({
    children: [
      {
        id: 'inner',
        supervisor: {
          children: [watched('a'), watched('b', { restart: 'temporary' }), watched('c')],
        },
      },
    ],
  });
  send(innerOf(supervisor, 'inner'), 'b', 'FINISH');
  await supervisor.terminateChild('inner');
  supervisor.restartChild('inner');
  expect(states(innerOf(supervisor, 'inner'))).toEqual(['c running', 'b running', 'a running']);
  ends.length = 0;
  await supervisor.terminateChild('inner');
  expect(ends).toEqual(['c', 'b', 'a']);
});

it('a forgotten child on its way back is neither listed nor counted until it runs', () => {
  const failing = { starts: 0 };
  const machine = failingAtStart(() => failing.starts-- > 0);
  const inner: Supervisor = supervisorOf({
    parent: new Supervisor('top', { defaultStrategy: atOnce }),
    restartScope: 'rest-for-one',
    maxRestarts: 1,
    defaultStrategy: new RestartStrategy({ backoffType: 'linear', initialDelay: 10 }),
    children: [{ id: 'a', machine }, worker('b', { restart: 'temporary' })],
  });
  const fail = () => {
    actorOf(inner, 'a').reportError(new Error('crash'));
    jest.advanceTimersByTime(10);
  };
  send(inner, 'b', 'CRASH');
  fail();
  failing.starts = 1;
  fail();
  expect(states(inner)).toEqual(['a restarting']);
  expect(inner.countChildren()).toEqual({ specs: 1, active: 0, supervisors: 0, workers: 1 });
});
