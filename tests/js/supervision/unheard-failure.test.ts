import {
  createSupervisedMachine,
  EscalateStrategy,
  RestartStrategy,
  RootSupervisor,
  StopStrategy,
  Supervisor,
  watch,
} from 'statewarden';
import { createMachine, fromPromise } from 'xstate';
import { crashable } from './support/machines.js';
import { pass, settle, useVirtualTime } from './support/virtual-time.js';

useVirtualTime();

let written: jest.SpyInstance;
beforeEach(() => {
  written = jest.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => written.mockRestore());

const crash = { type: 'CRASH' } as const;
const stop = new StopStrategy();

describe('a failure that ends an actor for good', () => {
  it.each([
    ['stops it', stop],
    ['exceeds its limit', new RestartStrategy({ maxRestarts: 0 })],
    ['escalates to the top', new EscalateStrategy()],
  ])('is written when nobody hears of it: the strategy %s', (_, strategy) => {
    const top = new Supervisor('top', { defaultStrategy: new EscalateStrategy() });
    const actor = createSupervisedMachine('a', crashable, { strategy, supervisor: top });
    actor.send(crash);
    expect(actor.getSnapshot().status).toBe('stopped');
    expect(written.mock.calls).toEqual([
      [expect.stringContaining("actor 'a' of supervisor 'top' failed for good"), expect.any(Error)],
    ]);
  });

  it('is not written when anybody hears of it', () => {
    const hear = () => {};
    createSupervisedMachine('a', crashable, { strategy: stop, onError: hear }).send(crash);
    const above = new Supervisor('above', { onError: hear });
    const supervisor = new Supervisor('below', { parent: above });
    createSupervisedMachine('b', crashable, { strategy: stop, supervisor }).send(crash);
    const watched = createSupervisedMachine('c', crashable, { strategy: stop });
    watch(watched, hear);
    watched.send(crash);
    RootSupervisor.getInstance().onEvent(hear);
    createSupervisedMachine('d', crashable, { strategy: stop }).send(crash);
    expect(written).not.toHaveBeenCalled();
  });

  it('is no failure that is overcome, nor an actor that somebody stops', async () => {
    const restarted = createSupervisedMachine('a', crashable, {
      strategy: new RestartStrategy({ initialDelay: 10 }),
    });
    restarted.send(crash);
    await pass(10);
    restarted.send(crash);
    restarted.stop();
    expect(written).not.toHaveBeenCalled();
  });
});

describe('an error of a child that nobody handles', () => {
  it('is no dead letter and is not tried again: the next life has a child of its own', async () => {
    let tries = 0;
    const machine = createMachine({
      invoke: {
        src: fromPromise(async () => {
          tries++;
          if (tries === 1) throw new Error('refused');
        }),
      },
    });
    const actor = createSupervisedMachine('a', machine, {
      strategy: new RestartStrategy({ backoffType: 'none', retryEvent: 3 }),
    });
    await settle();
    await pass(0);
    expect(actor.getHealthMetrics()).toMatchObject({ errorCount: 1, restartCount: 1 });
    expect(tries).toBe(2);
    expect(RootSupervisor.getInstance().getDeadLetters()).toEqual([]);
  });
});

it('nobody hears who listened to a circuit or watched the actor before', () => {
  const supervisor = new Supervisor('s', { circuitBreaker: true, defaultStrategy: stop });
  supervisor.circuit?.onStateChange(() => {}).unsubscribe();
  const actor = createSupervisedMachine('a', crashable, { supervisor });
  watch(createSupervisedMachine('b', crashable), () => {});
  watch(actor, () => {}).unsubscribe();
  actor.send(crash);
  expect(written).toHaveBeenCalledTimes(1);
});
