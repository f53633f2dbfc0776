import { createMachine, sendTo, spawnChild, stopChild } from 'xstate';
import { inBoth } from '../support/in-both.js';
import { child, hears } from '../support/watching.js';

/** What XState keeps to itself. */
interface ActingRef {
  id: string;
  _processingStatus: number;
}

// Each of these once differed from XState; random charts found them.
describe('the children of an actor, as in XState,', () => {
  it.each(['entry', 'initial'] as const)(
    'names in %s actions a receiver that the same state invokes, and sends to it',
    (place) => {
      const send = sendTo('c', { type: 'PING' });
      const machine = createMachine({
        initial: 'a',
        states: {
          a: { on: { GO: 'b' } },
          b: {
            entry: place === 'entry' ? send : [],
            invoke: { id: 'c', src: child },
            initial: { target: 'x', actions: place === 'initial' ? send : [] },
            states: { x: {} },
          },
        },
      });
      const log = inBoth(({ createActor, note }) => {
        const actor = createActor(machine, {
          inspect: (inspected) => {
            if (inspected.type !== '@xstate.action') return;
            const { type, params } = inspected.action as { type: string; params: { to: unknown } };
            if (type === 'xstate.sendTo') note(params.to);
          },
        }).start();
        actor.send({ type: 'GO' });
        note(actor.getSnapshot().children.c?.getSnapshot().value);
      });
      expect(log).toEqual([['c'], ['r']]);
    },
  );

  it('sends to the last of the children that one state invokes under one id', () => {
    const machine = createMachine({
      entry: sendTo('c', { type: 'PING' }),
      invoke: [
        { id: 'c', src: child },
        { id: 'c', src: child },
      ],
    });
    const log = inBoth(({ createActor, note }) => {
      const actor = createActor(machine).start();
      note(actor.getSnapshot().children.c?.getSnapshot().value);
    });
    expect(log).toEqual([['r']]);
  });

  it('leaves a child not started whose system id is taken by then', () => {
    const machine = createMachine({
      // It is done before it starts, and so frees its id, which it claims again at its start.
      invoke: { id: 'first', systemId: 's', src: createMachine({ type: 'final' }) },
      initial: {
        target: 'a',
        actions: spawnChild(child, { id: 'second', systemId: 's' }),
      } as never,
      states: { a: {} },
    });
    const log = inBoth(({ createActor, note }) => {
      const actor = createActor(machine);
      actor.subscribe(hears(note));
      actor.start();
      for (const each of Object.values(actor.getSnapshot().children)) {
        const { id, _processingStatus } = each as unknown as ActingRef;
        note(id, _processingStatus);
      }
    });
    expect(log).toEqual([
      ['error', "Actor with system ID 's' already exists."],
      ['first', 0],
      ['second', 1],
    ]);
  });

  it('frees the system id of a child that it stops at once', () => {
    const machine = createMachine({
      entry: spawnChild(child, { id: 'c', systemId: 's' }),
      on: {
        A: { actions: [stopChild('c'), spawnChild(child, { id: 'd', systemId: 's' })] },
      },
    });
    const log = inBoth(({ createActor, note }) => {
      const actor = createActor(machine).start();
      actor.send({ type: 'A' });
      note(actor.getSnapshot().status, actor.system.get('s')?.id);
    });
    expect(log).toEqual([['active', 'd']]);
  });

  it('stops its children after the effects of its last macrostep, and keeps them in the snapshot', () => {
    const machine = createMachine({
      invoke: { id: 'c', src: child },
      initial: 'a',
      states: {
        a: { on: { END: { target: 'b', actions: sendTo('c', { type: 'PING' }) } } },
        b: { type: 'final' },
      },
    });
    const log = inBoth(({ createActor, note }) => {
      const actor = createActor(machine).start();
      actor.send({ type: 'END' });
      const { status, children } = actor.getSnapshot();
      note(status, children.c?.getSnapshot().value, children.c?.getSnapshot().status);
    });
    expect(log).toEqual([['done', 'r', 'stopped']]);
  });
});
