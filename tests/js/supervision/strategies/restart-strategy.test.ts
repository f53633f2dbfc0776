import { createSupervisedMachine, RestartStrategy, RootSupervisor, Supervisor } from 'statewarden';
import { assign, cancel, createMachine, fromCallback, sendTo, setup, spawnChild } from 'xstate';
import { crashable, fail, failingAtStart } from '../support/machines.js';
import { pass, settle, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

const atOnce = { backoffType: 'none' } as const;

describe('the limit', () => {
  it('0 makes the first failure final', () => {
    const strategy = new RestartStrategy({ ...atOnce, maxRestarts: 0 });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    actor.send({ type: 'CRASH' });
    expect(actor.getSnapshot().status).toBe('stopped');
    expect(actor.getHealthMetrics()).toMatchObject({ errorCount: 1, restartCount: 0 });
  });

  it('counts what lies within the window only', async () => {
    const strategy = new RestartStrategy({ ...atOnce, maxRestarts: 2, withinTimeWindow: 100 });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    for (let i = 0; i < 5; i++) {
      actor.send({ type: 'CRASH' });
      await pass(50);
    }
    expect(actor.getHealthMetrics().restartCount).toBe(5);
    actor.send({ type: 'CRASH' });
    actor.send({ type: 'CRASH' });
    expect(actor.getSnapshot().status).toBe('stopped');
  });

  it.each([1, 5, 20])(
    '%d restarts are granted, the next failure stops the actor',
    (maxRestarts) => {
      const strategy = new RestartStrategy({ ...atOnce, maxRestarts });
      const onRestart = jest.fn();
      const actor = createSupervisedMachine('a', crashable, { strategy, onRestart });
      for (let i = 0; i < maxRestarts; i++) actor.send({ type: 'CRASH' });
      expect(actor.getHealthMetrics()).toMatchObject({ childState: 'running', restartsLeft: 0 });
      actor.send({ type: 'CRASH' });
      expect(actor.getSnapshot().status).toBe('stopped');
      expect(onRestart).toHaveBeenCalledTimes(maxRestarts);
    },
  );

  it('beyond it the failure escalates when so asked, and the parent decides', () => {
    const parent = new Supervisor('parent', { defaultStrategy: new RestartStrategy(atOnce) });
    const supervisor = new Supervisor('child', { parent });
    const strategy = new RestartStrategy({ ...atOnce, maxRestarts: 1, onLimit: 'escalate' });
    const actor = createSupervisedMachine('a', crashable, { supervisor, strategy });
    const handleError = jest.spyOn(parent, 'handleActorError');
    actor.send({ type: 'CRASH' });
    expect(handleError).not.toHaveBeenCalled();
    actor.send({ type: 'CRASH' });
    expect(handleError).toHaveBeenCalledTimes(1);
    expect(actor.getHealthMetrics()).toMatchObject({ childState: 'running', restartCount: 2 });
  });

  it('counts each attempt of a start that keeps failing', async () => {
    const strategy = new RestartStrategy({ initialDelay: 1, factor: 1, maxRestarts: 5 });
    const onError = jest.fn();
    const machine = failingAtStart(() => true);
    const actor = createSupervisedMachine('a', machine, { strategy, onError });
    await pass(100);
    expect(onError).toHaveBeenCalledTimes(6);
    expect(actor.getHealthMetrics().childState).toBe('stopped');
  });

  it('an unlimited restart of a machine that cannot start neither hangs nor recurses', async () => {
    const strategy = new RestartStrategy({
      ...atOnce,
      maxRestarts: Number.POSITIVE_INFINITY,
    });
    const machine = failingAtStart(() => true);
    const actor = createSupervisedMachine('a', machine, { strategy });
    await pass(100);
    expect(actor.getHealthMetrics().errorCount).toBeGreaterThan(10);
    expect(actor.getHealthMetrics().errorCount).toBeLessThanOrEqual(102);
  });
});

describe('back-off', () => {
  async function waitsOf(strategy: RestartStrategy, count: number): Promise<number[]> {
    const actor = createSupervisedMachine('a', crashable, { strategy });
    const waits: number[] = [];
    for (let i = 0; i < count; i++) {
      actor.send({ type: 'CRASH' });
      waits.push(actor.getHealthMetrics().retryAfter);
      await pass(Math.ceil(waits[i] ?? 0));
    }
    return waits;
  }

  it("'none' restarts at once", async () => {
    const strategy = new RestartStrategy({ backoffType: 'none', initialDelay: 50 });
    expect(await waitsOf(strategy, 3)).toEqual([0, 0, 0]);
  });

  it("'linear' adds the initial delay each time", async () => {
    const strategy = new RestartStrategy({ backoffType: 'linear', initialDelay: 50 });
    expect(await waitsOf(strategy, 4)).toEqual([50, 100, 150, 200]);
  });

  it("'exponential' multiplies by the factor each time, up to the cap", async () => {
    const strategy = new RestartStrategy({ initialDelay: 10, factor: 3, maxDelay: 100 });
    expect(await waitsOf(strategy, 5)).toEqual([10, 30, 90, 100, 100]);
  });

  it("'random' stays between the initial delay and the cap", async () => {
    const strategy = new RestartStrategy({
      backoffType: 'random',
      initialDelay: 10,
      maxDelay: 100,
    });
    const waits = await waitsOf(strategy, 10);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...waits)).toBeLessThanOrEqual(100);
    expect(new Set(waits).size).toBeGreaterThan(3);
  });

  it('the cap holds after jitter', async () => {
    const strategy = new RestartStrategy({ initialDelay: 90, factor: 1, maxDelay: 100, jitter: 1 });
    const waits = await waitsOf(strategy, 10);
    expect(Math.max(...waits)).toBeLessThanOrEqual(100);
    expect(new Set(waits).size).toBeGreaterThan(1);
  });

  it('an initial delay of 0 restarts at once, whatever the type', async () => {
    const strategy = new RestartStrategy({ backoffType: 'exponential', initialDelay: 0 });
    expect(await waitsOf(strategy, 3)).toEqual([0, 0, 0]);
  });

  it('begins anew after resetTimeout of stable running', async () => {
    const strategy = new RestartStrategy({ initialDelay: 100, resetTimeout: 1000 });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    actor.send({ type: 'CRASH' });
    await pass(100 + 999);
    actor.send({ type: 'CRASH' });
    expect(actor.getHealthMetrics().retryAfter).toBe(200);
    await pass(200 + 1000);
    actor.send({ type: 'CRASH' });
    expect(actor.getHealthMetrics().retryAfter).toBe(100);
  });

  describe('when retryNow is called', () => {
    const strategy = new RestartStrategy({ initialDelay: 100, maxRestarts: 2 });

    it('has nothing to say of an actor that runs, cleans up, was stopped or has no supervisor', async () => {
      const cleanup = () => new Promise<void>(() => {});
      const actor = createSupervisedMachine('a', crashable, {
        strategy: new RestartStrategy({ cleanup }),
      });
      expect(actor.retryNow()).toBe(false);
      actor.send({ type: 'CRASH' });
      await settle();
      expect(actor.retryNow()).toBe(false);
      expect(actor.getHealthMetrics().childState).toBe('cleaningUp');
      actor.stop();
      expect(actor.retryNow()).toBe(false);
      const free = createSupervisedMachine('b', crashable);
      RootSupervisor.getInstance().unregisterActor('b');
      expect(free.retryNow()).toBe(false);
      expect(jest.getTimerCount()).toBe(0);
    });

    it('restarts the actor once: the restart that was due does not come', async () => {
      const onRestart = jest.fn();
      const actor = createSupervisedMachine('a', crashable, { strategy, onRestart });
      actor.send({ type: 'CRASH' });
      expect(actor.retryNow()).toBe(true);
      expect(actor.retryNow()).toBe(false);
      expect(jest.getTimerCount()).toBe(0);
      await pass(1000);
      expect(onRestart).toHaveBeenCalledTimes(1);
    });

    it('counts towards the limit as the restart does that it stands for', async () => {
      const actor = createSupervisedMachine('a', crashable, { strategy });
      for (let i = 0; i < 2; i++) {
        actor.send({ type: 'CRASH' });
        expect(actor.retryNow()).toBe(true);
      }
      actor.send({ type: 'CRASH' });
      expect(actor.getSnapshot().status).toBe('stopped');
      expect(actor.retryNow()).toBe(false);
    });

    it('and the start fails, the actor waits on', async () => {
      let isFailing = false;
      const actor = createSupervisedMachine(
        'a',
        failingAtStart(() => isFailing),
        { strategy: new RestartStrategy({ initialDelay: 100 }) },
      );
      isFailing = true;
      actor.reportError(new Error('by hand'));
      expect(actor.retryNow()).toBe(true);
      expect(actor.getHealthMetrics()).toMatchObject({ childState: 'backingOff', errorCount: 2 });
      isFailing = false;
      expect(actor.retryNow()).toBe(true);
      expect(actor.getHealthMetrics().childState).toBe('running');
    });

    it('brings the siblings along where the scope says so', async () => {
      const supervisor = new Supervisor('s', {
        restartScope: 'one-for-all',
        defaultStrategy: strategy,
      });
      const [a, b] = ['a', 'b'].map((id) => createSupervisedMachine(id, crashable, { supervisor }));
      b?.send({ type: 'START' });
      a?.send({ type: 'CRASH' });
      expect(a?.retryNow()).toBe(true);
      expect(b?.getSnapshot().value).toBe('idle');
    });
  });

  it('ends early when retryNow is called', () => {
    const strategy = new RestartStrategy({ initialDelay: 10_000 });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    expect(actor.retryNow()).toBe(false);
    actor.send({ type: 'CRASH' });
    expect(actor.retryNow()).toBe(true);
    expect(actor.getHealthMetrics()).toMatchObject({ childState: 'running', restartCount: 1 });
    expect(jest.getTimerCount()).toBe(0);
  });

  it('stops what the actor had running', async () => {
    const dispose = jest.fn();
    const machine = createMachine({
      invoke: { src: fromCallback(() => dispose) },
      on: {
        CRASH: {
          actions: () => {
            throw new Error('CRASH');
          },
        },
      },
    });
    const start = new RestartStrategy({ initialDelay: 100 });
    const actor = createSupervisedMachine('a', machine, { strategy: start });
    actor.send({ type: 'CRASH' });
    expect(dispose).toHaveBeenCalledTimes(1);
    await pass(100);
    expect(dispose).toHaveBeenCalledTimes(1);
    actor.stop();
    expect(dispose).toHaveBeenCalledTimes(2);
  });
});

