import { assign, createMachine, spawnChild, stopChild } from 'xstate';
import { inBoth } from '../support/in-both.js';
import { child, fail, hears } from '../support/watching.js';

// Each of these once differed from XState; random charts found them.
describe('a failing actor, as in XState,', () => {
  it('takes back a failed macrostep also when nobody watched the one before', () => {
    const machine = createMachine({
      context: { n: 0 },
      invoke: { id: 'c', src: child },
      on: {
        AGAIN: { target: '.', reenter: true, actions: assign({ n: 1 }) },
        FAIL: { actions: [assign({ n: 2 }), fail] },
      },
    });
    const log = inBoth(({ createActor, note }) => {
      const actor = createActor(machine).start();
      actor.send({ type: 'AGAIN' });
      actor.subscribe(hears(note));
      actor.send({ type: 'FAIL' });
      const { context, children, status } = actor.getSnapshot();
      note(status, context, Object.keys(children));
    });
    expect(log).toEqual([
      ['error', 'failed'],
      ['error', { n: 1 }, ['c']],
    ]);
  });

  it('keeps the order of its children when a failed macrostep is taken back', () => {
    const machine = createMachine({
      entry: [spawnChild(child, { id: 'b' }), spawnChild(child, { id: 'a' })],
      on: { FAIL: { actions: [stopChild('b'), spawnChild(child, { id: 'b' }), fail] } },
    });
    const log = inBoth(({ createActor, note }) => {
      const actor = createActor(machine).start();
      actor.subscribe(hears(note));
      actor.send({ type: 'FAIL' });
      note(Object.keys(actor.getSnapshot().children));
    });
    expect(log).toEqual([['error', 'failed'], [['b', 'a']]]);
  });

  it('fails when a macrostep fails in which it was told to stop', () => {
    const machine = createMachine({
      on: {
        A: { actions: [({ self }) => void (self as unknown as { stop(): void }).stop(), fail] },
      },
    });
    const log = inBoth(({ createActor, note }) => {
      const actor = createActor(machine).start();
      actor.subscribe({ ...hears(note), complete: () => note('complete') });
      actor.send({ type: 'A' });
      note(actor.getSnapshot().status);
    });
    expect(log).toEqual([['error', 'failed'], ['error']]);
  });

  it('wraps what a guard throws also for can()', () => {
    const machine = createMachine({ id: 'm', on: { A: { guard: fail, actions: () => {} } } });
    const log = inBoth(({ createActor, note }) => {
      try {
        createActor(machine).start().getSnapshot().can({ type: 'A' });
      } catch (error) {
        note((error as Error).message);
      }
    });
    expect(log).toEqual([
      ["Unable to evaluate guard in transition for event 'A' in state node 'm':\nfailed"],
    ]);
  });

  it('keeps what a macrostep reached whose effect failed', () => {
    // The first child is done before it starts, and so cannot claim its system id again.
    const claims = [createMachine({ type: 'final' }), child].map((src, index) =>
      spawnChild(src, { id: `c${index}`, systemId: 's' }),
    );
    const machine = createMachine({
      context: { n: 0 },
      initial: 'a',
      states: {
        a: { on: { A: { target: 'b', actions: [assign({ n: 1 }), ...(claims as [])] } } },
        b: {},
      },
    });
    const log = inBoth(({ createActor, note }) => {
      const actor = createActor(machine).start();
      actor.subscribe(hears(note));
      actor.send({ type: 'A' });
      const { status, value, context, children } = actor.getSnapshot();
      note(status, value, context, Object.keys(children));
    });
    expect(log).toEqual([
      ['error', "Actor with system ID 's' already exists."],
      ['error', 'b', { n: 1 }, ['c0', 'c1']],
    ]);
  });
});
