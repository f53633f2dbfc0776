import {
  createSupervisedMachine,
  type DeadLetter,
  MailboxOverflowError,
  RestartStrategy,
  ResumeStrategy,
  RootSupervisor,
  Supervisor,
} from 'statewarden';
import { assign, createMachine, fromPromise, raise, sendTo } from 'xstate';
import { pass, settle, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

/** Writes down numbers; a burst sends as many to itself while it is busy. */
const list = createMachine({
  types: {} as {
    context: { seen: number[] };
    events: { type: 'N'; n: number } | { type: 'BURST' | 'FAIL' };
  },
  context: { seen: [] },
  on: {
    N: { actions: assign({ seen: ({ context, event }) => [...context.seen, event.n] }) },
    BURST: {
      actions: ({ self }) => {
        for (let n = 1; n <= 4; n++) self.send({ type: 'N', n });
      },
    },
    FAIL: {
      actions: () => {
        throw new Error('failed');
      },
    },
  },
});
const held = new RestartStrategy({ initialDelay: 100, preserveState: true });
const letters = () =>
  RootSupervisor.getInstance()
    .getDeadLetters()
    .map(({ event, reason }: DeadLetter) => [(event as { n?: number }).n, reason])
    .reverse();

describe('a bounded mailbox', () => {
  it('drops the newest by default', () => {
    const actor = createSupervisedMachine('list', list, { mailbox: { capacity: 3 } });
    actor.send({ type: 'BURST' });
    expect(actor.getSnapshot().context.seen).toEqual([1, 2, 3]);
    expect(letters()).toEqual([[4, 'mailboxOverflow']]);
  });

  it('drops the oldest when so asked', () => {
    const actor = createSupervisedMachine('list', list, {
      mailbox: { capacity: 3, overflow: 'drop-oldest' },
    });
    actor.send({ type: 'BURST' });
    expect(actor.getSnapshot().context.seen).toEqual([2, 3, 4]);
    expect(letters()).toEqual([[1, 'mailboxOverflow']]);
  });

  it('fails the actor when so asked, once for all that found no room', async () => {
    const actor = createSupervisedMachine('list', list, {
      mailbox: { capacity: 2, overflow: 'fail' },
      strategy: new ResumeStrategy({ logError: false }),
    });
    actor.send({ type: 'BURST' });
    await settle();
    expect(letters()).toEqual([
      [3, 'mailboxOverflow'],
      [4, 'mailboxOverflow'],
    ]);
    expect(actor.getHealthMetrics().errorCount).toBe(1);
    const error = actor.getHealthMetrics().lastError;
    expect(error).toBeInstanceOf(MailboxOverflowError);
    expect(error).toMatchObject({
      name: 'MailboxOverflowError',
      code: 'STATEWARDEN_MAILBOX_OVERFLOW',
      actorId: 'list',
      where: 'mailbox',
    });
  });

  it('refuses when so asked: the sender fails, here in the action that sends', () => {
    const actor = createSupervisedMachine('list', list, {
      mailbox: { capacity: 3, overflow: 'reject' },
      strategy: new ResumeStrategy({ logError: false }),
    });
    actor.send({ type: 'BURST' });
    const error = actor.getHealthMetrics().lastError;
    expect(error).toMatchObject({ name: 'MailboxOverflowError', eventType: 'N', where: 'mailbox' });
    expect(actor.getSnapshot().context.seen).toEqual([1, 2, 3]);
    expect(letters()).toEqual([[undefined, 'poisonous']]);
  });

  it('has no bearing on events that do not wait', () => {
    const actor = createSupervisedMachine('list', list, { mailbox: { capacity: 1 } });
    for (let n = 0; n < 100; n++) actor.send({ type: 'N', n });
    expect(actor.getSnapshot().context.seen).toHaveLength(100);
    expect(letters()).toEqual([]);
  });

  it('has no bearing on raised events', () => {
    const machine = createMachine({
      types: {} as { context: { count: number } },
      context: { count: 0 },
      on: {
        GO: { actions: [raise({ type: 'R' }), raise({ type: 'R' }), raise({ type: 'R' })] },
        R: { actions: assign({ count: ({ context }) => context.count + 1 }) },
      },
    });
    const actor = createSupervisedMachine('raising', machine, { mailbox: { capacity: 1 } });
    actor.send({ type: 'GO' });
    expect(actor.getSnapshot().context.count).toBe(3);
  });

  it('never loses the end of a child', async () => {
    const machine = createMachine({
      invoke: { src: fromPromise(() => Promise.resolve(1)), onDone: '.done' },
      initial: 'waiting',
      states: { waiting: {}, done: {} },
      on: {
        FAIL: {
          actions: () => {
            throw new Error('failed');
          },
        },
      },
    });
    const actor = createSupervisedMachine('parent', machine, {
      stash: { capacity: 1, overflow: 'drop-oldest' },
      strategy: {
        type: 'slow',
        handleError: () => new Promise((resolve) => setTimeout(resolve, 100)),
      },
    });
    actor.send({ type: 'FAIL' });
    await settle();
    actor.send({ type: 'OTHER' });
    actor.send({ type: 'ANOTHER' });
    await pass(100);
    expect(actor.getSnapshot().value).toBe('done');
  });

  it('may bound events that wait for the start', () => {
    const seen: number[] = [];
    const child = createMachine({
      types: {} as { events: { type: 'N'; n: number } },
      on: { N: { actions: ({ event }) => void seen.push(event.n) } },
    });
    const actor = createSupervisedMachine('a', child, { mailbox: { capacity: 1 } });
    actor.send({ type: 'N', n: 1 });
    expect(seen).toEqual([1]);
  });
});

describe('a bounded stash', () => {
  const fail = (options: object) => {
    const actor = createSupervisedMachine('list', list, { strategy: held, ...options });
    actor.send({ type: 'FAIL' });
    return actor;
  };
  const burst = (actor: { send(event: { type: 'N'; n: number }): void }) => {
    for (let n = 1; n <= 4; n++) actor.send({ type: 'N', n });
  };

  it('drops the newest by default', async () => {
    const actor = fail({ stash: { capacity: 3 } });
    burst(actor);
    await pass(100);
    expect(actor.getSnapshot().context.seen).toEqual([1, 2, 3]);
    expect(letters()).toContainEqual([4, 'stashOverflow']);
  });

  it('drops the oldest when so asked', async () => {
    const actor = fail({ stash: { capacity: 3, overflow: 'drop-oldest' } });
    burst(actor);
    await pass(100);
    expect(actor.getSnapshot().context.seen).toEqual([2, 3, 4]);
    expect(letters()).toContainEqual([1, 'stashOverflow']);
  });

  it('throws to the sender when so asked', async () => {
    const actor = fail({ stash: { capacity: 3, overflow: 'reject' } });
    expect(() => burst(actor)).toThrow(MailboxOverflowError);
    expect(() => actor.send({ type: 'N', n: 5 })).toThrow(
      "the stash of actor 'list' has no room for event 'N'",
    );
    await pass(100);
    expect(actor.getSnapshot().context.seen).toEqual([1, 2, 3]);
  });

  it('makes a dead letter of a delayed event that is refused, since nobody sends it then', async () => {
    const actor = fail({ stash: { capacity: 1, overflow: 'reject' } });
    const sender = createMachine({
      entry: sendTo(() => actor as never, { type: 'N', n: 7 } as never, { delay: 10 }),
    });
    createSupervisedMachine('sender', sender);
    actor.send({ type: 'N', n: 1 });
    await pass(10);
    expect(letters()).toContainEqual([7, 'stashOverflow']);
  });

  it('keeps what waits through a failure among it (A-10)', async () => {
    const actor = fail({ stash: { capacity: 3 } });
    actor.send({ type: 'N', n: 1 });
    actor.send({ type: 'FAIL' });
    actor.send({ type: 'N', n: 2 });
    actor.send({ type: 'N', n: 3 });
    await pass(100);
    await pass(200);
    expect(actor.getSnapshot().context.seen).toEqual([1, 2]);
    expect(letters()).toContainEqual([3, 'stashOverflow']);
  });

  it('is a default that a supervisor has for its actors', async () => {
    const top = new Supervisor('top', { stash: { capacity: 1 }, mailbox: { capacity: 2 } });
    const actor = fail({ supervisor: top });
    burst(actor);
    await pass(100);
    actor.send({ type: 'BURST' });
    expect(actor.getSnapshot().context.seen).toEqual([1, 1, 2]);
    await top.stop();
  });

  it('goes with the supervision: an unregistered actor has none', () => {
    const actor = createSupervisedMachine('list', list, { mailbox: { capacity: 1 } });
    RootSupervisor.getInstance().unregisterActor('list');
    actor.send({ type: 'BURST' });
    expect(actor.getSnapshot().context.seen).toEqual([1, 2, 3, 4]);
  });
});

it('bounds that are none are refused', () => {
  const make = (options: object) => () => createSupervisedMachine('list', list, options);
  expect(make({ mailbox: {} })).toThrow('mailbox: invalid option "capacity"');
  expect(make({ mailbox: { capacity: 0 } })).toThrow('mailbox: invalid option "capacity"');
  expect(make({ mailbox: { capacity: 1, overflow: 'drop' } })).toThrow('invalid option "overflow"');
  expect(make({ stash: { capacity: 1.5 } })).toThrow('stash: invalid option "capacity"');
  expect(make({ stash: { overflow: 'fail' } })).toThrow('stash: invalid option "overflow"');
});
