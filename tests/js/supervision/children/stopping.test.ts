import { RootSupervisor, type SupervisedActor } from 'statewarden';
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

/** A child whose end takes a while; what happens goes to the log. */
function slow(log: string[], id: string, milliseconds: number, more: object = {}) {
  const terminate = async () => {
    log.push(`${id} ending`);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    log.push(`${id} ready`);
  };
  const options = { implementations, onStop: () => log.push(`${id} stopped`) };
  return { ...worker(id), terminate, options, ...more };
}

describe('the end of children', () => {
  it('goes in reverse order, and each is awaited (O-87)', async () => {
    const log: string[] = [];
    const children = [slow(log, 'a', 10), slow(log, 'b', 20), slow(log, 'c', 0)];
    const supervisor = supervisorOf({ children });
    const stopped = supervisor.stop();
    await pass(100);
    await stopped;
    expect(log).toEqual([
      'c ending',
      'c ready',
      'c stopped',
      'b ending',
      'b ready',
      'b stopped',
      'a ending',
      'a ready',
      'a stopped',
    ]);
  });

  it('is cut short after the shutdown time, which is recorded (O-17)', async () => {
    const log: string[] = [];
    const children = [
      slow(log, 'a', 10, { shutdown: 50 }),
      slow(log, 'b', 9_000, { shutdown: 1_000 }),
    ];
    const supervisor = supervisorOf({ children });
    const stopped = supervisor.stop();
    await pass(999);
    expect(log).toEqual(['b ending']);
    await pass(11);
    await stopped;
    expect(log).toEqual(['b ending', 'b stopped', 'a ending', 'a ready', 'a stopped']);
    const [entry] = RootSupervisor.getInstance().getErrorHistory();
    expect(entry).toMatchObject({ actorId: 'b', context: { phase: 'terminate' } });
    expect(entry?.error).toMatchObject({ reason: 'shutdown-timeout' });
  });

  it('waits without end for a shutdown of infinity (O-16)', async () => {
    const log: string[] = [];
    const supervisor = supervisorOf({ children: [slow(log, 'a', 1e6, { shutdown: 'infinity' })] });
    const stopped = supervisor.stop();
    await pass(1e6);
    await stopped;
    expect(log).toEqual(['a ending', 'a ready', 'a stopped']);
  });

  it('leaves terminate out for a brutal kill (O-19)', async () => {
    const log: string[] = [];
    const children = [slow(log, 'a', 10, { shutdown: 'brutal-kill' })];
    await supervisorOf({ children }).stop();
    expect(log).toEqual(['a stopped']);
  });

  it('takes the supervisor shutdownTimeout where the spec says nothing', async () => {
    const log: string[] = [];
    const supervisor = supervisorOf({ shutdownTimeout: 30, children: [slow(log, 'a', 9_000)] });
    void supervisor.terminateChild('a');
    await pass(30);
    expect(log).toEqual(['a ending', 'a stopped']);
    expect(states(supervisor)).toEqual(['a stopped']);
  });

  it('is asked for twice and happens once', async () => {
    const log: string[] = [];
    const supervisor = supervisorOf({ children: [slow(log, 'a', 10)] });
    const both = Promise.all([supervisor.terminateChild('a'), supervisor.terminateChild('a')]);
    await pass(10);
    await both;
    expect(log).toEqual(['a ending', 'a ready', 'a stopped']);
  });

  it('goes on when terminate throws, which is recorded', async () => {
    const terminate = () => {
      throw new Error('cannot close');
    };
    const supervisor = supervisorOf({ children: [worker('a', { terminate })] });
    await supervisor.terminateChild('a');
    expect(states(supervisor)).toEqual(['a stopped']);
    const [entry] = RootSupervisor.getInstance().getErrorHistory();
    expect(entry).toMatchObject({ actorId: 'a', context: { phase: 'terminate' } });
  });

  it('is reached by children that end by themselves meanwhile, which are not restarted (O-21)', async () => {
    const log: string[] = [];
    const children = [
      worker('normal', { restart: 'permanent' }),
      worker('crashing', { restart: 'permanent' }),
      slow(log, 'slow', 100),
    ];
    const supervisor = supervisorOf({ children });
    const stopped = supervisor.stop();
    await settle();
    send(supervisor, 'normal', 'FINISH');
    send(supervisor, 'crashing', 'CRASH');
    await pass(100);
    await stopped;
    expect(supervisor.getAllActors()).toEqual([]);
    expect(supervisor.isStopped).toBe(true);
  });

  it('of a supervisor takes those below it along, within its own shutdown time', async () => {
    const log: string[] = [];
    const top = supervisorOf();
    top.startChild({
      id: 'inner',
      shutdown: 100,
      supervisor: {
        children: [slow(log, 'a', 10), slow(log, 'b', 9_000, { shutdown: 'infinity' })],
      },
    });
    const terminated = top.terminateChild('inner');
    await pass(100);
    await terminated;
    expect(states(top)).toEqual(['inner stopped']);
    expect(log).toEqual(['b ending', 'b stopped', 'a stopped']);
  });
});

