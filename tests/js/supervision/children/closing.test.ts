import { RestartStrategy, RootSupervisor, Supervisor, SupervisorStoppedError } from 'statewarden';
import { pass, settle, useVirtualTime } from '../support/virtual-time.js';
import {
  atOnce,
  finishable,
  implementations,
  send,
  states,
  supervisorOf,
  worker,
} from './support.js';

useVirtualTime();

const wait = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
const slow = (id: string, milliseconds: number, more: object = {}) =>
  worker(id, { terminate: () => wait(milliseconds), shutdown: 'infinity', ...more });
const innerOf = (supervisor: Supervisor) => supervisor.getChildSupervisors()[0] as Supervisor;

/** A supervisor with one below it. */
function nested(inner: object, more: object = {}): [Supervisor, Supervisor] {
  const supervisor = supervisorOf({ children: [{ id: 'inner', supervisor: inner, ...more }] });
  return [supervisor, innerOf(supervisor)];
}

describe('while a supervisor is being terminated by its parent', () => {
  it('a group restart revives nobody who went down already', async () => {
    const log: string[] = [];
    const options = { implementations, onRestart: ({ id }: { id: string }) => log.push(id) };
    const start = jest.fn(() => finishable);
    const children = [
      worker('a', { options }),
      slow('b', 50, { options }),
      { id: 'c', start, options },
    ];
    const [top, inner] = nested({ restartScope: 'one-for-all', children });
    const terminated = top.terminateChild('inner');
    send(inner, 'a', 'CRASH');
    send(inner, 'b', 'CRASH');
    await pass(50);
    await terminated;
    expect(log).toEqual([]);
    expect(start).toHaveBeenCalledTimes(1);
    expect(states(top)).toEqual(['inner stopped']);
    top.restartChild('inner');
    expect(states(inner)).toEqual(['c running', 'b running', 'a running']);
  });

  it('the end of a significant child ends nothing at once', async () => {
    const log: string[] = [];
    const onStop = ({ id }: { id: string }) => log.push(id);
    const options = { implementations, onStop };
    const children = [
      worker('significant', { restart: 'transient', significant: true }),
      worker('first', {
        options,
        terminate: async () => {
          await wait(10);
          log.push('first ready');
        },
      }),
      slow('last', 50, { options }),
    ];
    const [top, inner] = nested({ autoShutdown: 'any-significant', children });
    const terminated = top.terminateChild('inner');
    send(inner, 'significant', 'FINISH');
    await pass(60);
    await terminated;
    expect(log).toEqual(['last', 'first ready', 'first']);
    expect(states(top)).toEqual(['inner stopped']);
  });

  it('nothing is started there, and a pending restart is given up', async () => {
    const onRestart = jest.fn();
    const options = { implementations, onRestart, strategy: new RestartStrategy() };
    const [top, inner] = nested({ children: [worker('a', { options }), slow('b', 500)] });
    const deep = new Supervisor('deep', { parent: inner });
    send(inner, 'a', 'CRASH');
    const terminated = top.terminateChild('inner');
    for (const call of [
      () => inner.startChild(worker('c')),
      () => deep.startChild(worker('c')),
      () => inner.restartChild('a'),
    ]) {
      expect(call).toThrow(SupervisorStoppedError);
    }
    expect(() => top.restartChild('inner')).toThrow('is running');
    await pass(500);
    await terminated;
    expect(onRestart).not.toHaveBeenCalled();
    expect(states(top)).toEqual(['inner stopped']);
  });

  it('a second call waits for the same end, and harms no life after it', async () => {
    const [top, inner] = nested({ children: [slow('a', 50)] });
    const calls = [top.terminateChild('inner'), top.terminateChild('inner')];
    const restarted = calls[0]?.then(() => top.restartChild('inner'));
    await pass(50);
    await Promise.all([...calls, restarted]);
    await settle();
    expect(states(top)).toEqual(['inner running']);
    expect(states(inner)).toEqual(['a running']);
  });

  it.each([
    ['worker', worker('x')],
    ['supervisor', { id: 'x', supervisor: { children: [worker('y')] } }],
  ])('and its time is over, the rest does not stop a later life of a %s', async (_kind, first) => {
    const [top, inner] = nested({ children: [first, slow('a', 100)] }, { shutdown: 10 });
    const terminated = top.terminateChild('inner');
    await pass(10);
    await terminated;
    expect(states(top)).toEqual(['inner stopped']);
    top.restartChild('inner');
    await pass(200);
    expect(states(inner)).toEqual(['a running', 'x running']);
    expect(inner.getAllActors().map((actor) => actor.getSnapshot().status)).toEqual([
      'active',
      'active',
    ]);
  });

  it('who went down with a supervisor below it, taken down before, comes back with that', async () => {
    const slow = () => new Promise<void>((resolve) => setTimeout(resolve, 100));
    const children = [worker('a', { terminate: slow }), worker('b')];
    const middle = {
      id: 'middle',
      supervisor: { children: [{ id: 'low', supervisor: { children } }] },
    };
    const top = supervisorOf({ children: [middle] });
    const [between] = top.getChildSupervisors() as [Supervisor];
    const [low] = between.getChildSupervisors() as [Supervisor];
    const ends = [between.terminateChild('low'), top.terminateChild('middle')];
    await pass(100);
    await Promise.all(ends);
    top.restartChild('middle');
    between.restartChild('low');
    expect(states(low)).toEqual(['b running', 'a running']);
  });

  it('a second call shares its time as well, and harms no life after that', async () => {
    const [top, inner] = nested({ children: [slow('a', 1000)] }, { shutdown: 50 });
    const first = top.terminateChild('inner');
    await pass(20);
    const second = top.terminateChild('inner');
    await pass(30);
    await Promise.all([first, second]);
    top.restartChild('inner');
    await pass(100);
    expect(states(top)).toEqual(['inner running']);
    expect(states(inner)).toEqual(['a running']);
  });

  it('a child whose end was too late is not revived for having ended again since', async () => {
    const children = [slow('a', 1000, { restart: 'transient' }), worker('b')];
    const scope = { restartScope: 'one-for-all', defaultStrategy: atOnce };
    const [top, inner] = nested({ ...scope, children }, { shutdown: 50 });
    const ended = top.terminateChild('inner');
    await pass(50);
    await ended;
    top.restartChild('inner');
    send(inner, 'a', 'FINISH');
    await pass(1000);
    send(inner, 'b', 'CRASH');
    expect(states(inner)).toEqual(['b running', 'a stopped']);
  });

  it('one below it that was terminated before stays down, however fast it would be killed', async () => {
    const low = { id: 'low', supervisor: { children: [worker('a')] }, shutdown: 'brutal-kill' };
    const [top, inner] = nested({ children: [low] });
    await inner.terminateChild('low');
    await top.terminateChild('inner');
    top.restartChild('inner');
    expect(states(inner)).toEqual(['low stopped']);
  });

  it('the longer time of a supervisor below it ends with its own', async () => {
    const low = { id: 'low', supervisor: { children: [slow('a', 1000)] }, shutdown: 100 };
    const [top, inner] = nested({ children: [low] }, { shutdown: 50 });
    const ended = top.terminateChild('inner');
    await pass(50);
    await ended;
    top.restartChild('inner');
    expect(states(inner)).toEqual(['low running']);
    await pass(100);
    expect(states(inner)).toEqual(['low running']);
  });

  it('a supervisor below it whose time is over comes back with it', async () => {
    const deep = {
      id: 'deep',
      shutdown: 10,
      supervisor: { children: [worker('x'), slow('y', 1e6)] },
    };
    const [top, inner] = nested({ children: [worker('a'), deep] });
    const terminated = top.terminateChild('inner');
    await pass(10);
    await terminated;
    expect(states(top)).toEqual(['inner stopped']);
    top.restartChild('inner');
    expect(states(inner)).toEqual(['deep running', 'a running']);
    expect(states(innerOf(inner))).toEqual(['y running', 'x running']);
  });
});

