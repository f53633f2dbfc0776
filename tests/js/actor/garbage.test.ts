import {
  createActor,
  getCoreStatistics,
  getInitialSnapshot,
  getNextSnapshot,
  loadMachine,
} from 'statewarden';
import { assign, createMachine, fromPromise, raise } from 'xstate';
import { collected, nextTurn } from '../support/garbage.js';

const text = JSON.stringify({ initial: 'a', states: { a: { on: { E: 'b' } }, b: {} } });

describe('the core gives back', () => {
  it.each([
    ['text', () => loadMachine(text)],
    ['a config', () => loadMachine(JSON.parse(text))],
  ])('a machine made of %s to which nothing refers any more', async (_, load) => {
    const before = getCoreStatistics().programs;
    (() => {
      for (let i = 0; i < 50; i++) createActor(load()).start().stop();
    })();
    expect(await collected(() => getCoreStatistics().programs <= before + 1)).toBe(true);
  });

  it('no machine that an actor still runs', async () => {
    const actor = createActor(loadMachine(text)).start();
    const before = getCoreStatistics().programs;
    (() => {
      for (let i = 0; i < 50; i++) loadMachine(text);
    })();
    await collected(() => getCoreStatistics().programs <= before);
    actor.send({ type: 'E' });
    expect(actor.getSnapshot().value).toBe('b');
    actor.stop();
  });
});

describe('a pure step', () => {
  it('keeps alive none of the snapshots before, though each state invokes a child', async () => {
    const child = createMachine({});
    const invoking = (target: string) => ({ invoke: { src: child }, on: { E: target } });
    const machine = createMachine({
      initial: 'a',
      states: { a: invoking('b'), b: invoking('a') },
    });
    let snapshot = getInitialSnapshot(machine);
    const earlier = (() => {
      const seen: WeakRef<object>[] = [];
      for (let i = 0; i < 10; i++) {
        seen.push(new WeakRef(snapshot));
        snapshot = getNextSnapshot(machine, snapshot, { type: 'E' });
      }
      return seen;
    })();
    const areGone = () => earlier.every((each) => each.deref() === undefined);
    expect(await collected(areGone)).toBe(true);
    expect(snapshot.value).toBe('a');
  });
});

describe('an idle actor', () => {
  it.each([
    ['nobody observes', false],
    ['somebody observes', true],
  ])('that %s keeps the events alive that it has processed no longer', async (_, isObserved) => {
    const machine = createMachine({
      initial: 'a',
      states: { a: { on: { E: { target: 'b', actions: () => {} } } }, b: { on: { F: 'a' } } },
    });
    const actor = createActor(machine).start();
    if (isObserved) actor.subscribe(() => {});
    const payloads = (() => {
      const [first, second] = [{}, {}];
      actor.send({ type: 'E', payload: first } as never);
      actor.send({ type: 'F', payload: second } as never);
      actor.send({ type: 'E', payload: second } as never);
      return [new WeakRef(first), new WeakRef(second)];
    })();
    const areGone = () => payloads.every((payload) => payload.deref() === undefined);
    expect(await collected(areGone)).toBe(true);
    expect(actor.getSnapshot().value).toBe('b');
    actor.stop();
  });
});

describe('an actor that nobody stopped', () => {
  const toggle = createMachine({
    initial: 'off',
    states: { off: { on: { TOGGLE: 'on' } }, on: { on: { TOGGLE: 'off' } } },
  });
  const manyMore = () => {
    for (let i = 0; i < 2048; i++) createActor(toggle).start().send({ type: 'TOGGLE' });
  };

  it('is given back when nothing refers to it any more, its children with it', async () => {
    const parent = createMachine({ invoke: { src: toggle, id: 'child' } });
    const before = getCoreStatistics().actors;
    (() => {
      for (let i = 0; i < 1024; i++) createActor(parent).start();
    })();
    manyMore();
    // The youngest may be held a little longer.
    expect(await collected(() => getCoreStatistics().actors < before + 1024)).toBe(true);
  });

  it('lives on for whoever refers to it: guards, actions, children, restoring, its end', async () => {
    const spy = jest.fn();
    const machine = createMachine({
      context: { count: 0 },
      initial: 'a',
      states: {
        a: {
          on: {
            ADD: {
              guard: ({ context }) => context.count < 2,
              actions: [assign({ count: ({ context }) => context.count + 1 }), spy],
            },
            GO: 'b',
          },
        },
        b: {
          invoke: { src: fromPromise(async () => 5), onDone: 'c' },
          exit: raise({ type: 'LEFT' }),
        },
        c: { on: { LEFT: 'd', FAIL: { actions: () => fail() } } },
        d: { on: { FAIL: { actions: () => fail() } } },
      },
    });
    const actor = createActor(machine).start();
    const error = jest.fn();
    actor.subscribe({ error });
    manyMore();
    let turns = 0;
    await collected(() => ++turns === 3);
    for (let i = 0; i < 3; i++) actor.send({ type: 'ADD' });
    expect(spy).toHaveBeenCalledTimes(2);
    actor.send({ type: 'GO' });
    await nextTurn();
    expect(actor.getSnapshot()).toMatchObject({ value: 'd', context: { count: 2 } });
    actor.send({ type: 'FAIL' });
    expect(error).toHaveBeenCalledTimes(1);
    const again = createActor(machine, {
      snapshot: { ...actor.getPersistedSnapshot(), status: 'active' } as never,
    });
    expect(again.start().getSnapshot().value).toBe('d');
  });

  it('is held as long as there is something that it will do by itself', async () => {
    const seen: string[] = [];
    (() => {
      const see = (what: string) => () => void seen.push(what);
      const delayed = createMachine({ after: { 30: { actions: see('after') } } });
      const raising = createMachine({
        on: {
          GO: { actions: raise({ type: 'DONE' }, { delay: 30 }) },
          DONE: { actions: see('raised') },
        },
      });
      createActor(delayed).start();
      const [young, old] = [createActor(raising).start(), createActor(raising).start()];
      young.send({ type: 'GO' });
      manyMore();
      old.send({ type: 'GO' });
    })();
    await collected(() => seen.length === 3);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(seen.sort()).toEqual(['after', 'raised', 'raised']);
  });
});

function fail(): never {
  throw new Error('failed');
}