describe('a template', () => {
  const template = { machine: finishable, options: { implementations } };

  it('starts children that differ in id and input only (O-47)', () => {
    const inputs: unknown[] = [];
    const start = (input: unknown) => {
      inputs.push(input);
      return finishable;
    };
    const supervisor = supervisorOf({
      template: { start, input: 'default', options: { implementations } },
    });
    supervisor.startChild();
    supervisor.startChild({ input: 7 });
    supervisor.startChild({ id: 'named', input: undefined });
    expect(states(supervisor)).toEqual(['named running', '2 running', '1 running']);
    expect(inputs).toEqual(['default', 7, undefined]);
    expect(supervisor.getChildSpec('2')).toMatchObject({ id: '2', input: 7, restart: 'permanent' });
    expect(() => supervisor.startChild({ id: 'x', machine: finishable } as never)).toThrow(
      'startChild: invalid option "machine"',
    );
  });

  it('restarts one alone, and forgets what ends for good', async () => {
    const supervisor = supervisorOf({ template: { ...template, restart: 'transient' } });
    for (let i = 0; i < 3; i++) supervisor.startChild();
    send(supervisor, '1', 'CRASH');
    send(supervisor, '2', 'FINISH');
    await supervisor.terminateChild('3');
    expect(states(supervisor)).toEqual(['1 running']);
  });

  it('that is ignored leaves nothing (O-6, O-7)', () => {
    const supervisor = supervisorOf({ template: { start: () => undefined } });
    expect(supervisor.startChild()).toBeUndefined();
    expect(supervisor.countChildren().specs).toBe(0);
  });

  it('stops its children at the same time (O-48)', async () => {
    const log: string[] = [];
    const terminate = async ({ id }: SupervisedActor) => {
      await new Promise((resolve) => setTimeout(resolve, id === '2' ? 5_000 : 1_000));
    };
    const supervisor = supervisorOf({ template: { ...template, terminate, shutdown: 2_000 } });
    for (let i = 0; i < 3; i++) supervisor.startChild();
    const stopped = supervisor.stop().then(() => log.push('stopped'));
    await pass(1_999);
    expect(log).toEqual([]);
    await pass(1);
    await stopped;
    expect(log).toEqual(['stopped']);
  });

  it('knows its children again after 1000 have come and gone (O-72)', async () => {
    const supervisor = supervisorOf({ template: { ...template, restart: 'temporary' } });
    for (let i = 0; i < 1_000; i++) supervisor.startChild();
    expect(supervisor.countChildren()).toEqual({
      specs: 1_000,
      active: 1_000,
      supervisors: 0,
      workers: 1_000,
    });
    await supervisor.stopAllActors();
    expect(supervisor.countChildren().specs).toBe(0);
  });
});

describe('maxChildren (E-2)', () => {
  it('refuses one more, and counts those that are being restarted', async () => {
    const { RestartStrategy } = await import('statewarden');
    const supervisor = supervisorOf({ maxChildren: 2, defaultStrategy: new RestartStrategy() });
    supervisor.startChild(worker('a'));
    supervisor.startChild(worker('b'));
    send(supervisor, 'a', 'CRASH');
    expect(() => supervisor.startChild(worker('c'))).toThrow('maxChildren is reached');
    await supervisor.terminateChild('b');
    supervisor.startChild(worker('c'));
    expect(actorOf(supervisor, 'c').getSnapshot().status).toBe('active');
  });
});

it('a termination that takes too long is nothing to record of an actor that has left', async () => {
  const terminate = () => new Promise<void>((resolve) => setTimeout(resolve, 1000));
  const supervisor = supervisorOf({ children: [worker('a', { terminate, shutdown: 50 })] });
  const ended = supervisor.terminateChild('a');
  supervisor.unregisterActor('a');
  await pass(50);
  await ended;
  expect(RootSupervisor.getInstance().getErrorHistory()).toEqual([]);
});

it('a termination in time leaves no timer behind', async () => {
  const terminate = () => Promise.resolve();
  const supervisor = supervisorOf({ children: [worker('a', { terminate })] });
  await supervisor.terminateChild('a');
  expect(jest.getTimerCount()).toBe(0);
});

it('a supervisor that is killed brutally has no terminate of its children called', async () => {
  const terminate = jest.fn();
  const low = { id: 'low', supervisor: { children: [worker('a', { terminate })] } };
  const supervisor = supervisorOf({ children: [{ ...low, shutdown: 'brutal-kill' }] });
  await supervisor.stop();
  expect(terminate).not.toHaveBeenCalled();
});

it('an infinite number of milliseconds is the same as infinity', () => {
  const shutdown = Number.POSITIVE_INFINITY;
  const supervisor = supervisorOf({ children: [worker('a', { shutdown })] });
  expect(supervisor.getChildSpec('a').shutdown).toBe('infinity');
});
