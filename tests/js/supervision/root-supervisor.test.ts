import {
  createActor,
  createSupervisedMachine,
  getCoreStatistics,
  InvalidArgumentError,
  InvalidOptionError,
  RestartStrategy,
  ResumeStrategy,
  RootSupervisor,
  StopStrategy,
  Supervisor,
} from 'statewarden';
import { createMachine, fromPromise } from 'xstate';
import { crashable } from './support/machines.js';
import { pass, settle, useVirtualTime } from './support/virtual-time.js';

useVirtualTime();

it('is one, until it is reset', () => {
  const first = RootSupervisor.getInstance();
  expect(RootSupervisor.getInstance()).toBe(first);
  expect(first).toBeInstanceOf(Supervisor);
  expect([first.id, first.parent]).toEqual(['root', undefined]);
  RootSupervisor.resetInstance();
  expect(RootSupervisor.getInstance()).not.toBe(first);
});

it('is replaced by a new one after it was stopped', async () => {
  const first = RootSupervisor.getInstance();
  const actor = createSupervisedMachine('a', crashable);
  await first.stop();
  expect(actor.getSnapshot().status).toBe('stopped');
  expect(RootSupervisor.getInstance()).not.toBe(first);
  expect(createSupervisedMachine('a', crashable).supervisor).toBe(RootSupervisor.getInstance());
});

it('lists two hundred thousand actors, and stops them', () => {
  const strategy = new StopStrategy();
  const lower = new Supervisor('lower', { parent: RootSupervisor.getInstance() });
  const machine = createMachine({});
  for (let i = 0; i < 200_000; i++) {
    createSupervisedMachine(`${i}`, machine, { strategy, supervisor: lower });
  }
  expect(RootSupervisor.getInstance().getAllActors()).toHaveLength(200_000);
  RootSupervisor.resetInstance();
  expect(getCoreStatistics().children).toBe(0);
});

it('is the one that its first children find while they start', () => {
  const found: unknown[] = [];
  const machine = createMachine({
    entry: () => {
      found.push(RootSupervisor.getInstance());
      createSupervisedMachine('helper', createMachine({}));
    },
  });
  const root = RootSupervisor.getInstance({ children: [{ id: 'a', machine }] });
  expect(found).toEqual([root]);
  const helper = root.getActor('helper');
  RootSupervisor.resetInstance();
  expect(helper?.getSnapshot().status).toBe('stopped');
});

it('takes children later as changeOptions does: checked, known, and not started', () => {
  const root = RootSupervisor.getInstance();
  expect(() => RootSupervisor.getInstance({ children: [5] } as never)).toThrow(
    InvalidArgumentError,
  );
  const template = { machine: createMachine({}) };
  expect(() => RootSupervisor.getInstance({ template })).toThrow(InvalidOptionError);
  RootSupervisor.getInstance({ children: [{ id: 'a', machine: createMachine({}) }] });
  expect(root.whichChildren()).toMatchObject([{ id: 'a', state: 'stopped' }]);
});

it('takes options when it is made, and others later', () => {
  const [first, second] = [jest.fn(), jest.fn()];
  const root = RootSupervisor.getInstance({ defaultStrategy: new StopStrategy(), onError: first });
  createSupervisedMachine('a', crashable).send({ type: 'CRASH' });
  const strategy = new RestartStrategy({ backoffType: 'none' });
  expect(RootSupervisor.getInstance({ defaultStrategy: strategy, circuitBreaker: true })).toBe(
    root,
  );
  RootSupervisor.getInstance({ onError: second });
  const actor = createSupervisedMachine('b', crashable);
  actor.send({ type: 'CRASH' });
  expect(actor.getHealthMetrics().restartCount).toBe(1);
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 1]);
  expect(root.getCircuitBreakerState()).toBe('closed');
});

it('refuses a parent', async () => {
  const parent = new Supervisor('s');
  expect(() => RootSupervisor.getInstance({ parent } as never)).toThrow(InvalidOptionError);
  await parent.stop();
});

describe('resetInstance', () => {
  it('leaves nothing behind', async () => {
    await settle();
    const before = getCoreStatistics();
    const root = RootSupervisor.getInstance({ circuitBreaker: true });
    const lower = new Supervisor('lower', { parent: root });
    const strategy = new RestartStrategy({ initialDelay: 1000 });
    const machine = createMachine({ after: { 5000: { target: '.' } } } as never);
    const actors = [
      createSupervisedMachine('a', crashable, { strategy }),
      createSupervisedMachine('b', crashable, { strategy, supervisor: lower }),
      createSupervisedMachine('c', machine, { supervisor: lower }),
      createSupervisedMachine('d', crashable, {
        strategy: new StopStrategy({ cleanup: () => new Promise<void>(() => {}) }),
      }),
    ];
    for (const actor of actors) actor.reportError(new Error('broken'));
    const [heard, letter] = [jest.fn(), jest.fn()];
    root.onEvent(heard);
    root.onDeadLetter(letter);
    actors[0]?.send({ type: 'START' });

    RootSupervisor.resetInstance();
    expect(actors.map((actor) => actor.getSnapshot().status)).toEqual(actors.map(() => 'stopped'));
    expect(jest.getTimerCount()).toBe(0);
    expect(RootSupervisor.getInstance().getErrorHistory()).toEqual([]);
    expect(RootSupervisor.getInstance().getDeadLetters()).toEqual([]);
    expect(RootSupervisor.getInstance().getAllActors()).toEqual([]);
    RootSupervisor.resetInstance();
    const { programs: _before, ...counted } = before;
    const { programs: _after, ...left } = getCoreStatistics();
    expect({ ...left, memoryInUse: 0 }).toEqual({ ...counted, memoryInUse: 0 });

    heard.mockClear();
    letter.mockClear();
    createSupervisedMachine('a', crashable).send({ type: 'CRASH' });
    await pass(10_000);
    expect(heard).not.toHaveBeenCalled();
    expect(letter).not.toHaveBeenCalled();
  });

  it('stops in reverse start order', () => {
    const log: string[] = [];
    const onStop = ({ id }: { id: string }) => log.push(id);
    const lower = new Supervisor('lower', { parent: RootSupervisor.getInstance() });
    createSupervisedMachine('first', crashable, { onStop });
    createSupervisedMachine('second', crashable, { onStop, supervisor: lower });
    createSupervisedMachine('third', crashable, { onStop });
    RootSupervisor.resetInstance();
    // The lower supervisor was there before the first actor.
    expect(log).toEqual(['third', 'first', 'second']);
  });

  it('may be called twice, and when there is nothing', () => {
    RootSupervisor.resetInstance();
    RootSupervisor.resetInstance();
    expect(RootSupervisor.getInstance().getAllActors()).toEqual([]);
  });
});

