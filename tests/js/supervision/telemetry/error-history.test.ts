import { execFileSync } from 'node:child_process';
import { createSupervisedMachine, ResumeStrategy, RootSupervisor, StopStrategy } from 'statewarden';
import { crashable } from '../support/machines.js';

afterEach(() => RootSupervisor.resetInstance());

const history = () => RootSupervisor.getInstance().getErrorHistory();

it('holds the newest hundred failures, newest first', () => {
  const strategy = new ResumeStrategy({ logError: false });
  const actor = createSupervisedMachine('a', crashable, { strategy });
  for (let index = 0; index < 150; index++) actor.reportError(new Error(`${index}`));
  const messages = history().map(({ error }) => error.message);
  expect(messages).toHaveLength(100);
  expect([messages[0], messages[99]]).toEqual(['149', '50']);
});

it('has nothing but the documented fields', () => {
  const actor = createSupervisedMachine('a', crashable, { strategy: new StopStrategy() });
  actor.send({ type: 'CRASH' });
  expect(history()).toEqual([
    {
      error: new Error('CRASH'),
      actorId: 'a',
      supervisorId: 'root',
      timestamp: expect.any(Number),
      context: undefined,
      eventType: 'CRASH',
      restartCount: 0,
    },
  ]);
});

/** Runs in a process of its own, as Jest holds on to what an error that it has seen refers to. */
async function whatIsLeft() {
  const { createMachine } = require('xstate');
  const { createSupervisedMachine, ResumeStrategy, RootSupervisor } = require('statewarden');
  const strategy = new ResumeStrategy({ logError: false });
  const failAndStop = () => {
    const machine = createMachine({
      context: () => ({ big: new Array(1000).fill(0) }),
      on: {
        CRASH: {
          actions: ({ context }: { context: { big: number[] } }) => {
            throw new Error(`failed beside ${context.big.length}`);
          },
        },
      },
    });
    const actor = createSupervisedMachine('a', machine, { strategy });
    for (let times = 0; times < 3; times++) actor.send({ type: 'CRASH' });
    const refs = [new WeakRef<object>(actor), new WeakRef<object>(actor.getSnapshot().context)];
    actor.stop();
    return refs;
  };
  const refs = failAndStop();
  const root = RootSupervisor.getInstance();
  root.clearDeadLetters();
  // A supervisor holds the actor that failed last, since its own failure may follow.
  createSupervisedMachine('b', createMachine({}), { strategy }).reportError(new Error('last'));
  for (let turn = 0; turn < 20 && refs.some((ref) => ref.deref()); turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    globalThis.gc?.();
  }
  const left = refs.filter((ref) => ref.deref()).length;
  console.log(`${root.getErrorHistory().length} failures, ${left} objects`);
}

it('keeps no actor, no snapshot and no context alive', () => {
  const args = ['--expose-gc', '--eval', `(${whatIsLeft})()`];
  const output = execFileSync(process.execPath, args, { encoding: 'utf8' });
  expect(output).toBe('4 failures, 0 objects\n');
});