describe('the state after a restart', () => {
  it('is the initial one, with an initial context that no incarnation can spoil', () => {
    const context = { list: [] as number[] };
    const machine = createMachine({
      types: {} as { context: { list: number[] } },
      context,
      on: {
        SPOIL: { actions: ({ context }) => void context.list.push(1) },
        CRASH: {
          actions: () => {
            throw new Error('CRASH');
          },
        },
      },
    });
    const actor = createSupervisedMachine('a', machine, { strategy: new RestartStrategy(atOnce) });
    actor.send({ type: 'SPOIL' });
    expect(actor.getSnapshot().context.list).toEqual([1]);
    actor.send({ type: 'CRASH' });
    expect(actor.getSnapshot().context.list).toEqual([]);
    expect(context.list).toEqual([]);
  });

  it('calls a context factory again, with the same input', () => {
    const makeContext = jest.fn(({ input }: { input: { from: number } }) => ({ n: input.from }));
    const machine = createMachine({
      types: {} as { context: { n: number }; input: { from: number } },
      context: makeContext,
    });
    const strategy = new RestartStrategy(atOnce);
    const actor = createSupervisedMachine('a', machine, { strategy, input: { from: 7 } });
    actor.reportError(new Error('broken'));
    expect(makeContext).toHaveBeenCalledTimes(2);
    expect(actor.getSnapshot().context).toEqual({ n: 7 });
  });

  describe.each(['none', 'linear'] as const)(
    'that is preserved, with back-off %s,',
    (backoffType) => {
      const strategy = new RestartStrategy({
        backoffType,
        initialDelay: 100,
        preserveState: true,
      });
      const delayed = createMachine({
        types: {} as { context: { heard: string[] } },
        context: { heard: [] },
        initial: 'a',
        states: {
          a: {
            entry: [
              sendTo(({ self }) => self, { type: 'EARLY' }, { delay: 40 }),
              sendTo(({ self }) => self, { type: 'LATE' }, { delay: 150, id: 'late' }),
            ],
            after: { 60: 'b' },
          },
          b: { after: { 200: 'c' } },
          c: {},
        },
        on: {
          CRASH: { actions: fail },
          CANCEL: { actions: cancel('late') },
          '*': {
            actions: assign({ heard: ({ context, event }) => [...context.heard, event.type] }),
          },
        },
      });

      it('goes on with its delays where they were', async () => {
        const actor = createSupervisedMachine('a', delayed, { strategy });
        await pass(10);
        actor.send({ type: 'CRASH' });
        await pass(140);
        expect(actor.getSnapshot().value).toBe('b');
        expect(actor.getSnapshot().context.heard).toEqual(['EARLY', 'LATE']);
        await pass(200);
        expect(actor.getSnapshot().value).toBe('c');
        actor.stop();
        expect(jest.getTimerCount()).toBe(0);
      });

      it('can still cancel what it sent with a delay', async () => {
        const actor = createSupervisedMachine('a', delayed, { strategy });
        await pass(10);
        actor.send({ type: 'CRASH' });
        await pass(110);
        actor.send({ type: 'CANCEL' });
        await pass(100);
        expect(actor.getSnapshot().context.heard).toEqual(['EARLY']);
      });

      it('loses its delays when it is stopped', async () => {
        const actor = createSupervisedMachine('a', delayed, { strategy });
        actor.send({ type: 'CRASH' });
        actor.stop();
        expect(jest.getTimerCount()).toBe(0);
      });
    },
  );

  it('is the last good one when it is to be preserved', () => {
    const strategy = new RestartStrategy({ ...atOnce, preserveState: true });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    actor.send({ type: 'START' });
    for (const count of [1, 2, 3]) {
      actor.send({ type: 'INC' });
      actor.send({ type: 'CRASH' });
      expect(actor.getSnapshot()).toMatchObject({ value: 'active', context: { count } });
    }
  });

  it('is the given snapshot, however often, and the snapshot stays as it was', () => {
    const donor = createSupervisedMachine('donor', crashable);
    donor.send({ type: 'START' });
    donor.send({ type: 'INC' });
    const snapshot = donor.getPersistedSnapshot();
    const before = structuredClone(snapshot);
    const strategy = new RestartStrategy({ ...atOnce, snapshot, preserveState: true });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    for (let i = 0; i < 3; i++) {
      actor.send({ type: 'CRASH' });
      expect(actor.getSnapshot()).toMatchObject({ value: 'active', context: { count: 1 } });
      actor.send({ type: 'INC' });
    }
    expect(snapshot).toEqual(before);
  });

  it('a given snapshot that fits no state is a start that fails', async () => {
    const snapshot = { status: 'active', value: 'nowhere', context: {}, children: {} } as never;
    const strategy = new RestartStrategy({ snapshot, maxRestarts: 2, initialDelay: 1 });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    actor.send({ type: 'CRASH' });
    await pass(100);
    expect(actor.getHealthMetrics()).toMatchObject({ childState: 'stopped', restartCount: 0 });
    expect(RootSupervisor.getInstance().getErrorHistory()).toHaveLength(3);
  });
});

