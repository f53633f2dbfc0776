import {
  CleanupTimeoutError,
  createSupervisedMachine,
  RootSupervisor,
  StopStrategy,
  Supervisor,
} from 'statewarden';
import { crashable } from '../support/machines.js';
import { pass, settle, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

it('stops the actor at its first failure, through its public stop()', () => {
  const onStop = jest.fn();
  const complete = jest.fn();
  const actor = createSupervisedMachine('a', crashable, { strategy: new StopStrategy(), onStop });
  const stop = jest.spyOn(actor, 'stop');
  actor.subscribe({ complete });
  actor.send({ type: 'START' });
  actor.send({ type: 'CRASH' });
  expect(stop).toHaveBeenCalledTimes(1);
  expect(onStop).toHaveBeenCalledTimes(1);
  expect(onStop).toHaveBeenCalledWith(actor);
  expect(complete).toHaveBeenCalledTimes(1);
  expect(actor.getSnapshot()).toMatchObject({ status: 'stopped', value: 'active' });
  expect(actor.getHealthMetrics()).toMatchObject({ status: 'stopped', errorCount: 1 });
});

it('takes the actor off its supervisor and frees the id', () => {
  const actor = createSupervisedMachine('a', crashable, { strategy: new StopStrategy() });
  actor.send({ type: 'CRASH' });
  expect(RootSupervisor.getInstance().getActor('a')).toBeUndefined();
  expect(() => createSupervisedMachine('a', crashable)).not.toThrow();
});

it('leaves the actor listed, and the supervisor untold, when it is not to be notified', () => {
  const onStop = jest.fn();
  const own = jest.fn();
  const root = RootSupervisor.getInstance({ onStop });
  const strategy = new StopStrategy({ notifySupervisor: false });
  const actor = createSupervisedMachine('a', crashable, { strategy, onStop: own });
  actor.send({ type: 'CRASH' });
  expect(root.getActor('a')).toBe(actor);
  expect(onStop).not.toHaveBeenCalled();
  expect(own).toHaveBeenCalledTimes(1);
  const next = createSupervisedMachine('a', crashable);
  expect(root.getActor('a')).toBe(next);
  root.unregisterActor('a');
  expect(root.actors.size).toBe(0);
});

it('waits for its clean-up, and the events of that time are dead letters', async () => {
  let finish = () => {};
  const cleanup = jest.fn(
    () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      }),
  );
  const actor = createSupervisedMachine('a', crashable, {
    strategy: new StopStrategy({ cleanup }),
  });
  actor.send({ type: 'CRASH' });
  await settle();
  expect(cleanup).toHaveBeenCalledWith(actor);
  expect(actor.getHealthMetrics().childState).toBe('cleaningUp');
  actor.send({ type: 'START' });
  finish();
  await settle();
  expect(actor.getSnapshot().status).toBe('stopped');
  const letters = RootSupervisor.getInstance().getDeadLetters();
  expect(letters.map(({ eventType, reason }) => [eventType, reason])).toEqual([
    ['START', 'stoppedWhileWaiting'],
    ['CRASH', 'poisonous'],
  ]);
});

it('stops after the time-out of a clean-up that never ends', async () => {
  const cleanup = () => new Promise<void>(() => {});
  const strategy = new StopStrategy({ cleanup, cleanupTimeout: 100 });
  const actor = createSupervisedMachine('a', crashable, { strategy });
  actor.send({ type: 'CRASH' });
  await pass(99);
  expect(actor.getSnapshot().status).toBe('active');
  await pass(1);
  expect(actor.getSnapshot().status).toBe('stopped');
});

it.each([
  [
    'throws',
    () => {
      throw new Error('dirty');
    },
  ],
  ['rejects', () => Promise.reject(new Error('dirty'))],
])('a clean-up that %s is recorded, and the actor stops', async (_how, cleanup) => {
  const actor = createSupervisedMachine('a', crashable, {
    strategy: new StopStrategy({ cleanup }),
  });
  actor.send({ type: 'CRASH' });
  await settle();
  expect(actor.getSnapshot().status).toBe('stopped');
  expect(RootSupervisor.getInstance().getErrorHistory()[0]).toMatchObject({
    error: new Error('dirty'),
    context: { phase: 'cleanup' },
  });
  expect(jest.getTimerCount()).toBe(0);
});

it('a clean-up that is given up is recorded', async () => {
  const cleanup = () => new Promise<void>(() => {});
  const strategy = new StopStrategy({ cleanup, cleanupTimeout: 100 });
  const actor = createSupervisedMachine('a', crashable, { strategy });
  actor.send({ type: 'CRASH' });
  await pass(100);
  const [entry] = RootSupervisor.getInstance().getErrorHistory();
  expect(entry?.error).toBeInstanceOf(CleanupTimeoutError);
  expect(entry).toMatchObject({ actorId: 'a', context: { phase: 'cleanup' } });
});

it('a stop during the clean-up ends it and its timer, and tells of the end once', async () => {
  const onStop = jest.fn();
  const cleanup = () => new Promise<void>(() => {});
  const strategy = new StopStrategy({ cleanup });
  const actor = createSupervisedMachine('a', crashable, { strategy, onStop });
  actor.send({ type: 'CRASH' });
  await settle();
  actor.stop();
  expect(actor.getSnapshot().status).toBe('stopped');
  expect(jest.getTimerCount()).toBe(0);
  await pass(10_000);
  expect(onStop).toHaveBeenCalledTimes(1);
});

it('an actor that stayed listed makes way for a new one of its id, and is listed no more', () => {
  const supervisor = new Supervisor('s', { children: [{ id: 'low', supervisor: {} }] });
  const strategy = new StopStrategy({ notifySupervisor: false });
  const before = createSupervisedMachine('a', crashable, { supervisor, strategy });
  before.send({ type: 'CRASH' });
  expect(supervisor.getAllActors()).toEqual([before]);
  const after = createSupervisedMachine('a', crashable, { supervisor, strategy });
  expect(supervisor.getAllActors()).toHaveLength(1);
  expect(supervisor.getAllActors()[0]).toBe(after);
});

it('an actor that stayed listed is so no longer than its supervisor runs', async () => {
  const supervisor = new Supervisor('s');
  const strategy = new StopStrategy({ notifySupervisor: false });
  createSupervisedMachine('a', crashable, { supervisor, strategy }).send({ type: 'CRASH' });
  expect(supervisor.getAllActors()).toHaveLength(1);
  await supervisor.stop();
  expect(supervisor.getAllActors()).toEqual([]);
  expect(supervisor.actors.size).toBe(0);
});