describe('the error history', () => {
  it('tells of every tree, with the path of the supervisor and the event', () => {
    const root = RootSupervisor.getInstance();
    const lower = new Supervisor('lower', { parent: root });
    const lone = new Supervisor('lone');
    const strategy = new ResumeStrategy({ logError: false });
    for (const supervisor of [root, lower, lone]) {
      const actor = createSupervisedMachine('a', crashable, { supervisor, strategy });
      actor.send({ type: 'CRASH' });
    }
    const entries = root.getErrorHistory().map(({ supervisorId, eventType, actorId }) => ({
      supervisorId,
      eventType,
      actorId,
    }));
    const common = { eventType: 'CRASH', actorId: 'a' };
    expect(entries).toEqual([
      { supervisorId: 'lone', ...common },
      { supervisorId: 'root/lower', ...common },
      { supervisorId: 'root', ...common },
    ]);
  });

  it('wraps what is no Error', () => {
    const strategy = new ResumeStrategy({ logError: false });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    for (const error of ['text', undefined, null, 7, { code: 'E' }]) {
      actor.send({ type: 'CRASH', error });
      const [entry] = RootSupervisor.getInstance().getErrorHistory();
      expect(entry?.error).toMatchObject({ name: 'ThrownValueError', cause: error });
      expect(actor.getHealthMetrics().lastError).toBe(entry?.error);
    }
  });
});

describe('dead letters', () => {
  it('tell of events to actors that have ended, supervised or not', () => {
    const root = RootSupervisor.getInstance();
    jest.spyOn(console, 'warn').mockImplementation();
    const supervised = createSupervisedMachine('supervised', crashable);
    const alone = createActor(crashable, { id: 'alone' }).start();
    supervised.stop();
    alone.stop();
    const heard = jest.fn();
    const subscription = root.onDeadLetter(heard);
    supervised.send({ type: 'START' });
    alone.send({ type: 'INC' });
    subscription.unsubscribe();
    supervised.send({ type: 'STOP' });
    expect(
      root.getDeadLetters().map(({ actorId, eventType, reason }) => [actorId, eventType, reason]),
    ).toEqual([
      ['supervised', 'STOP', 'notRunning'],
      ['alone', 'INC', 'notRunning'],
      ['supervised', 'START', 'notRunning'],
    ]);
    expect(heard).toHaveBeenCalledTimes(2);
    root.clearDeadLetters();
    expect(root.getDeadLetters()).toEqual([]);
    jest.restoreAllMocks();
  });

  it('are bounded: the newest thousand', () => {
    const root = RootSupervisor.getInstance();
    jest.spyOn(console, 'warn').mockImplementation();
    const actor = createSupervisedMachine('a', crashable);
    actor.stop();
    for (let i = 0; i < 1500; i++) actor.send({ type: 'CRASH', error: i });
    const letters = root.getDeadLetters();
    expect(letters).toHaveLength(1000);
    expect([letters[0]?.event, letters[999]?.event]).toEqual([
      { type: 'CRASH', error: 1499 },
      { type: 'CRASH', error: 500 },
    ]);
    jest.restoreAllMocks();
  });
});

it('a seed rules until the reset: what comes after is as random as ever', () => {
  const waits = [1, 2].map(() => {
    RootSupervisor.getInstance({ seed: 5 });
    RootSupervisor.resetInstance();
    const strategy = new RestartStrategy({ initialDelay: 1000, jitter: 1 });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    actor.send({ type: 'CRASH' });
    return actor.getHealthMetrics().retryAfter;
  });
  expect(waits[0]).not.toBe(waits[1]);
});

it('a reset leaves trees of their own the strategies that they need', () => {
  const strategy = new RestartStrategy({ backoffType: 'none', preserveState: true });
  const supervisor = new Supervisor('s', { restartScope: 'one-for-all' });
  const [a, b] = ['a', 'b'].map((id) =>
    createSupervisedMachine(id, crashable, { supervisor, strategy }),
  );
  b?.send({ type: 'INC' });
  RootSupervisor.getInstance();
  RootSupervisor.resetInstance();
  a?.send({ type: 'CRASH' });
  expect(b?.getSnapshot().context.count).toBe(1);
  expect(b?.getHealthMetrics().restartCount).toBe(1);
});

it('the error of an invocation that fails its actor is no dead letter', async () => {
  const machine = createMachine({
    invoke: { src: fromPromise(() => Promise.reject(new Error('no'))) },
  });
  createSupervisedMachine('a', machine, { strategy: new StopStrategy(), onError: () => {} });
  await settle();
  expect(RootSupervisor.getInstance().getErrorHistory()).toHaveLength(1);
  expect(RootSupervisor.getInstance().getDeadLetters()).toEqual([]);
});
