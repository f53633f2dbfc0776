import {
  ActorStoppedError,
  ChartError,
  createSupervisedMachine,
  getCoreStatistics,
  loadMachine,
  RestartStrategy,
  ResumeStrategy,
  RootSupervisor,
  StopStrategy,
  SupervisedActor,
  Supervisor,
  setUnhandledErrorReporter,
} from 'statewarden';
import { createMachine, createActor as createXStateActor, SimulatedClock, waitFor } from 'xstate';
import { crashable, failingAtStart } from './support/machines.js';
import { pass, settle, useVirtualTime } from './support/virtual-time.js';

useVirtualTime();

const atOnce = new RestartStrategy({ backoffType: 'none' });

describe('making one', () => {
  it('starts it at once; the constructor does not', () => {
    expect(createSupervisedMachine('a', crashable).getSnapshot().status).toBe('active');
    const actor = new SupervisedActor('b', crashable);
    const seen: unknown[] = [];
    actor.subscribe(({ value }) => seen.push(value));
    actor.send({ type: 'START' });
    expect(actor.getSnapshot().value).toBe('idle');
    actor.start();
    expect(seen).toEqual(['idle', 'active']);
    expect(actor).toBeInstanceOf(SupervisedActor);
    expect(RootSupervisor.getInstance().getActor('b')).toBe(actor);
  });

  const config = {
    id: 'door',
    initial: 'shut',
    context: { opened: 0 },
    states: {
      shut: { on: { OPEN: { target: 'open', actions: 'count', guard: 'mayOpen' } } },
      open: { on: { SHUT: 'shut' } },
    },
  };

  it.each([
    ['a config', config],
    ['JSON text', JSON.stringify(config)],
    ['a loaded machine', loadMachine(config)],
  ])('takes %s with implementations', (_what, statechart) => {
    const count = jest.fn();
    const actor = createSupervisedMachine('door', statechart, {
      implementations: { actions: { count }, guards: { mayOpen: () => true } },
      strategy: atOnce,
    });
    actor.send({ type: 'OPEN' });
    expect(count).toHaveBeenCalledTimes(1);
    expect(actor.getSnapshot().value).toBe('open');
    expect(actor.getSnapshot().context).toEqual({ opened: 0 });
  });

  it('puts implementations on top of those of an XState machine', () => {
    const greet = jest.fn();
    const machine = createMachine({ entry: 'greet' }, { actions: { greet: () => {} } });
    createSupervisedMachine('a', machine, { implementations: { actions: { greet } } });
    expect(greet).toHaveBeenCalledTimes(1);
  });

  it('a guard that has no implementation is a failure like any other', () => {
    const actor = createSupervisedMachine('door', config, { strategy: atOnce });
    actor.send({ type: 'OPEN' });
    expect(actor.getHealthMetrics()).toMatchObject({ errorCount: 1, restartCount: 1 });
  });

  it.each([
    ['text that is no JSON', '{"initial": }'],
    ['an unknown target', { initial: 'a', states: { a: { on: { GO: 'b' } } } }],
  ])('refuses %s with a ChartError, and leaves nothing behind', (_what, statechart) => {
    const before = getCoreStatistics().actors;
    expect(() => createSupervisedMachine('a', statechart)).toThrow(ChartError);
    expect(getCoreStatistics().actors).toBe(before);
    expect(RootSupervisor.getInstance().getAllActors()).toEqual([]);
  });

  it.each([undefined, null, 7, [], () => {}, true])('refuses %p for a machine', (machine) => {
    expect(() => createSupervisedMachine('a', machine as never)).toThrow(TypeError);
    expect(RootSupervisor.getInstance().getAllActors()).toEqual([]);
  });

  it('takes the options of an XState actor', () => {
    const [logger, inspect, clock] = [jest.fn(), jest.fn(), new SimulatedClock()];
    const actor = createSupervisedMachine('a', crashable, {
      logger,
      inspect,
      clock,
      systemId: 'system',
    });
    expect(actor.system.get('system')).toBe(actor);
    actor.send({ type: 'START' });
    expect(inspect).toHaveBeenCalledWith(
      expect.objectContaining({ type: '@xstate.event', event: { type: 'START' } }),
    );
  });

  it.each(['active', 'error', 'stopped'])('goes on from a snapshot of status %s', (status) => {
    const donor = createXStateActor(crashable).start();
    donor.send({ type: 'START' });
    donor.send({ type: 'INC' });
    const snapshot = { ...donor.getPersistedSnapshot(), status, error: 'x' } as never;
    const actor = createSupervisedMachine('a', crashable, { snapshot });
    expect(actor.getSnapshot()).toMatchObject({
      status: 'active',
      value: 'active',
      context: { count: 1 },
    });
  });
});

