import {
  createSupervisedMachine,
  DeadlineError,
  RestartStrategy,
  StopStrategy,
  Supervisor,
} from 'statewarden';
import { createMachine, fromCallback, fromPromise, setup } from 'xstate';
import { pass, settle, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

/** Invokes a promise that takes a given time, and counts the signals that were aborted. */
function loading(takes: () => number) {
  let aborted = 0;
  const load = fromPromise(
    ({ signal }) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, takes(), 'loaded');
        signal.addEventListener('abort', () => {
          aborted++;
          clearTimeout(timer);
        });
      }),
  );
  const machine = setup({ actors: { load } }).createMachine({
    initial: 'loading',
    states: {
      loading: {
        invoke: { id: 'loader', src: 'load', onDone: 'ready' },
        on: { AGAIN: { target: 'loading', reenter: true }, CANCEL: 'ready' },
      },
      ready: {},
    },
  });
  return { machine, aborted: () => aborted };
}

const atOnce = new RestartStrategy({ backoffType: 'none', maxRestarts: 100 });
const timers = () => jest.getTimerCount();

describe('an invocation deadline', () => {
  it('that is missed stops the child, whose signal aborts, and fails the actor', async () => {
    const { machine, aborted } = loading(() => 1000);
    const errors: Error[] = [];
    const actor = createSupervisedMachine('loader', machine, {
      invocationDeadline: 50,
      strategy: new StopStrategy(),
      onError: (error) => errors.push(error),
    });
    await pass(49);
    expect(errors).toEqual([]);
    await pass(1);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toBeInstanceOf(DeadlineError);
    expect(errors[0]).toMatchObject({
      kind: 'invocation',
      childId: 'loader',
      deadline: 50,
      elapsed: 50,
    });
    expect(aborted()).toBe(1);
    expect(actor.getSnapshot().status).toBe('stopped');
    expect(timers()).toBe(0);
  });

  it('that is missed takes onError, where there is one, and is no failure then', async () => {
    const machine = createMachine({
      initial: 'loading',
      states: {
        loading: {
          invoke: {
            src: fromPromise(() => new Promise(() => {})),
            onError: { target: 'late', guard: ({ event }) => event.error instanceof DeadlineError },
          },
        },
        late: {},
      },
    });
    const actor = createSupervisedMachine('loader', machine, { invocationDeadline: 50 });
    await pass(50);
    expect(actor.getSnapshot().value).toBe('late');
    expect(actor.getHealthMetrics().errorCount).toBe(0);
  });

  it('that is met leaves no timer', async () => {
    const { machine } = loading(() => 30);
    const actor = createSupervisedMachine('loader', machine, { invocationDeadline: 50 });
    await pass(30);
    expect(actor.getSnapshot().value).toBe('ready');
    expect(timers()).toBe(0);
    await pass(1000);
    expect(actor.getHealthMetrics().errorCount).toBe(0);
  });

  it('ends with a state that is left before, and begins anew when one is entered again', async () => {
    const { machine, aborted } = loading(() => 1000);
    const actor = createSupervisedMachine('loader', machine, {
      invocationDeadline: 50,
      strategy: atOnce,
    });
    await pass(40);
    actor.send({ type: 'AGAIN' });
    await pass(40);
    expect(actor.getHealthMetrics().errorCount).toBe(0);
    expect(aborted()).toBe(1);
    actor.send({ type: 'CANCEL' });
    expect(timers()).toBe(0);
    await pass(1000);
    expect(actor.getHealthMetrics().errorCount).toBe(0);
  });

  it('begins anew with each incarnation', async () => {
    const { machine, aborted } = loading(() => 1000);
    const actor = createSupervisedMachine('loader', machine, {
      invocationDeadline: 50,
      strategy: atOnce,
    });
    await pass(149);
    expect(actor.getHealthMetrics().restartCount).toBe(2);
    await pass(1);
    expect(actor.getHealthMetrics().restartCount).toBe(3);
    expect(aborted()).toBe(3);
    actor.stop();
    expect(timers()).toBe(0);
  });

  it('begins anew where a preserved state or a restored snapshot has the invocation', async () => {
    const { machine } = loading(() => 1000);
    const first = createSupervisedMachine('first', machine, {
      invocationDeadline: 50,
      strategy: new RestartStrategy({ backoffType: 'none', preserveState: true }),
    });
    await pass(50);
    expect(first.getHealthMetrics()).toMatchObject({ errorCount: 1, childState: 'running' });
    const snapshot = first.getPersistedSnapshot();
    await pass(50);
    expect(first.getHealthMetrics().errorCount).toBe(2);
    first.stop();
    const second = createSupervisedMachine('second', machine, {
      snapshot,
      invocationDeadline: 70,
      strategy: atOnce,
    });
    await pass(69);
    expect(second.getHealthMetrics().errorCount).toBe(0);
    await pass(1);
    expect(second.getHealthMetrics().errorCount).toBe(1);
  });

  it('may be given by id or by src, for spawned children too', async () => {
    const pending = fromPromise(() => new Promise(() => {}));
    const spawning = setup({ actors: { pending, forever: fromCallback(() => {}) } }).createMachine({
      context: ({ spawn }) => ({
        ref: spawn('pending', { id: 'spawned' }),
        other: spawn('forever', { id: 'other' }),
      }),
    });
    const byId = createSupervisedMachine('byId', spawning, {
      invocationDeadline: { spawned: 50 },
      strategy: atOnce,
    });
    const bySrc = createSupervisedMachine('bySrc', spawning, {
      invocationDeadline: { pending: 70 },
      strategy: atOnce,
    });
    const byNumber = createSupervisedMachine('byNumber', spawning, { invocationDeadline: 10 });
    await pass(69);
    expect([byId, bySrc, byNumber].map((each) => each.getHealthMetrics().errorCount)).toEqual([
      1, 0, 0,
    ]);
    await pass(1);
    expect([byId, bySrc, byNumber].map((each) => each.getHealthMetrics().errorCount)).toEqual([
      1, 1, 0,
    ]);
    expect(byId.getHealthMetrics().lastError).toMatchObject({ childId: 'spawned' });
  });

  it('ends with a child that fails', async () => {
    const failing = fromPromise(() => Promise.reject(new Error('no')));
    const machine = createMachine({
      invoke: { src: failing, onError: { actions: () => {} } },
    });
    const actor = createSupervisedMachine('a', machine, { invocationDeadline: 50 });
    await pass(10);
    expect(jest.getTimerCount()).toBe(0);
    expect(actor.getHealthMetrics().errorCount).toBe(0);
  });

  it('goes by the id where the src has one too', async () => {
    const pending = fromPromise(() => new Promise(() => {}));
    const machine = setup({ actors: { pending } }).createMachine({
      invoke: { src: 'pending', id: 'patient' },
    });
    const actor = createSupervisedMachine('a', machine, {
      invocationDeadline: { pending: 50, patient: 100 },
      strategy: atOnce,
    });
    await pass(99);
    expect(actor.getHealthMetrics().errorCount).toBe(0);
    await pass(1);
    expect(actor.getHealthMetrics().errorCount).toBe(1);
  });

  it('is a default that a supervisor has for its actors', async () => {
    const { machine } = loading(() => 1000);
    const top = new Supervisor('top', {
      invocationDeadline: 50,
      defaultStrategy: atOnce,
      template: { machine, options: { invocationDeadline: 20 } },
    });
    const child = top.startChild({ id: 'child' });
    const actor = createSupervisedMachine('actor', machine, { supervisor: top });
    await pass(50);
    expect(top.getActor('child')?.getHealthMetrics().errorCount).toBe(2);
    expect(actor.getHealthMetrics().errorCount).toBe(1);
    expect(child).toBeDefined();
    await top.stop();
    expect(timers()).toBe(0);
  });

  it('leaves no timer behind a stop at any time', async () => {
    const { machine } = loading(() => 1000);
    const actor = createSupervisedMachine('loader', machine, {
      invocationDeadline: 50,
      strategy: new RestartStrategy({ initialDelay: 500 }),
    });
    await pass(50);
    await settle();
    expect(actor.getHealthMetrics().childState).toBe('backingOff');
    actor.stop();
    expect(timers()).toBe(0);
  });

  it('that is none is refused', () => {
    const { machine } = loading(() => 1);
    const make = (invocationDeadline: unknown) => () =>
      createSupervisedMachine('loader', machine, { invocationDeadline } as object);
    expect(make(-1)).toThrow('invalid option "invocationDeadline"');
    expect(make({ loader: 0 })).toThrow('invalid option "invocationDeadline"');
    expect(make([5])).toThrow('invalid option "invocationDeadline"');
  });
});
