import {
  createSupervisedMachine,
  DeadlineError,
  RestartStrategy,
  ResumeStrategy,
  RootSupervisor,
  type SupervisionEvent,
} from 'statewarden';
import { assign, createMachine } from 'xstate';
import { settle, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

/** Takes as long over an event as the event says. */
const worker = createMachine({
  types: {} as { context: { done: number }; events: { type: 'WORK'; for: number } },
  context: { done: 0 },
  on: {
    WORK: {
      actions: [
        ({ event }) => jest.advanceTimersByTime(event.for),
        assign({ done: ({ context }) => context.done + 1 }),
      ],
    },
  },
});
const atOnce = new RestartStrategy({ backoffType: 'none' });

describe('an event deadline', () => {
  it('that an event misses fails the actor after the event', async () => {
    const errors: Error[] = [];
    const actor = createSupervisedMachine('worker', worker, {
      eventDeadline: 50,
      strategy: atOnce,
      onError: (error) => errors.push(error),
    });
    actor.send({ type: 'WORK', for: 60 });
    expect(actor.getSnapshot().context.done).toBe(1);
    await settle();
    expect(errors).toHaveLength(1);
    expect(errors[0]).toBeInstanceOf(DeadlineError);
    expect(errors[0]).toMatchObject({
      code: 'STATEWARDEN_DEADLINE',
      kind: 'event',
      actorId: 'worker',
      deadline: 50,
      elapsed: 60,
      childId: undefined,
    });
    expect(actor.getSnapshot().context.done).toBe(0);
    expect(RootSupervisor.getInstance().getDeadLetters()).toEqual([]);
  });

  it('that all events meet is nothing', async () => {
    const actor = createSupervisedMachine('worker', worker, { eventDeadline: 50 });
    actor.send({ type: 'WORK', for: 50 });
    actor.send({ type: 'WORK', for: 0 });
    await settle();
    expect(actor.getHealthMetrics().errorCount).toBe(0);
  });

  it('may only be reported', async () => {
    const events: SupervisionEvent[] = [];
    RootSupervisor.getInstance().onEvent((event) => events.push(event));
    const actor = createSupervisedMachine('worker', worker, {
      eventDeadline: 50,
      onDeadline: 'report',
    });
    actor.send({ type: 'WORK', for: 60 });
    await settle();
    expect(actor.getHealthMetrics().errorCount).toBe(0);
    const overruns = events.filter(({ type }) => type === 'eventOverran');
    expect(overruns).toMatchObject([{ actorId: 'worker', value: 60 }]);
  });

  it('fails the actor once, however many events missed it in one go', async () => {
    const actor = createSupervisedMachine('worker', worker, {
      eventDeadline: 50,
      strategy: new ResumeStrategy({ logError: false }),
    });
    actor.send({ type: 'WORK', for: 60 });
    actor.send({ type: 'WORK', for: 70 });
    await settle();
    expect(actor.getHealthMetrics().errorCount).toBe(1);
    expect(actor.getSnapshot().context.done).toBe(2);
  });

  it('does not fail the incarnation after the one that missed it', async () => {
    const actor = createSupervisedMachine('worker', worker, {
      eventDeadline: 50,
      strategy: atOnce,
    });
    actor.send({ type: 'WORK', for: 60 });
    await actor.restart();
    await settle();
    expect(actor.getHealthMetrics()).toMatchObject({ errorCount: 0, restartCount: 1 });
  });

  it('that is none is refused', () => {
    const make = (options: object) => () => createSupervisedMachine('worker', worker, options);
    expect(make({ eventDeadline: 0 })).toThrow('invalid option "eventDeadline"');
    expect(make({ eventDeadline: '5' })).toThrow('invalid option "eventDeadline"');
    expect(make({ eventDeadline: 5, onDeadline: 'stop' })).toThrow("expected 'fail' or 'report'");
  });
});

it('an event deadline that was missed adds nothing to a failure that came since', async () => {
  const errors: Error[] = [];
  const actor = createSupervisedMachine('worker', worker, {
    eventDeadline: 50,
    strategy: new RestartStrategy({ initialDelay: 100 }),
    onError: (error) => errors.push(error),
  });
  actor.send({ type: 'WORK', for: 60 });
  actor.reportError(new Error('another'));
  await settle();
  expect(errors).toEqual([new Error('another')]);
  expect(actor.getHealthMetrics().errorCount).toBe(1);
});
