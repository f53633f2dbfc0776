import {
  createSupervisedMachine,
  HeartbeatError,
  RestartStrategy,
  RootSupervisor,
  Supervisor,
} from 'statewarden';
import { createMachine, fromCallback } from 'xstate';
import { pass, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

const feed = createMachine({
  initial: 'open',
  context: { ticks: 0 },
  on: { 'tick.*': {}, PING: {} },
  states: { open: { after: { 40: 'open2' } }, open2: { after: { 40: 'open' } } },
});
const atOnce = new RestartStrategy({ backoffType: 'none', maxRestarts: 100 });
const timers = () => jest.getTimerCount();

describe('a heartbeat', () => {
  it('that stays out is a failure, whose error says for how long', async () => {
    const errors: Error[] = [];
    const actor = createSupervisedMachine('feed', feed, {
      heartbeat: { within: 100 },
      strategy: atOnce,
      onError: (error) => errors.push(error),
    });
    await pass(99);
    expect(errors).toEqual([]);
    await pass(1);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toBeInstanceOf(HeartbeatError);
    expect(errors[0]).toMatchObject({
      name: 'HeartbeatError',
      code: 'STATEWARDEN_HEARTBEAT',
      actorId: 'feed',
      silentFor: 100,
      within: 100,
    });
    expect(actor.getHealthMetrics()).toMatchObject({ restartCount: 1, childState: 'running' });
    const [entry] = RootSupervisor.getInstance().getErrorHistory();
    expect(entry).toMatchObject({ error: errors[0], context: { phase: 'heartbeat' } });
  });

  it('is any event that is sent to the actor; its own delays are none', async () => {
    const actor = createSupervisedMachine('feed', feed, {
      heartbeat: { within: 100 },
      strategy: atOnce,
    });
    for (let beat = 0; beat < 5; beat++) {
      await pass(90);
      actor.send({ type: 'PING' });
    }
    expect(actor.getHealthMetrics().restartCount).toBe(0);
    await pass(100);
    expect(actor.getHealthMetrics().restartCount).toBe(1);
  });

  it('is no call of start on an actor that runs', async () => {
    const heartbeat = { within: 100 };
    const actor = createSupervisedMachine('feed', feed, { heartbeat, strategy: atOnce });
    await pass(60);
    actor.start();
    await pass(40);
    expect(actor.getHealthMetrics().errorCount).toBe(1);
  });

  it('may be certain events only', async () => {
    const actor = createSupervisedMachine('feed', feed, {
      heartbeat: { within: 100, events: ['tick.*'] },
      strategy: atOnce,
    });
    await pass(60);
    actor.send({ type: 'tick.fast' });
    await pass(60);
    actor.send({ type: 'PING' });
    expect(actor.getHealthMetrics().restartCount).toBe(0);
    await pass(40);
    expect(actor.getHealthMetrics().restartCount).toBe(1);
  });

  it('is not waited for while the actor waits for its restart', async () => {
    const actor = createSupervisedMachine('feed', feed, {
      heartbeat: { within: 100 },
      strategy: new RestartStrategy({ initialDelay: 1000 }),
    });
    await pass(100);
    expect(actor.getHealthMetrics()).toMatchObject({ childState: 'backingOff', errorCount: 1 });
    await pass(1000);
    expect(actor.getHealthMetrics()).toMatchObject({ childState: 'running', errorCount: 1 });
    await pass(99);
    expect(actor.getHealthMetrics().errorCount).toBe(1);
    await pass(1);
    expect(actor.getHealthMetrics().errorCount).toBe(2);
  });

  it('is not waited for before startAfter, in each incarnation', async () => {
    const actor = createSupervisedMachine('feed', feed, {
      heartbeat: { within: 100, startAfter: 50 },
      strategy: atOnce,
    });
    await pass(149);
    expect(actor.getHealthMetrics().errorCount).toBe(0);
    await pass(1);
    expect(actor.getHealthMetrics().errorCount).toBe(1);
    await pass(149);
    expect(actor.getHealthMetrics().errorCount).toBe(1);
    await pass(1);
    expect(actor.getHealthMetrics().errorCount).toBe(2);
  });

  it('of an invoked feed that falls silent restarts the feed with the actor', async () => {
    const opened: number[] = [];
    const source = fromCallback(({ sendBack }) => {
      opened.push(performance.now());
      const ticks = [10, 20, 30].map((at) => setTimeout(() => sendBack({ type: 'tick.a' }), at));
      return () => ticks.forEach(clearTimeout);
    });
    createSupervisedMachine('feed', createMachine({ invoke: { src: source } }), {
      heartbeat: { within: 50 },
      strategy: atOnce,
    });
    await pass(170);
    expect(opened.map((at) => at - (opened[0] as number))).toEqual([0, 80, 160]);
  });

  it('leaves no timer behind the end of the actor', async () => {
    const machine = createMachine({
      on: { END: '.end' },
      initial: 'a',
      states: { a: {}, end: { type: 'final' } },
    });
    const options = { heartbeat: { within: 100 } };
    createSupervisedMachine('stopped', machine, options).stop();
    createSupervisedMachine('done', machine, options).send({ type: 'END' });
    const unregistered = createSupervisedMachine('unregistered', machine, options);
    RootSupervisor.getInstance().unregisterActor('unregistered');
    expect(timers()).toBe(0);
    await pass(1000);
    expect(unregistered.getSnapshot().status).toBe('active');
  });

  it('is a default that a supervisor has for its actors, from the next start on', async () => {
    const top = new Supervisor('top', {
      heartbeat: { within: 100 },
      defaultStrategy: atOnce,
      children: [{ id: 'spec', machine: feed }],
    });
    const own = createSupervisedMachine('own', feed, {
      supervisor: top,
      heartbeat: { within: 30 },
    });
    const none = createSupervisedMachine('none', feed, {
      supervisor: top,
      heartbeat: { within: Number.POSITIVE_INFINITY },
    });
    await pass(100);
    expect(top.getActor('spec')?.getHealthMetrics().errorCount).toBe(1);
    expect(own.getHealthMetrics().errorCount).toBe(3);
    expect(none.getHealthMetrics().errorCount).toBe(0);
    top.changeOptions({ heartbeat: { within: 10 } });
    await top.terminateChild('spec');
    top.restartChild('spec');
    await pass(10);
    expect(top.getActor('spec')?.getHealthMetrics().errorCount).toBe(2);
    await top.terminateChild('spec');
    top.changeOptions({ heartbeat: undefined });
    top.restartChild('spec');
    await pass(1000);
    expect(top.getActor('spec')?.getHealthMetrics().errorCount).toBe(2);
    await top.stop();
    expect(timers()).toBe(0);
  });

  it('goes along when the actor moves to another supervisor', async () => {
    const other = new Supervisor('other', { defaultStrategy: atOnce });
    const actor = createSupervisedMachine('feed', feed, { heartbeat: { within: 100 } });
    await pass(60);
    other.registerActor(actor);
    await pass(99);
    expect(actor.getHealthMetrics().errorCount).toBe(0);
    await pass(1);
    expect(actor.getHealthMetrics().errorCount).toBe(1);
    await other.stop();
  });

  it('that is none is refused', () => {
    const make = (heartbeat: unknown) => () =>
      createSupervisedMachine('feed', feed, { heartbeat } as object);
    expect(make({})).toThrow('heartbeat: invalid option "within"');
    expect(make({ within: 0 })).toThrow('heartbeat: invalid option "within"');
    expect(make({ within: 5, events: [] })).toThrow('heartbeat: invalid option "events"');
    expect(make({ within: 5, startAfter: -1 })).toThrow('heartbeat: invalid option "startAfter"');
    expect(make({ within: 5, event: 'a' })).toThrow("did you mean 'events'?");
    expect(make(5)).toThrow('invalid option "heartbeat"');
    expect(() => new Supervisor('s', { heartbeat: {} as never })).toThrow('option "within"');
  });
});