describe('clean-up', () => {
  it('runs after the failure with the last good snapshot, and the restart waits for it', async () => {
    let finish = () => {};
    const seen: unknown[] = [];
    const cleanup = (actor: { id: string; getSnapshot(): { value: unknown } }) => {
      seen.push(actor.id, actor.getSnapshot().value);
      return new Promise<void>((resolve) => {
        finish = resolve;
      });
    };
    const strategy = new RestartStrategy({ ...atOnce, cleanup });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    actor.send({ type: 'START' });
    actor.send({ type: 'CRASH' });
    await pass(1000);
    expect(seen).toEqual(['a', 'active']);
    expect(actor.getHealthMetrics()).toMatchObject({ childState: 'cleaningUp', restartCount: 0 });
    finish();
    await settle();
    expect(actor.getHealthMetrics()).toMatchObject({ childState: 'running', restartCount: 1 });
  });

  it('is given up after its time-out', async () => {
    const cleanup = () => new Promise<void>(() => {});
    const strategy = new RestartStrategy({ ...atOnce, cleanup, cleanupTimeout: 200 });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    actor.send({ type: 'CRASH' });
    await pass(199);
    expect(actor.getHealthMetrics().childState).toBe('cleaningUp');
    await pass(1);
    expect(actor.getHealthMetrics().childState).toBe('running');
    expect(RootSupervisor.getInstance().getErrorHistory()).toMatchObject([
      {
        error: { name: 'CleanupTimeoutError', code: 'STATEWARDEN_CLEANUP_TIMEOUT', timeout: 200 },
        actorId: 'a',
        context: { phase: 'cleanup' },
      },
      { error: new Error('CRASH') },
    ]);
    expect(actor.getHealthMetrics().errorCount).toBe(1);
  });

  it('is waited for as long as it takes with a time-out of Infinity', async () => {
    const cleanup = () => new Promise<void>((resolve) => void setTimeout(resolve, 100_000));
    const strategy = new RestartStrategy({
      ...atOnce,
      cleanup,
      cleanupTimeout: Number.POSITIVE_INFINITY,
    });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    actor.send({ type: 'CRASH' });
    await pass(99_999);
    expect(actor.getHealthMetrics().childState).toBe('cleaningUp');
    await pass(1);
    expect(actor.getHealthMetrics().childState).toBe('running');
  });

  it('comes before the back-off, and its time does not count towards it', async () => {
    const cleanup = () => new Promise<void>((resolve) => void setTimeout(resolve, 70));
    const strategy = new RestartStrategy({ initialDelay: 100, cleanup });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    actor.send({ type: 'CRASH' });
    await pass(70);
    expect(actor.getHealthMetrics()).toMatchObject({ childState: 'backingOff', retryAfter: 100 });
    await pass(100);
    expect(actor.getHealthMetrics().childState).toBe('running');
  });

  it.each(['stop', 'unregister', 'supervisor'])('and its timer end with a %s', async (how) => {
    const supervisor = new Supervisor('s');
    const cleanup = () => new Promise<void>(() => {});
    const strategy = new RestartStrategy({ cleanup });
    const actor = createSupervisedMachine('a', crashable, { strategy, supervisor });
    actor.send({ type: 'CRASH' });
    await settle();
    expect(jest.getTimerCount()).toBe(1);
    if (how === 'stop') actor.stop();
    else if (how === 'unregister') supervisor.unregisterActor('a');
    else await supervisor.stop();
    expect(jest.getTimerCount()).toBe(0);
    expect(actor.getSnapshot().status).toBe('stopped');
  });

  it('may stop the actor itself', async () => {
    const cleanup = (actor: { stop(): unknown }) => void actor.stop();
    const strategy = new RestartStrategy({ ...atOnce, cleanup });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    actor.send({ type: 'CRASH' });
    await settle();
    expect(actor.getSnapshot().status).toBe('stopped');
    expect(jest.getTimerCount()).toBe(0);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('dirty');
      },
    ],
    ['rejects', () => Promise.reject(new Error('dirty'))],
  ])('that %s is recorded, and the restart goes on', async (_how, cleanup) => {
    const strategy = new RestartStrategy({ ...atOnce, cleanup });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    actor.send({ type: 'CRASH' });
    await settle();
    expect(actor.getHealthMetrics().restartCount).toBe(1);
    expect(RootSupervisor.getInstance().getErrorHistory()[0]).toMatchObject({
      error: new Error('dirty'),
      context: { phase: 'cleanup' },
    });
  });

  it('is cancelled by a stop, and what it comes to later changes nothing', async () => {
    let finish = () => {};
    const cleanup = () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      });
    const onRestart = jest.fn();
    const strategy = new RestartStrategy({ ...atOnce, cleanup });
    const actor = createSupervisedMachine('a', crashable, { strategy, onRestart });
    actor.send({ type: 'CRASH' });
    await settle();
    actor.stop();
    finish();
    await pass(10_000);
    expect(onRestart).not.toHaveBeenCalled();
    expect(actor.getSnapshot().status).toBe('stopped');
  });
});

