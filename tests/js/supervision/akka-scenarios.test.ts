import {
  createSupervisedMachine,
  RestartStrategy,
  ResumeStrategy,
  RootSupervisor,
  type SupervisionStrategy,
} from 'statewarden';
import { assign, createMachine, fromCallback } from 'xstate';
import { pass, useVirtualTime } from './support/virtual-time.js';

useVirtualTime();

const slow = new RestartStrategy({ backoffType: 'linear', initialDelay: 100 });

/** Notes each NOTE, fails on CRASH, and has a child that notes its start and its end. */
function noting(log: string[], childLog: string[] = []) {
  return createMachine({
    types: {} as { context: { last: number }; events: { type: 'NOTE' | 'CRASH'; n: number } },
    context: { last: 0 },
    invoke: {
      src: fromCallback(() => {
        childLog.push('child started');
        return () => childLog.push('child ended');
      }),
    },
    on: {
      NOTE: {
        actions: [
          ({ event }) => void log.push(String(event.n)),
          assign({ last: ({ event }) => event.n }),
        ],
      },
      CRASH: {
        actions: () => {
          throw new Error('crash');
        },
      },
    },
  });
}

describe('scenarios of Akka', () => {
  it.each([
    ['restart', slow],
    ['resume', new ResumeStrategy({ logError: false })],
  ] as [string, SupervisionStrategy][])(
    'A-8 with %s the failing event is lost, and those behind it are processed in order',
    async (_name, strategy) => {
      const log: string[] = [];
      const actor = createSupervisedMachine('a', noting(log), { strategy });
      for (let n = 1; n <= 5; n++) actor.send({ type: n === 3 ? 'CRASH' : 'NOTE', n });
      await pass(100);
      expect(log).toEqual(['1', '2', '4', '5']);
      const letters = RootSupervisor.getInstance().getDeadLetters();
      expect(letters.map(({ eventType }) => eventType)).toEqual(['CRASH']);
    },
  );

  it('A-9 a thousand events wait for a restart, and the newest beyond that are dropped', async () => {
    const log: string[] = [];
    const actor = createSupervisedMachine('a', noting(log), { strategy: slow });
    actor.send({ type: 'CRASH', n: 0 });
    for (let n = 1; n <= 1_005; n++) actor.send({ type: 'NOTE', n });
    await pass(100);
    expect(log).toHaveLength(1_000);
    expect([log[0], log.at(-1)]).toEqual(['1', '1000']);
    const dropped = RootSupervisor.getInstance()
      .getDeadLetters()
      .filter(({ eventType }) => eventType === 'NOTE');
    expect(dropped).toHaveLength(5);
  });

  it('A-10 a failure among the waiting events keeps the others for the next restart', async () => {
    const log: string[] = [];
    const actor = createSupervisedMachine('a', noting(log), { strategy: slow });
    actor.send({ type: 'CRASH', n: 0 });
    for (let n = 1; n <= 4; n++) actor.send({ type: n === 2 ? 'CRASH' : 'NOTE', n });
    await pass(100);
    expect(log).toEqual(['1']);
    await pass(200);
    expect(log).toEqual(['1', '3', '4']);
  });

  it('A-11, A-14 children end before the back-off begins, and start with the next life', async () => {
    const log: string[] = [];
    const actor = createSupervisedMachine('a', noting([], log), { strategy: slow });
    actor.send({ type: 'CRASH', n: 0 });
    expect(log).toEqual(['child started', 'child ended']);
    await pass(100);
    expect(log).toEqual(['child started', 'child ended', 'child started']);
  });

  it('A-12 a restart calls onRestart and not onStop, a stop the other way round', async () => {
    const told: string[] = [];
    const actor = createSupervisedMachine('a', noting([]), {
      strategy: slow,
      onRestart: () => told.push('restart'),
      onStop: () => told.push('stop'),
    });
    actor.send({ type: 'CRASH', n: 0 });
    await pass(100);
    expect(told).toEqual(['restart']);
    actor.stop();
    expect(told).toEqual(['restart', 'stop']);
  });

  it('A-13 a resumed actor has the state it had', () => {
    const actor = createSupervisedMachine('a', noting([]), {
      strategy: new ResumeStrategy({ logError: false }),
    });
    actor.send({ type: 'NOTE', n: 7 });
    actor.send({ type: 'CRASH', n: 0 });
    expect(actor.getSnapshot().context).toEqual({ last: 7 });
  });

  it('A-17 an id is free again when its actor has ended, and old references reach nobody', () => {
    const log: string[] = [];
    const first = createSupervisedMachine('a', noting(log));
    first.stop();
    const second = createSupervisedMachine('a', noting(log));
    jest.spyOn(console, 'warn').mockImplementation(() => {});
    first.send({ type: 'NOTE', n: 1 });
    second.send({ type: 'NOTE', n: 2 });
    expect(log).toEqual(['2']);
    const [letter] = RootSupervisor.getInstance().getDeadLetters();
    expect(letter).toMatchObject({ actorId: 'a', eventType: 'NOTE' });
    jest.restoreAllMocks();
  });

  it('A-18 a dead letter tells the event, the receiver and the reason', () => {
    const actor = createSupervisedMachine('a', noting([]), { strategy: slow });
    const heard: unknown[] = [];
    RootSupervisor.getInstance().onDeadLetter((letter) => heard.push(letter));
    actor.send({ type: 'CRASH', n: 3 });
    expect(heard).toMatchObject([{ actorId: 'a', eventType: 'CRASH', reason: 'poisonous' }]);
  });

  it('A-21 what stops the root supervisor stops everything, and another takes its place', async () => {
    const root = RootSupervisor.getInstance();
    const actor = createSupervisedMachine('a', noting([]));
    await root.stop();
    expect(actor.getSnapshot().status).toBe('stopped');
    expect(RootSupervisor.getInstance()).not.toBe(root);
  });
});