describe('stopAllActors', () => {
  it.each([
    ['whose time is over', { shutdown: 10 }, ['a']],
    ['that is killed brutally', { shutdown: 'brutal-kill' }, []],
  ])('stops all below a supervisor %s', async (_what, more, waits) => {
    const log: string[] = [];
    const options = { implementations, onStop: ({ id }: { id: string }) => log.push(id) };
    const children = [
      worker('x', { options }),
      { id: 'deep', supervisor: { children: [worker('z', { options })] } },
      slow('a', 1e6, { options }),
    ];
    const top = supervisorOf({
      children: [
        worker('first', { options }),
        { id: 'inner', supervisor: { children }, ...(more as object) },
      ],
    });
    const stopped = top.stopAllActors();
    await pass(waits.length * 10);
    await stopped;
    expect(log).toEqual(['a', 'z', 'x', 'first']);
    expect(top.getAllActors()).toEqual([]);
  });
});

describe('a supervisor that cannot begin', () => {
  it('is gone when its constructor has thrown, though an older child would take its time', () => {
    const root = RootSupervisor.getInstance();
    const terminate = jest.fn(() => wait(1_000));
    const onStop = jest.fn();
    const throwing = {
      id: 'b',
      start: () => {
        throw new Error('no');
      },
    };
    const children = [worker('a', { terminate, options: { implementations, onStop } }), throwing];
    const make = () => new Supervisor('inner', { parent: root, children });
    expect(make).toThrow('could not start');
    expect(terminate).toHaveBeenCalledTimes(1);
    expect(onStop).toHaveBeenCalledTimes(1);
    expect(root.getChildSupervisors()).toEqual([]);
    expect(states(root)).toEqual([]);
    expect(new Supervisor('inner', { parent: root }).isStopped).toBe(false);
  });
});

describe('resetInstance', () => {
  it('calls the terminate of each child, the youngest first, and waits for none', () => {
    const log: string[] = [];
    const spec = (id: string, more: object = {}) =>
      worker(id, {
        terminate: async () => {
          log.push(`${id} ending`);
          await wait(10);
          log.push(`${id} late`);
        },
        options: { implementations, onStop: () => log.push(`${id} stopped`) },
        ...more,
      });
    const root = RootSupervisor.getInstance();
    root.startChild(spec('a'));
    root.startChild({ id: 'inner', supervisor: { children: [spec('b')] } });
    root.startChild(spec('killed', { shutdown: 'brutal-kill' }));
    RootSupervisor.resetInstance();
    expect(log).toEqual(['killed stopped', 'b ending', 'b stopped', 'a ending', 'a stopped']);
  });

  it('does not call a terminate a second time that is under way', async () => {
    const terminate = jest.fn(() => wait(100));
    const root = RootSupervisor.getInstance();
    root.startChild(worker('a', { terminate }));
    const stopped = root.stop();
    RootSupervisor.resetInstance();
    await pass(100);
    await stopped;
    expect(terminate).toHaveBeenCalledTimes(1);
  });
});
