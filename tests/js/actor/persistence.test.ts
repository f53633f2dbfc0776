import { createActor, loadMachine } from 'statewarden';
import {
  assign,
  createMachine,
  createActor as createXStateActor,
  fromCallback,
  fromObservable,
  fromPromise,
  fromTransition,
  sendTo,
  setup,
  spawnChild,
} from 'xstate';

// biome-ignore lint/suspicious/noExplicitAny: two packages and children of any kind.
type Any = any;

const never = { subscribe: () => ({ unsubscribe() {} }) };
let runs: string[] = [];

const leaf = setup({
  actors: { promise: fromPromise(({ input }) => new Promise(() => runs.push(`promise ${input}`))) },
}).createMachine({
  id: 'leaf',
  initial: 'x',
  context: { n: 0 },
  invoke: { id: 'p', src: 'promise', input: 'in' },
  states: { x: { on: { STEP: { target: 'y', actions: assign({ n: 7 }) } } }, y: {} },
});

const middle = setup({
  actors: { leaf, reducer: fromTransition((n: number, event: Any) => n + (event.by ?? 0), 1) },
}).createMachine({
  id: 'middle',
  context: {},
  invoke: [
    { id: 'leaf', src: 'leaf', systemId: 'the-leaf' },
    { id: 'sum', src: 'reducer' },
  ],
  on: {
    ADD: { actions: sendTo('sum', { type: 'ADD', by: 4 }) },
    STEP: { actions: sendTo('leaf', { type: 'STEP' }) },
  },
});

const machine = setup({
  actors: {
    middle,
    callback: fromCallback(({ input }) => void runs.push(`callback ${input}`)),
    observable: fromObservable(() => never as Any),
    done: fromPromise(async () => 'done'),
  },
}).createMachine({
  id: 'top',
  initial: 'a',
  context: ({ spawn }: Any) => ({
    ref: spawn('callback', { id: 'cb', input: 'one' }),
    list: [{ deep: { n: 1 } }],
  }),
  invoke: { id: 'middle', src: 'middle', onSnapshot: {} },
  states: {
    a: {
      initial: 'a1',
      states: {
        a1: { on: { NEXT: 'a2' } },
        a2: { initial: 'p', states: { p: { on: { NEXT: 'q' } }, q: {} } },
        shallow: { history: true },
        deep: { history: 'deep' },
      },
      on: { LEAVE: 'b' },
    },
    b: { on: { SHALLOW: 'a.shallow', DEEP: 'a.deep' } },
  },
  on: {
    SPAWN: {
      actions: [spawnChild('observable', { id: 'obs' }), spawnChild('done', { id: 'done' })],
    },
    '*': { actions: sendTo('middle', ({ event }: Any) => event) },
  },
} as Any);

const prepare = async (create: Any) => {
  const actor = create(machine).start();
  for (const type of ['NEXT', 'NEXT', 'ADD', 'STEP', 'SPAWN', 'LEAVE']) actor.send({ type });
  for (let i = 0; i < 5; i++) await undefined;
  return actor;
};

function tree(actor: Any): Any {
  const { status, value, context, output, children = {} } = actor.getSnapshot();
  const below = Object.entries(children).map(([id, child]) => [id, tree(child)]);
  const plain = JSON.parse(JSON.stringify({ status, value, context, output }));
  return { ...plain, src: typeof actor.src, systemId: actor.systemId, children: below };
}

beforeEach(() => {
  runs = [];
});

describe('persisted snapshots', () => {
  it('are the same JSON from either package, children of every kind included', async () => {
    const [theirs, ours] = [await prepare(createXStateActor), await prepare(createActor)];
    expect(JSON.stringify(ours.getPersistedSnapshot())).toBe(
      JSON.stringify(theirs.getPersistedSnapshot()),
    );
  });

  it.each([
    ['XState', 'Statewarden', createXStateActor, createActor],
    ['Statewarden', 'XState', createActor, createXStateActor],
    ['Statewarden', 'Statewarden', createActor, createActor],
  ])('of %s are gone on from in %s', async (_from, _to, write, read) => {
    const before = await prepare(write);
    const text = JSON.stringify(before.getPersistedSnapshot());
    const shown = tree(before);
    before.stop();
    runs = [];
    const after = (read as Any)(machine, { snapshot: JSON.parse(text) }).start();
    expect(tree(after)).toEqual(shown);
    expect(runs.sort()).toEqual(['callback one', 'promise in']);
    expect(after.system.get('the-leaf').getSnapshot().context).toEqual({ n: 7 });
    expect(after.getSnapshot().context.ref).toBe(after.getSnapshot().children.cb);
    after.send({ type: 'DEEP' });
    expect(after.getSnapshot().value).toEqual({ a: { a2: 'q' } });
    after.send({ type: 'LEAVE' });
    after.send({ type: 'SHALLOW' });
    expect(after.getSnapshot().value).toEqual({ a: { a2: 'p' } });
    after.send({ type: 'ADD' });
    const { sum } = after.getSnapshot().children.middle.getSnapshot().children;
    expect(sum.getSnapshot().context).toBe(9);
    after.stop();
  });

  it('go round both packages many times without a change', async () => {
    let actor = await prepare(createActor);
    const first = JSON.stringify(actor.getPersistedSnapshot());
    for (const create of [
      createXStateActor,
      createActor,
      createXStateActor,
      createActor,
    ] as Any[]) {
      const text = JSON.stringify(actor.getPersistedSnapshot());
      actor.stop();
      actor = create(machine, { snapshot: JSON.parse(text) }).start();
    }
    expect(JSON.stringify(actor.getPersistedSnapshot())).toBe(first);
    actor.stop();
  });

  it('of a chart without XState restore in an XState machine of the same config', () => {
    const config = {
      id: 'm',
      initial: 'a',
      context: { n: 1 },
      states: {
        a: { on: { E: 'b' } },
        b: { initial: 'c', states: { c: {}, h: { history: 'deep' } } },
      },
    } as const;
    const chart = createActor(loadMachine(config)).start();
    chart.send({ type: 'E' });
    const text = JSON.stringify(chart.getPersistedSnapshot());
    const theirs = createXStateActor(createMachine(config), { snapshot: JSON.parse(text) }).start();
    expect(theirs.getSnapshot()).toMatchObject({ value: { b: 'c' }, context: { n: 1 } });
    expect(JSON.stringify(theirs.getPersistedSnapshot())).toBe(text);
  });
});
