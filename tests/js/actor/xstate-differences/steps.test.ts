import { cancel, createMachine, emit, enqueueActions, raise, stateIn } from 'xstate';
import { inBoth } from '../support/in-both.js';
import { child, inspector } from '../support/watching.js';

// Each of these once differed from XState; random charts found them.
describe('the steps of an actor, as in XState,', () => {
  it('tells inspectors of the event that it received, not of those that were raised', () => {
    const machine = createMachine({
      on: { A: { actions: [raise({ type: 'B' }), emit({ type: 'e' })] }, B: { actions: () => {} } },
    });
    const log = inBoth(({ createActor, note }) => {
      const actor = createActor(machine, { id: 'root', inspect: inspector(note) }).start();
      actor.send({ type: 'A' });
    });
    expect(log.filter(([kind]) => kind === 'snapshot')).toEqual([
      ['snapshot', 'root', 'xstate.init', 'active'],
      ['snapshot', 'root', 'A', 'active'],
    ]);
  });

  it('takes a route only to the state that the event names', () => {
    const machine = createMachine({
      initial: 'a',
      states: {
        a: { id: 'a', route: {} },
        b: { id: 'b', route: {} },
        c: { id: 'c', route: { guard: () => false } },
      },
    });
    const log = inBoth(({ createActor, note }) => {
      const actor = createActor(machine).start();
      for (const to of ['#b', '#c', '#a', '#nowhere']) {
        actor.send({ type: 'xstate.route', to } as never);
        note(actor.getSnapshot().value);
      }
    });
    expect(log).toEqual([['b'], ['b'], ['a'], ['a']]);
  });

  it('keeps an older timer whose id is used again, and cancels the younger one by it', () => {
    const log = inBoth(({ createActor, clock, note }) => {
      const machine = createMachine({
        on: {
          SET: { actions: raise({ type: 'DUE' }, { id: 't', delay: 5 }) },
          CANCEL: { actions: cancel('t') },
          DUE: { actions: () => note('due') },
        },
      });
      const actor = createActor(machine, { clock }).start();
      actor.send({ type: 'SET' });
      clock.increment(2);
      actor.send({ type: 'SET' });
      actor.send({ type: 'CANCEL' });
      clock.increment(3);
      note('later');
      clock.increment(10);
    });
    expect(log).toEqual([['due'], ['later']]);
  });

  it('runs what was enqueued with the context and the children of the moment', () => {
    const machine = createMachine({
      context: { n: 0 },
      on: {
        A: {
          actions: enqueueActions(({ enqueue, check }) => {
            enqueue.assign({ n: 1 });
            enqueue.assign({ n: ({ context }) => context.n + 1 });
            if (check(stateIn('#(machine)'))) enqueue.spawnChild(child, { id: 'c' });
            enqueue.sendTo('c', { type: 'PING' });
          }),
        },
      },
    });
    const log = inBoth(({ createActor, note }) => {
      const actor = createActor(machine).start();
      actor.send({ type: 'A' });
      const { context, children } = actor.getSnapshot();
      note(context, children.c?.getSnapshot().value);
    });
    expect(log).toEqual([[{ n: 2 }, 'r']]);
  });
});