describe('events', () => {
  it('that come during back-off wait and are processed in order after the restart', async () => {
    const strategy = new RestartStrategy({ initialDelay: 100 });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    actor.send({ type: 'CRASH' });
    for (const type of ['START', 'INC', 'INC'] as const) actor.send({ type });
    expect(actor.getHealthMetrics().mailboxSize).toBe(3);
    expect(actor.getSnapshot()).toMatchObject({ value: 'idle', context: { count: 0 } });
    await pass(100);
    expect(actor.getSnapshot()).toMatchObject({ value: 'active', context: { count: 2 } });
    expect(actor.getHealthMetrics().mailboxSize).toBe(0);
  });

  it('beyond a thousand that wait are dead letters', () => {
    const strategy = new RestartStrategy({ initialDelay: 100 });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    actor.send({ type: 'CRASH' });
    for (let i = 0; i < 1002; i++) actor.send({ type: 'INC' });
    const reasons = RootSupervisor.getInstance()
      .getDeadLetters()
      .map(({ reason }) => reason);
    expect(reasons).toEqual(['stashOverflow', 'stashOverflow', 'poisonous']);
  });

  it('a poisonous event among those that wait costs a restart, and the rest is processed', async () => {
    const strategy = new RestartStrategy({ initialDelay: 100, preserveState: true });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    actor.send({ type: 'CRASH' });
    for (const type of ['INC', 'CRASH', 'INC'] as const) actor.send({ type });
    await pass(100);
    expect(actor.getSnapshot().context).toEqual({ count: 1 });
    await pass(200);
    expect(actor.getSnapshot().context).toEqual({ count: 2 });
    expect(actor.getHealthMetrics().restartCount).toBe(2);
  });

  it('a thousand poisonous events that wait neither recurse nor lose one', () => {
    const strategy = new RestartStrategy({
      ...atOnce,
      cleanup: () => new Promise<void>(() => {}),
      maxRestarts: Number.POSITIVE_INFINITY,
    });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    actor.send({ type: 'CRASH' });
    for (let i = 0; i < 1000; i++) actor.send({ type: 'CRASH' });
    actor.strategy = new RestartStrategy({
      ...atOnce,
      maxRestarts: Number.POSITIVE_INFINITY,
    });
    void actor.restart();
    jest.advanceTimersByTime(1000);
    expect(actor.getHealthMetrics()).toMatchObject({
      childState: 'running',
      errorCount: 1001,
      restartCount: 1001,
      mailboxSize: 0,
    });
  });

  it('that fail are tried as often as retryEvent says, before those behind them', () => {
    let failures = 2;
    const order: string[] = [];
    const machine = createMachine({
      on: {
        FRAGILE: {
          actions: () => {
            order.push('FRAGILE');
            if (failures-- > 0) throw new Error('not yet');
          },
        },
        NEXT: { actions: () => void order.push('NEXT') },
      },
    });
    const strategy = new RestartStrategy({ ...atOnce, retryEvent: 2 });
    const actor = createSupervisedMachine('a', machine, { strategy });
    actor.send({ type: 'FRAGILE' });
    actor.send({ type: 'NEXT' });
    expect(order).toEqual(['FRAGILE', 'FRAGILE', 'FRAGILE', 'NEXT']);
    expect(RootSupervisor.getInstance().getDeadLetters()).toEqual([]);
  });

  it('are tried again at each failure of one event object that succeeded in between', () => {
    const outcomes = [true, false, true, false];
    const run = jest.fn(() => {
      if (outcomes.shift()) throw new Error('now and then');
    });
    const strategy = new RestartStrategy({ ...atOnce, retryEvent: 1 });
    const machine = createMachine({ on: { FRAGILE: { actions: run } } });
    const actor = createSupervisedMachine('a', machine, { strategy });
    const constant = { type: 'FRAGILE' };
    actor.send(constant);
    actor.send(constant);
    expect(run).toHaveBeenCalledTimes(4);
    expect(RootSupervisor.getInstance().getDeadLetters()).toEqual([]);
  });

  it('that keep failing become dead letters after their tries, and the count begins anew', () => {
    const strategy = new RestartStrategy({ ...atOnce, retryEvent: 1 });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    for (let sent = 1; sent <= 2; sent++) {
      actor.send({ type: 'CRASH' });
      expect(actor.getHealthMetrics().errorCount).toBe(2 * sent);
      expect(RootSupervisor.getInstance().getDeadLetters()).toHaveLength(sent);
    }
    expect(RootSupervisor.getInstance().getDeadLetters()[0]).toMatchObject({
      event: { type: 'CRASH' },
      eventType: 'CRASH',
      actorId: 'a',
      reason: 'poisonous',
    });
  });

  it('are delayed transitions of the new incarnation only', async () => {
    const machine = createMachine({
      initial: 'a',
      on: {
        CRASH: {
          actions: () => {
            throw new Error('CRASH');
          },
        },
      },
      states: { a: { after: { 100: 'b' } }, b: {} },
    });
    const strategy = new RestartStrategy({ initialDelay: 90 });
    const actor = createSupervisedMachine('a', machine, { strategy });
    await pass(50);
    actor.send({ type: 'CRASH' });
    await pass(90);
    expect(actor.getSnapshot().value).toBe('a');
    await pass(99);
    expect(actor.getSnapshot().value).toBe('a');
    await pass(1);
    expect(actor.getSnapshot().value).toBe('b');
  });
});

