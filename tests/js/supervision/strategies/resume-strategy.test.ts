import {
  createSupervisedMachine,
  EscalateStrategy,
  RestartStrategy,
  ResumeStrategy,
  StopStrategy,
  Supervisor,
} from 'statewarden';
import { createMachine } from 'xstate';
import { crashable, fail, failingAtStart } from '../support/machines.js';
import { pass, settle, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

const quiet = { logError: false };

it('goes on in the last good state with its children and the events behind the failing one', () => {
  const onError = jest.fn();
  const strategy = new ResumeStrategy(quiet);
  const actor = createSupervisedMachine('a', crashable, { strategy, onError });
  actor.send({ type: 'START' });
  actor.send({ type: 'INC' });
  actor.send({ type: 'CRASH' });
  actor.send({ type: 'INC' });
  expect(actor.getSnapshot()).toMatchObject({ value: 'active', context: { count: 2 } });
  expect(actor.getHealthMetrics()).toMatchObject({ errorCount: 1, restartCount: 0 });
  expect(onError).toHaveBeenCalledTimes(1);
});

it('ignores any number of errors by default', () => {
  const actor = createSupervisedMachine('a', crashable, { strategy: new ResumeStrategy(quiet) });
  for (let i = 0; i < 1000; i++) actor.send({ type: 'CRASH' });
  expect(actor.getHealthMetrics()).toMatchObject({ errorCount: 1000, childState: 'running' });
});

it('stops the actor beyond maxErrors within the window', async () => {
  const strategy = new ResumeStrategy({ ...quiet, maxErrors: 2, withinTimeWindow: 100 });
  const actor = createSupervisedMachine('a', crashable, { strategy });
  actor.send({ type: 'CRASH' });
  actor.send({ type: 'CRASH' });
  await pass(101);
  actor.send({ type: 'CRASH' });
  actor.send({ type: 'CRASH' });
  expect(actor.getSnapshot().status).toBe('active');
  actor.send({ type: 'CRASH' });
  await settle();
  expect(actor.getSnapshot().status).toBe('stopped');
});

describe('beyond maxErrors the fallback strategy decides', () => {
  it('by its own handleError, with its options', () => {
    const fallbackStrategy = new RestartStrategy({ backoffType: 'none', preserveState: true });
    const handleError = jest.spyOn(fallbackStrategy, 'handleError');
    const strategy = new ResumeStrategy({ ...quiet, maxErrors: 1, fallbackStrategy });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    actor.send({ type: 'START' });
    actor.send({ type: 'CRASH' });
    expect(handleError).not.toHaveBeenCalled();
    actor.send({ type: 'CRASH' });
    expect(handleError).toHaveBeenCalledWith(actor.supervisor, actor, new Error('CRASH'));
    expect(actor.getHealthMetrics().restartCount).toBe(1);
    expect(actor.getSnapshot().value).toBe('active');
  });

  it('which may be a user-made one', async () => {
    const handleError = jest.fn(async (_supervisor: Supervisor, actor: { stop(): unknown }) => {
      actor.stop();
    });
    const fallbackStrategy = { type: 'mine', handleError };
    const strategy = new ResumeStrategy({ ...quiet, maxErrors: 0, fallbackStrategy });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    actor.send({ type: 'CRASH' });
    expect(handleError).toHaveBeenCalledTimes(1);
    expect(actor.getSnapshot().status).toBe('stopped');
  });

  it('which may escalate, or have a clean-up', async () => {
    const parent = new Supervisor('parent', { defaultStrategy: new StopStrategy() });
    const supervisor = new Supervisor('child', { parent });
    const escalating = new ResumeStrategy({
      ...quiet,
      maxErrors: 0,
      fallbackStrategy: new EscalateStrategy(),
    });
    const first = createSupervisedMachine('a', crashable, { supervisor, strategy: escalating });
    first.send({ type: 'CRASH' });
    expect(first.getSnapshot().status).toBe('stopped');

    const cleanup = jest.fn();
    const cleaning = new ResumeStrategy({
      ...quiet,
      maxErrors: 0,
      fallbackStrategy: new StopStrategy({ cleanup }),
    });
    const second = createSupervisedMachine('b', crashable, { supervisor, strategy: cleaning });
    second.send({ type: 'CRASH' });
    await settle();
    expect(cleanup).toHaveBeenCalledWith(second);
    expect(second.getSnapshot().status).toBe('stopped');
  });

  it('which may be another ResumeStrategy with a fallback of its own', () => {
    const inner = new ResumeStrategy({ ...quiet, maxErrors: 3 });
    const strategy = new ResumeStrategy({ ...quiet, maxErrors: 1, fallbackStrategy: inner });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    for (let i = 0; i < 3; i++) actor.send({ type: 'CRASH' });
    expect(actor.getSnapshot().status).toBe('active');
    actor.send({ type: 'CRASH' });
    expect(actor.getSnapshot().status).toBe('stopped');
  });

  it('which may be another ResumeStrategy, whose own fallback decides in the end', () => {
    const fallbackStrategy = new RestartStrategy({ backoffType: 'none' });
    const inner = new ResumeStrategy({ ...quiet, maxErrors: 0, fallbackStrategy });
    const strategy = new ResumeStrategy({ ...quiet, maxErrors: 0, fallbackStrategy: inner });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    actor.send({ type: 'CRASH' });
    expect(actor.getHealthMetrics()).toMatchObject({ childState: 'running', restartCount: 1 });
  });
});

describe('about an actor that failed in its very first state the fallback decides', () => {
  it('which stops it by default', () => {
    const machine = failingAtStart(() => true);
    const actor = createSupervisedMachine('a', machine, { strategy: new ResumeStrategy(quiet) });
    expect(actor.getSnapshot().status).toBe('stopped');
  });

  it('or restarts it', () => {
    let starts = 0;
    const machine = failingAtStart(() => starts++ === 0);
    const fallbackStrategy = new RestartStrategy({ backoffType: 'none' });
    const strategy = new ResumeStrategy({ ...quiet, fallbackStrategy });
    const actor = createSupervisedMachine('a', machine, { strategy });
    expect(actor.getSnapshot()).toMatchObject({ status: 'active', value: 'first' });
  });
});

it('goes on after a start that failed once, when a later one has succeeded', () => {
  let isFailing = true;
  const machine = createMachine({
    initial: 'first',
    states: {
      first: {
        entry: () => {
          if (isFailing) throw new Error('cannot start');
        },
        on: { NEXT: 'second' },
      },
      second: {},
    },
    on: { CRASH: { actions: fail } },
  });
  const fallbackStrategy = new RestartStrategy({ initialDelay: 100 });
  const strategy = new ResumeStrategy({ logError: false, fallbackStrategy });
  const actor = createSupervisedMachine('a', machine, { strategy });
  isFailing = false;
  actor.retryNow();
  actor.send({ type: 'NEXT' });
  actor.send({ type: 'CRASH' });
  expect(actor.getSnapshot().value).toBe('second');
  expect(actor.getHealthMetrics()).toMatchObject({ childState: 'running', restartCount: 1 });
});

describe('logError', () => {
  afterEach(() => jest.restoreAllMocks());

  it('of false writes nothing', () => {
    const written = jest.spyOn(console, 'error').mockImplementation();
    const actor = createSupervisedMachine('a', crashable, { strategy: new ResumeStrategy(quiet) });
    actor.send({ type: 'CRASH' });
    expect(written).not.toHaveBeenCalled();
  });

  it('writes ignored errors to the console by default', () => {
    const written = jest.spyOn(console, 'error').mockImplementation();
    const actor = createSupervisedMachine('a', crashable, { strategy: new ResumeStrategy() });
    actor.send({ type: 'CRASH' });
    expect(written).toHaveBeenCalledWith(
      "statewarden: ignored an error of 'a':",
      new Error('CRASH'),
    );
  });

  it('may be a function; one that throws is reported and harms nobody', () => {
    const logError = jest.fn(() => {
      throw new Error('no disk');
    });
    const strategy = new ResumeStrategy({ logError });
    const actor = createSupervisedMachine('a', crashable, { strategy });
    actor.send({ type: 'CRASH' });
    expect(logError).toHaveBeenCalledWith(new Error('CRASH'), actor);
    expect(actor.getSnapshot().status).toBe('active');
    expect(() => jest.runOnlyPendingTimers()).toThrow('no disk');
  });
});
