import { assign, createMachine, emit, raise, spawnChild } from 'xstate';
import { inBoth, type Stage } from '../support/in-both.js';
import { inspector } from '../support/watching.js';

// Each of these once differed from XState; random charts found them.
describe('an actor that starts, as in XState,', () => {
  it('raises at once what an unknown delay would have delayed', () => {
    const machine = createMachine({
      initial: 'a',
      states: { a: { after: { missing: { actions: emit({ type: 'late' }) } } } },
    });
    const log = inBoth(({ createActor, note }) => {
      const actor = createActor(machine);
      actor.on('*', (event) => note((event as { type: string }).type));
      actor.start();
    });
    expect(log).toEqual([['late']]);
  });

  it('starts what the context factory spawned when it starts itself, before what entry spawned', () => {
    const noisy = (label: string, note: Stage['note']) =>
      createMachine({ id: label, entry: () => note(label) });
    const log = inBoth(({ createActor, note }) => {
      const machine = createMachine({
        context: ({ spawn }) => ({ ref: spawn(noisy('of the context', note)) }),
        entry: spawnChild(noisy('of the entry', note)),
      });
      const actor = createActor(machine);
      note('made');
      actor.start();
    });
    expect(log).toEqual([['made'], ['of the context'], ['of the entry']]);
  });

  it('runs initial actions when it starts, each inspected before it runs', () => {
    const log = inBoth(({ createActor, note }) => {
      const machine = createMachine({
        context: { n: 0 },
        entry: [
          assign({ n: 1 }),
          function first({ context }) {
            note('first', context);
          },
          assign({ n: 2 }),
        ],
      });
      const actor = createActor(machine, { id: 'root', inspect: inspector(note) });
      note('made', actor.getSnapshot().context);
      actor.start();
    });
    expect(log).toEqual([
      ['made', { n: 2 }],
      ['event', 'root', 'xstate.init'],
      ['action', 'root', 'first'],
      ['first', { n: 1 }],
      ['snapshot', 'root', 'xstate.init', 'active'],
    ]);
  });

  it('starts initial timers in the order of the actions that set them', () => {
    const log = inBoth(({ createActor, clock, note }) => {
      const machine = createMachine({
        entry: raise({ type: 'A' }, { delay: 5 }),
        initial: 'a',
        states: {
          a: {
            entry: raise({ type: 'B' }, { delay: 5 }),
            after: { 5: { actions: () => note('after') } },
          },
        },
        on: { '*': { actions: ({ event }) => note(event.type) } },
      });
      createActor(machine, { clock }).start();
      clock.increment(5);
    });
    expect(log).toEqual([['A'], ['B'], ['after']]);
  });
});
