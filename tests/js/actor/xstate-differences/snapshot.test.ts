import { createActor, loadMachine, transition } from 'statewarden';
import {
  createMachine,
  createActor as createXStateActor,
  transition as xstateTransition,
} from 'xstate';

// The default of the history, in a parallel state, enters `b` but not its parent.
const orphaning = {
  type: 'parallel',
  states: {
    o: {
      initial: 'p',
      states: {
        p: {
          initial: 'q',
          states: {
            q: {
              type: 'parallel',
              states: {
                past: { type: 'history' },
                b: { on: { AGAIN: 'past', B: { actions: () => {} } } },
              },
            },
          },
        },
      },
    },
  },
};

describe('can() of a machine made from a config', () => {
  it('asks a state that the value names although its parent is not active', () => {
    const theirs = createXStateActor(createMachine(orphaning as never)).start();
    const ours = createActor(loadMachine(orphaning)).start();
    for (const actor of [theirs, ours]) {
      actor.send({ type: 'AGAIN' } as never);
      const { _nodes } = actor.getSnapshot();
      expect(_nodes.map((node) => node.id)).not.toContain('(machine).o.p.q');
      expect(actor.getSnapshot().can({ type: 'B' } as never)).toBe(true);
    }
  });
});

it('transition() goes on from exactly the nodes of a snapshot, even if parents are missing', () => {
  const machine = createMachine(orphaning as never);
  const [theirs, ours] = [xstateTransition, transition as unknown as typeof xstateTransition].map(
    (take) => {
      const again = { type: 'AGAIN' } as never;
      const [first] = take(machine, createXStateActor(machine).getSnapshot() as never, again);
      const [second] = take(machine, first, { type: 'B' } as never);
      return (second as unknown as { _nodes: { id: string }[] })._nodes.map(({ id }) => id);
    },
  );
  expect(theirs).not.toContain('(machine).o.p.q');
  expect(ours).toEqual(theirs);
});

it('a snapshot of a machine made from a config can be written as JSON with its history', () => {
  const config = {
    id: 'm',
    initial: 'a',
    states: {
      a: { initial: 'x', states: { x: {}, past: { type: 'history' } }, on: { GO: 'b' } },
      b: {},
    },
  };
  const actor = createActor(loadMachine(config)).start();
  actor.send({ type: 'GO' });
  const { historyValue } = JSON.parse(JSON.stringify(actor.getSnapshot()));
  expect(historyValue).toMatchObject({ 'm.a.past': [{ id: 'm.a.x', key: 'x', type: 'atomic' }] });
});