describe('what actors of one kind may share', () => {
  const bare = createMachine({ initial: 'a', states: { a: { on: { GO: 'b' } }, b: {} } });

  it('is no context: each has an empty one of its own, the same one until an assign', () => {
    const [one, other] = [createSupervisedMachine('a', bare), createSupervisedMachine('b', bare)];
    const context = one.getSnapshot().context as Record<string, unknown>;
    context.mark = 1;
    one.send({ type: 'GO' });
    expect(one.getSnapshot().context).toBe(context);
    expect(other.getSnapshot().context).toEqual({});
  });

  it('is a new empty context in each life', async () => {
    const actor = createSupervisedMachine('a', crashable, { strategy: atOnce });
    const before = actor.getSnapshot().context as Record<string, unknown>;
    before.mark = 1;
    await actor.restart(false);
    expect(actor.getSnapshot().context).not.toHaveProperty('mark');
  });

  it('are options that are the same, which cannot be told', () => {
    const options = { strategy: atOnce, onStop: jest.fn() };
    const [one, other] = [
      createSupervisedMachine('a', bare, options),
      createSupervisedMachine('b', bare, options),
    ];
    options.onStop = jest.fn();
    const third = createSupervisedMachine('c', bare, options);
    Object.assign(one.getOptions(), { onStop: undefined });
    expect(other.getOptions().onStop).not.toBe(options.onStop);
    expect(one.getOptions()).toEqual(other.getOptions());
    expect(third.getOptions().onStop).toBe(options.onStop);
    one.stop();
    const fourth = createSupervisedMachine('d', bare, { strategy: atOnce });
    expect(fourth.getOptions()).toEqual({ strategy: atOnce });
  });
});

describe('the clock', () => {
  it('is that of the option for delays of the machine', () => {
    const clock = new SimulatedClock();
    const machine = createMachine({
      initial: 'a',
      states: { a: { after: { 100: 'b' } }, b: {} },
    });
    const actor = createSupervisedMachine('a', machine, { clock });
    jest.advanceTimersByTime(1000);
    expect(actor.getSnapshot().value).toBe('a');
    clock.increment(100);
    expect(actor.getSnapshot().value).toBe('b');
  });
});

