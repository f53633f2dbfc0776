import { createActor, loadMachine, transition } from 'statewarden';
import {
  type AnyActorRef,
  assign,
  cancel,
  createMachine,
  createActor as createXStateActor,
  emit,
  enqueueActions,
  type InspectionEvent,
  raise,
  sendTo,
  spawnChild,
  stateIn,
  stopChild,
  transition as xstateTransition,
} from 'xstate';
import { inBoth, type Stage } from './support/in-both.js';

const child = createMachine({
  id: 'child',
  initial: 'q',
  states: { q: { on: { PING: 'r' } }, r: {} },
});

const fail = () => {
  throw new Error('failed');
};

/** What XState keeps to itself. */
interface ActingRef {
  id: string;
  _processingStatus: number;
}

/** Sees failures so that they are not reported. */
const hears = (note: Stage['note']) => ({
  error: (error: unknown) => note('error', (error as Error).message),
});

/** Notes what is inspected, by the names of actors, events and actions. */
function inspector(note: Stage['note']) {
  return (inspected: InspectionEvent) => {
    const name = (inspected.actorRef as AnyActorRef).id;
    if (inspected.type === '@xstate.event') note('event', name, inspected.event.type);
    if (inspected.type === '@xstate.action') note('action', name, inspected.action.type);
    if (inspected.type === '@xstate.snapshot') {
      note('snapshot', name, inspected.event.type, inspected.snapshot.status);
    }
  };
}

// Each of these once differed from XState; random charts found them.
describe('an actor, as in XState,', () => {
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

  it('keeps what a macrostep reached whose effect failed', () => {
    const machine = createMachine({
      context: { n: 0 },
      initial: 'a',
      states: {
        a: {
          on: { A: { target: 'b', actions: [assign({ n: 1 }), spawnChild(child, { id: 'c' })] } },
        },
        b: {},
      },
      entry: spawnChild(child, { id: 'old', systemId: 's' }),
    });
    const log = inBoth(({ createActor, note }) => {
      const actor = createActor(machine);
      actor.subscribe({
        next: ({ value, context }) => note('next', value, context),
        error: () => note('error'),
      });
      actor.start();
      actor.send({ type: 'A' });
      note(actor.getSnapshot().value, actor.getSnapshot().status);
    });
    expect(log.at(-1)).toEqual(['b', 'active']);
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
