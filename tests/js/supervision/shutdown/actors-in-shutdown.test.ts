import {
  CoordinatedShutdown,
  createSupervisedMachine,
  getCoreStatistics,
  RestartStrategy,
  RootSupervisor,
  type SupervisedActor,
  Supervisor,
} from 'statewarden';
import { createMachine, createActor as createXStateActor } from 'xstate';
import { crashable } from '../support/machines.js';
import { pass, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

const later = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

let log: string[];
beforeEach(() => {
  log = [];
});

const says = (what: string) => () => void log.push(what);

describe('A-20 supervisors and actors in a shutdown', () => {
  it('the whole tree of the root is stopped, clean-ups awaited, the youngest first', async () => {
    const orders = new Supervisor('orders', {
      parent: RootSupervisor.getInstance(),
      children: [
        { id: 'a', machine: crashable, terminate: () => later(10).then(says('a')) },
        { id: 'b', machine: crashable, terminate: () => later(10).then(says('b')) },
      ],
    });
    const shutdown = new CoordinatedShutdown();
    shutdown.addTask('after-supervisors-stop', 'after', says('after'));
    const done = shutdown.run();
    await pass(20);
    expect((await done).isClean).toBe(true);
    expect(log).toEqual(['b', 'a', 'after']);
    expect(orders.isStopped).toBe(true);
    expect(getCoreStatistics()).toMatchObject({ actors: 0, supervisors: 0, timers: 0 });
  });

  it('trees of their own are stopped when they are named, the last first', async () => {
    const [one, other] = ['one', 'other'].map((id) => new Supervisor(id, { onStop: says(id) }));
    for (const supervisor of [one, other]) {
      createSupervisedMachine('a', crashable, { supervisor: supervisor as Supervisor });
    }
    const supervisors = [one, other] as Supervisor[];
    const root = RootSupervisor.getInstance();
    await new CoordinatedShutdown({ supervisors }).run();
    expect(log).toEqual(['other', 'one']);
    expect(root.isStopped).toBe(false);
  });

  it('without a root supervisor none is made', async () => {
    await new CoordinatedShutdown().run();
    expect(getCoreStatistics().supervisors).toBe(0);
  });

  it('an actor is sent an event and its end awaited, across a restart', async () => {
    const closing = createMachine({
      initial: 'open',
      states: {
        open: { on: { CLOSE: 'closing', FAIL: { actions: () => fail() } } },
        closing: { after: { 30: 'closed' } },
        closed: { type: 'final' },
      },
    });
    const fail = () => {
      throw new Error('failed');
    };
    const strategy = new RestartStrategy({ backoffType: 'none', preserveState: true });
    const ours = createSupervisedMachine('a', closing, { strategy });
    ours.send({ type: 'FAIL' });
    const theirs = createXStateActor(closing).start();
    const ended = createXStateActor(closing).start().stop();
    const shutdown = new CoordinatedShutdown();
    shutdown.addActorTask('service-stop', 'ours', ours, { type: 'CLOSE' });
    shutdown.addActorTask('service-stop', 'theirs', theirs, { type: 'CLOSE' });
    shutdown.addActorTask('service-stop', 'ended', ended, { type: 'CLOSE' });
    const done = shutdown.run();
    await pass(29);
    expect(ours.getSnapshot().status).toBe('active');
    await pass(1);
    expect((await done).isClean).toBe(true);
    expect([ours, theirs].map((actor) => actor.getSnapshot().status)).toEqual(['done', 'done']);
  });

  it('an actor without an event is stopped; one that does not end is too late', async () => {
    const [stopped, deaf] = ['a', 'b'].map((id) => createSupervisedMachine(id, crashable));
    const shutdown = new CoordinatedShutdown({ defaultTimeout: 10, onTaskError: () => {} });
    shutdown.addActorTask('service-stop', 'a', stopped as never);
    shutdown.addActorTask('service-stop', 'b', deaf as never, { type: 'CLOSE' });
    const done = shutdown.run();
    expect(stopped?.getSnapshot().status).toBe('stopped');
    await pass(10);
    expect((await done).phases[0]?.tasks).toEqual([
      { name: 'a', outcome: 'done' },
      { name: 'b', outcome: 'timed-out' },
    ]);
  });

  it('a child without an event is stopped after its `terminate`', async () => {
    const child = RootSupervisor.getInstance().startChild({
      id: 'a',
      machine: crashable,
      terminate: async (actor) => {
        log.push(`terminate ${actor.getSnapshot().status}`);
        await later(20);
      },
    }) as SupervisedActor;
    const shutdown = new CoordinatedShutdown();
    shutdown.addActorTask('service-stop', 'a', child);
    shutdown.addTask('before-supervisors-stop', 'status', () => {
      log.push(child.getSnapshot().status);
    });
    const done = shutdown.run();
    await pass(20);
    expect((await done).isClean).toBe(true);
    expect(log).toEqual(['terminate active', 'stopped']);
  });

  it('the other trees are stopped although one cannot be', async () => {
    const [good, bad] = [new Supervisor('good'), new Supervisor('bad')];
    bad.stop = () => Promise.reject(new Error('cannot stop'));
    const shutdown = new CoordinatedShutdown({ supervisors: [good, bad] });
    const { isClean } = await shutdown.run();
    expect(isClean).toBe(false);
    expect(good.isStopped).toBe(true);
  });

  it('an actor that is too late is not listened to any longer', async () => {
    const unsubscribe = jest.fn();
    const deaf = {
      getSnapshot: () => ({ status: 'active' }),
      subscribe: () => ({ unsubscribe }),
      send: () => {},
      stop: () => {},
    };
    const shutdown = new CoordinatedShutdown({ defaultTimeout: 10 });
    shutdown.addActorTask('service-stop', 'a', deaf, { type: 'CLOSE' });
    const done = shutdown.run();
    expect(unsubscribe).not.toHaveBeenCalled();
    await pass(10);
    await done;
    expect(unsubscribe).toHaveBeenCalledTimes(1);
  });
});