describe('a restart by hand', () => {
  it('begins in the initial state by default, and counts towards no limit', async () => {
    const strategy = new RestartStrategy({ maxRestarts: 1, backoffType: 'none' });
    const onRestart = jest.fn();
    const actor = createSupervisedMachine('a', crashable, { strategy, onRestart });
    for (let i = 0; i < 5; i++) {
      actor.send({ type: 'START' });
      await actor.restart();
      expect(actor.getSnapshot().value).toBe('idle');
    }
    expect(onRestart).toHaveBeenCalledTimes(5);
    expect(onRestart).toHaveBeenCalledWith(actor);
    expect(actor.getHealthMetrics()).toMatchObject({
      status: 'healthy',
      errorCount: 0,
      restartCount: 5,
      restartsLeft: 1,
    });
  });

  it.each([
    [true, 'active'],
    [false, 'idle'],
  ])('with preserveState %p begins in %s', async (preserveState, value) => {
    const actor = createSupervisedMachine('a', crashable);
    actor.send({ type: 'START' });
    await actor.restart(preserveState);
    expect(actor.getSnapshot().value).toBe(value);
  });

  it('without an argument does as the strategy says', async () => {
    const strategy = new RestartStrategy({ preserveState: true });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    actor.send({ type: 'START' });
    await actor.restart();
    expect(actor.getSnapshot().value).toBe('active');
  });

  it('ends a back-off', async () => {
    const actor = createSupervisedMachine('a', crashable);
    actor.send({ type: 'CRASH' });
    await actor.restart();
    expect(actor.getHealthMetrics()).toMatchObject({ childState: 'running', restartCount: 1 });
    await pass(10_000);
    expect(actor.getHealthMetrics().restartCount).toBe(1);
  });

  it('whose start fails resolves; the failure goes to the strategy', async () => {
    let isFailing = false;
    const machine = createMachine({
      entry: () => {
        if (isFailing) throw new Error('again');
      },
    });
    const onError = jest.fn();
    const actor = createSupervisedMachine('a', machine, { onError });
    isFailing = true;
    await actor.restart();
    expect(onError).toHaveBeenCalledWith(new Error('again'));
    expect(actor.getHealthMetrics().childState).toBe('backingOff');
    isFailing = false;
    await pass(1000);
    expect(actor.getHealthMetrics().childState).toBe('running');
  });

  it('of an actor that is not started starts it', async () => {
    const actor = new SupervisedActor('a', crashable);
    await actor.restart();
    expect(actor.getHealthMetrics()).toMatchObject({ childState: 'running', restartCount: 0 });
    actor.send({ type: 'START' });
    expect(actor.getSnapshot().value).toBe('active');
  });

  it('of an actor that nobody supervises works too', async () => {
    const actor = createSupervisedMachine('a', crashable);
    RootSupervisor.getInstance().unregisterActor('a');
    actor.send({ type: 'START' });
    await actor.restart();
    expect(actor.getSnapshot().value).toBe('idle');
    actor.send({ type: 'START' });
    expect(actor.getSnapshot().value).toBe('active');
  });

  it('that an action asked for does not revive an actor that the next one stopped', async () => {
    const entry = jest.fn();
    const self = ({ self }: { self: unknown }) => self as SupervisedActor;
    const machine = createMachine({
      entry,
      on: {
        GO: { actions: [(args) => void self(args).restart(), (args) => void self(args).stop()] },
      },
    });
    const actor = createSupervisedMachine('a', machine);
    actor.send({ type: 'GO' });
    await settle();
    expect(actor.getSnapshot().status).toBe('stopped');
    expect(entry).toHaveBeenCalledTimes(1);
  });

  it('without the state is one from the beginning, also where the strategy has a snapshot', async () => {
    const other = createSupervisedMachine('other', crashable);
    other.send({ type: 'START' });
    const strategy = new RestartStrategy({ snapshot: other.getPersistedSnapshot() });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    await actor.restart();
    expect(actor.getSnapshot().value).toBe('active');
    await actor.restart(false);
    expect(actor.getSnapshot().value).toBe('idle');
  });

  it('by a method of its own that rejects is reported', async () => {
    const reported = jest.fn();
    setUnhandledErrorReporter(reported);
    const strategy = new RestartStrategy({ backoffType: 'none' });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    const refusal = new Error('refused');
    actor.restart = () => Promise.reject(refusal);
    actor.send({ type: 'CRASH' });
    await settle();
    expect(reported.mock.calls).toEqual([[refusal]]);
    setUnhandledErrorReporter(undefined);
  });

  it('goes by its argument, also after a method of its own ignored what a strategy asked', async () => {
    const strategy = new RestartStrategy({ backoffType: 'none' });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    actor.send({ type: 'INC' });
    const { restart } = actor;
    actor.restart = () => Promise.resolve();
    actor.send({ type: 'CRASH' });
    actor.restart = restart;
    await actor.restart(true);
    expect(actor.getSnapshot().context.count).toBe(1);
  });

  it('after the end is refused', async () => {
    const actor = createSupervisedMachine('a', crashable);
    actor.stop();
    await expect(actor.restart()).rejects.toThrow(ActorStoppedError);
    await expect(actor.restart()).rejects.toMatchObject({
      code: 'STATEWARDEN_ACTOR_STOPPED',
      actorId: 'a',
    });
  });

  it('refuses what is neither true nor false', async () => {
    const actor = createSupervisedMachine('a', crashable);
    await expect(actor.restart('yes' as never)).rejects.toThrow(TypeError);
    expect(actor.getHealthMetrics().restartCount).toBe(0);
  });
});