it('restarts through the public restart(), so that a spy sees it', () => {
  const actor = createSupervisedMachine('a', crashable, {
    strategy: new RestartStrategy({ ...atOnce, preserveState: true }),
  });
  const restart = jest.spyOn(actor, 'restart');
  actor.send({ type: 'CRASH' });
  expect(restart).toHaveBeenCalledWith(true);
  expect(actor.getHealthMetrics().restartCount).toBe(1);
});

it('stops children and frees their system ids before the next incarnation', () => {
  const stopped: string[] = [];
  const child = fromCallback(() => () => void stopped.push('child'));
  const machine = createMachine({
    initial: 'on',
    states: { on: { invoke: { id: 'child', systemId: 'child', src: child } } },
    on: {
      CRASH: {
        actions: () => {
          throw new Error('CRASH');
        },
      },
    },
  });
  const actor = createSupervisedMachine('a', machine, { strategy: new RestartStrategy(atOnce) });
  const before = actor.getSnapshot().children.child;
  actor.send({ type: 'CRASH' });
  const after = actor.getSnapshot().children.child;
  expect(stopped).toEqual(['child']);
  expect(after).not.toBe(before);
  expect(actor.system.get('child')).toBe(after);
  expect(actor.getHealthMetrics().childState).toBe('running');
});