describe('reportError', () => {
  it('is a failure as if the actor had thrown it, with its context in the history', () => {
    const onError = jest.fn();
    const actor = createSupervisedMachine('a', crashable, { strategy: atOnce, onError });
    actor.send({ type: 'START' });
    actor.reportError(new Error('feed is silent'), { silentFor: 30_000 });
    expect(onError).toHaveBeenCalledWith(new Error('feed is silent'));
    expect(actor.getSnapshot().value).toBe('idle');
    const [entry] = RootSupervisor.getInstance().getErrorHistory();
    expect(entry).toMatchObject({ context: { silentFor: 30_000 }, eventType: undefined });
  });

  it('after the end is recorded only', () => {
    const onError = jest.fn();
    const supervisor = new Supervisor('s', { onError });
    const actor = createSupervisedMachine('a', crashable, { supervisor, onError });
    actor.stop();
    actor.reportError(new Error('too late'));
    expect(onError).not.toHaveBeenCalled();
    expect(RootSupervisor.getInstance().getErrorHistory()).toHaveLength(1);
    expect(actor.getHealthMetrics()).toMatchObject({
      status: 'stopped',
      lastError: new Error('too late'),
    });
  });

  it('is not needed for an error of the step that stopped the actor, which is told too', () => {
    const onError = jest.fn();
    const reported = jest.fn();
    setUnhandledErrorReporter(reported);
    const machine = createMachine({
      on: {
        GO: {
          actions: ({ self }) => {
            (self as SupervisedActor).stop();
            throw new Error('afterwards');
          },
        },
      },
    });
    const actor = createSupervisedMachine('a', machine, { onError });
    actor.send({ type: 'GO' });
    setUnhandledErrorReporter(undefined);
    expect(onError.mock.calls).toEqual([[new Error('afterwards')]]);
    expect(reported).not.toHaveBeenCalled();
    expect(actor.getSnapshot().status).toBe('stopped');
    expect(RootSupervisor.getInstance().getErrorHistory()).toHaveLength(1);
  });

  it('from an action is a failure after the step, whose other actions are run and told', async () => {
    const log: string[] = [];
    const machine = createMachine({
      on: {
        GO: {
          actions: [
            ({ self }) => (self as SupervisedActor).reportError(new Error('reported')),
            () => log.push('action'),
          ],
        },
      },
    });
    const actor = createSupervisedMachine('a', machine, { onError: () => log.push('onError') });
    actor.subscribe(() => log.push('snapshot'));
    actor.send({ type: 'GO' });
    await Promise.resolve();
    expect(log.slice(0, 3)).toEqual(['action', 'snapshot', 'onError']);
  });

  it('after the end, of an actor that nobody supervised any more, does nothing', () => {
    const reported = jest.fn();
    setUnhandledErrorReporter(reported);
    const actor = createSupervisedMachine('a', crashable);
    RootSupervisor.getInstance().unregisterActor('a');
    actor.stop();
    actor.reportError(new Error('too late'));
    expect(reported).not.toHaveBeenCalled();
    expect(actor.getSnapshot().status).toBe('stopped');
    setUnhandledErrorReporter(undefined);
  });

  it('while a start fails does not make that start a good one', () => {
    const onError = (error: Error, actor: SupervisedActor) => {
      if (error.message === 'cannot start') actor.reportError(new Error('and this'));
    };
    const supervisor = new Supervisor('s', { onError });
    const machine = failingAtStart(() => true);
    expect(() => supervisor.startChild({ id: 'a', machine })).toThrow(
      expect.objectContaining({ reason: 'start-failed' }),
    );
    expect(supervisor.countChildren().specs).toBe(0);
  });

  it('of an actor that nobody supervises ends it', () => {
    const actor = createSupervisedMachine('a', crashable);
    RootSupervisor.getInstance().unregisterActor('a');
    actor.subscribe({ error: () => {} });
    actor.reportError(new Error('alone'));
    expect(actor.getSnapshot()).toMatchObject({ status: 'error', error: new Error('alone') });
  });
});

describe('the snapshot', () => {
  it('stays the last good one, and active, while the actor waits for its restart', async () => {
    const seen: unknown[] = [];
    const actor = createSupervisedMachine('a', crashable);
    actor.subscribe((snapshot) => seen.push([snapshot.status, snapshot.value]));
    actor.send({ type: 'START' });
    actor.send({ type: 'CRASH' });
    expect(actor.getSnapshot()).toMatchObject({ status: 'active', value: 'active' });
    expect(actor.getSnapshot()).toBe(actor.getSnapshot());
    await pass(100);
    expect(seen).toEqual([
      ['active', 'active'],
      ['active', 'idle'],
    ]);
  });

  it('can be persisted while it waits, and after the end', () => {
    const actor = createSupervisedMachine('a', crashable);
    actor.send({ type: 'START' });
    actor.send({ type: 'CRASH' });
    expect(actor.getPersistedSnapshot()).toMatchObject({ status: 'active', value: 'active' });
    actor.stop();
    expect(actor.getPersistedSnapshot()).toMatchObject({ status: 'stopped', value: 'active' });
  });

  it('is what waitFor of XState waits for, across restarts', async () => {
    const actor = createSupervisedMachine('a', crashable, { strategy: atOnce });
    const active = waitFor(actor, (snapshot) => snapshot.matches('active'));
    actor.send({ type: 'CRASH' });
    actor.send({ type: 'START' });
    await expect(active).resolves.toMatchObject({ value: 'active' });
  });
});

describe('the end', () => {
  it('by a final state is done: complete, onStop, off the supervisor, and not restarted', () => {
    const machine = createMachine({
      initial: 'working',
      states: { working: { on: { FINISH: 'finished' } }, finished: { type: 'final' } },
      output: 42,
    });
    const [onStop, onRestart, complete] = [jest.fn(), jest.fn(), jest.fn()];
    const actor = createSupervisedMachine('a', machine, { strategy: atOnce, onStop, onRestart });
    actor.subscribe({ complete });
    actor.send({ type: 'FINISH' });
    expect(actor.getSnapshot()).toMatchObject({ status: 'done', output: 42 });
    expect(actor.getHealthMetrics().status).toBe('stopped');
    expect(RootSupervisor.getInstance().getActor('a')).toBeUndefined();
    expect([complete, onStop, onRestart].map((hook) => hook.mock.calls.length)).toEqual([1, 1, 0]);
  });

  it('by a final initial state comes at once', () => {
    const onStop = jest.fn();
    const actor = createSupervisedMachine('a', createMachine({ type: 'final' }), { onStop });
    expect(actor.getHealthMetrics().status).toBe('stopped');
    expect(RootSupervisor.getInstance().getAllActors()).toEqual([]);
    expect(getCoreStatistics().children).toBe(0);
  });

  it('by a final state that a restart reaches comes once', () => {
    let isDone = false;
    const machine = createMachine({
      initial: 'asking',
      states: {
        asking: { always: { guard: () => isDone, target: 'over' } },
        over: { type: 'final' },
      },
    });
    const [onStop, onRestart] = [jest.fn(), jest.fn()];
    const actor = createSupervisedMachine('a', machine, { strategy: atOnce, onStop, onRestart });
    isDone = true;
    actor.reportError(new Error('x'));
    expect(actor.getSnapshot().status).toBe('done');
    expect([onRestart.mock.calls.length, onStop.mock.calls.length]).toEqual([1, 1]);
  });

  it('by stop before the start leaves nothing behind', () => {
    const before = getCoreStatistics();
    const onStop = jest.fn();
    const actor = new SupervisedActor('a', crashable, { onStop });
    actor.stop();
    expect(onStop).toHaveBeenCalledTimes(1);
    expect(RootSupervisor.getInstance().getAllActors()).toEqual([]);
    expect(getCoreStatistics()).toMatchObject({ actors: before.actors, children: 0 });
  });

  it('comes when a signal is aborted, also while the actor waits for its restart', () => {
    const controller = new AbortController();
    const { signal } = controller;
    const [running, waiting] = ['running', 'waiting'].map((id) =>
      createSupervisedMachine(id, crashable, { signal }),
    );
    waiting?.send({ type: 'CRASH' });
    controller.abort();
    expect([running, waiting].map((actor) => actor?.getSnapshot().status)).toEqual([
      'stopped',
      'stopped',
    ]);
    expect(createSupervisedMachine('late', crashable, { signal }).getSnapshot().status).toBe(
      'stopped',
    );
    expect(jest.getTimerCount()).toBe(0);
  });

  it('does not hear errors for a signal: an error that nobody hears is reported', () => {
    const reporter = jest.fn();
    setUnhandledErrorReporter(reporter);
    const { signal } = new AbortController();
    const actor = createSupervisedMachine('a', crashable, { signal });
    RootSupervisor.getInstance().unregisterActor('a');
    actor.send({ type: 'CRASH' });
    setUnhandledErrorReporter(undefined);
    expect(reporter).toHaveBeenCalledWith(new Error('CRASH'));
  });

  it('takes the listener off its signal, also in a final state', () => {
    const { signal } = new AbortController();
    const remove = jest.spyOn(signal, 'removeEventListener');
    const machine = createMachine({ initial: 'a', states: { a: { type: 'final' } } });
    createSupervisedMachine('a', machine, { signal });
    expect(remove).toHaveBeenCalledTimes(1);
  });

  it('takes the listener off its signal', () => {
    const { signal } = new AbortController();
    const remove = jest.spyOn(signal, 'removeEventListener');
    createSupervisedMachine('a', crashable, { signal }).stop();
    expect(remove).toHaveBeenCalledTimes(1);
  });

  it('comes once, however often stop is called', () => {
    const onStop = jest.fn();
    const actor = createSupervisedMachine('a', crashable, { onStop });
    expect(actor.stop().stop()).toBe(actor);
    expect(onStop).toHaveBeenCalledTimes(1);
    expect(actor.retryNow()).toBe(false);
  });
});