it('with preserveState a start that failed is begun anew: it has left no good state', async () => {
  let isFailing = true;
  const strategy = new RestartStrategy({ preserveState: true, initialDelay: 10 });
  const begun = jest.fn();
  const machine = failingAtStart(() => {
    begun();
    return isFailing;
  });
  const actor = createSupervisedMachine('a', machine, { strategy });
  isFailing = false;
  await pass(10);
  expect(begun).toHaveBeenCalledTimes(2);
  expect(actor.getHealthMetrics()).toMatchObject({ childState: 'running', restartCount: 1 });
});

it('has the defaults that its options name', () => {
  expect(new RestartStrategy().options).toEqual({
    maxRestarts: 10,
    withinTimeWindow: 60_000,
    backoffType: 'exponential',
    initialDelay: 100,
    maxDelay: 30_000,
    factor: 2,
    jitter: 0,
    resetTimeout: 300_000,
    preserveState: false,
    snapshot: undefined,
    cleanup: undefined,
    cleanupTimeout: 5_000,
    retryEvent: 0,
    onLimit: 'stop',
  });
});

it('begins with copies of what a set in the context holds', () => {
  const machine = createMachine({
    context: { items: new Set([{ count: 0 }]) },
    on: {
      SPOIL: {
        actions: ({ context }) => {
          for (const item of context.items) item.count++;
          throw new Error('spoilt');
        },
      },
    },
  });
  const strategy = new RestartStrategy({ backoffType: 'none' });
  const actor = createSupervisedMachine('a', machine, { strategy });
  actor.send({ type: 'SPOIL' });
  expect([...actor.getSnapshot().context.items]).toEqual([{ count: 0 }]);
});

it('frees the system ids of what the failing step has spawned', () => {
  let isFailing = true;
  const machine = setup({ actors: { kid: fromCallback(() => {}) } }).createMachine({
    on: {
      GO: {
        actions: [
          spawnChild('kid', { systemId: 'kid' }),
          () => {
            if (isFailing) throw new Error('failed');
          },
        ],
      },
    },
  });
  const strategy = new RestartStrategy({ backoffType: 'none' });
  const actor = createSupervisedMachine('a', machine, { strategy });
  actor.send({ type: 'GO' });
  expect(actor.system.get('kid')).toBeUndefined();
  isFailing = false;
  actor.send({ type: 'GO' });
  expect(actor.system.get('kid')).toBeDefined();
  expect(actor.getHealthMetrics().errorCount).toBe(1);
});