describe('the strategy', () => {
  it('is its own, else that of its supervisor at the time', () => {
    const supervisor = new Supervisor('s', { defaultStrategy: new StopStrategy() });
    const own = createSupervisedMachine('own', crashable, { supervisor, strategy: atOnce });
    const other = createSupervisedMachine('other', crashable, { supervisor });
    expect(own.strategy).toBe(atOnce);
    expect(other.strategy).toBe(supervisor.defaultStrategy);
    supervisor.defaultStrategy = new ResumeStrategy();
    expect(other.strategy).toBe(supervisor.defaultStrategy);
  });

  it('may be replaced, for the failures to come', () => {
    const actor = createSupervisedMachine('a', crashable, { strategy: atOnce });
    actor.send({ type: 'CRASH' });
    actor.strategy = new StopStrategy();
    actor.send({ type: 'CRASH' });
    expect(actor.getHealthMetrics()).toMatchObject({ restartCount: 1, childState: 'stopped' });
    expect(() => {
      actor.strategy = {} as never;
    }).toThrow(TypeError);
  });
});

describe('health', () => {
  it('tells everything of a failed actor', async () => {
    const strategy = new RestartStrategy({ maxRestarts: 3, initialDelay: 250 });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    await pass(40);
    const now = Date.now();
    actor.send({ type: 'CRASH' });
    actor.send({ type: 'INC' });
    await pass(50);
    expect(actor.getHealthMetrics()).toMatchObject({
      status: 'unhealthy',
      childState: 'backingOff',
      errorCount: 1,
      restartCount: 0,
      lastError: new Error('CRASH'),
      lastErrorTime: now,
      uptime: 0,
      restartsLeft: 3,
      retryAfter: 200,
      mailboxSize: 1,
    });
  });

  it('is unhealthy when the next failure would be the last', () => {
    const strategy = new RestartStrategy({ maxRestarts: 1, backoffType: 'none' });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    actor.send({ type: 'CRASH' });
    expect(actor.getHealthMetrics()).toMatchObject({ status: 'unhealthy', restartsLeft: 0 });
  });
});

it('a restart keeps ten thousand subscribers and costs nothing that adds up', async () => {
  const actor = createSupervisedMachine('a', crashable, {
    strategy: new RestartStrategy({ backoffType: 'none', maxRestarts: Number.POSITIVE_INFINITY }),
  });
  const before = getCoreStatistics();
  for (let i = 0; i < 2000; i++) actor.send({ type: 'CRASH' });
  await settle();
  expect(getCoreStatistics()).toMatchObject({
    actors: before.actors,
    children: before.children,
    timers: before.timers,
    keptEvents: before.keptEvents,
    keptEffects: before.keptEffects,
  });
});
