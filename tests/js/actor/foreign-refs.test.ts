import {
  createActor,
  createSupervisedMachine,
  loadMachine,
  RootSupervisor,
  setUnhandledErrorReporter,
  toPromise,
  waitFor,
} from 'statewarden';
import * as xstate from 'xstate';
import {
  type AnyActorLogic,
  assign,
  createMachine,
  createActor as createXStateActor,
  emit,
  fromCallback,
  fromEventObservable,
  fromObservable,
  fromPromise,
  fromTransition,
  raise,
  SimulatedClock,
  sendParent,
  sendTo,
  spawnChild,
  stopChild,
} from 'xstate';
import { getShortestPaths } from 'xstate/graph';

// biome-ignore lint/suspicious/noExplicitAny: actors of two packages meet here.
type Any = any;

const ticks = async () => {
  for (let i = 0; i < 10; i++) await undefined;
};

/** A chart without XState that answers PING, counts, waits, fails and ends. */
const chart = (extra: Any = {}) =>
  loadMachine(
    {
      id: 'chart',
      initial: 'a',
      context: ({ input }: Any) => ({ n: input?.n ?? 0 }),
      states: {
        a: {
          after: { 10: 'late' },
          on: {
            PING: { actions: sendParent(({ context }: Any) => ({ type: 'PONG', n: context.n })) },
            ADD: {
              actions: [
                assign({ n: ({ context }: Any) => context.n + 1 }),
                emit({ type: 'added' }),
              ],
            },
            SPAWN: { actions: spawnChild('work', { id: 'work' }) },
            FAIL: {
              actions: () => {
                throw new Error('the chart failed');
              },
            },
            END: 'end',
          },
        },
        late: { on: { END: 'end' } },
        end: { type: 'final' },
      },
      output: ({ context }: Any) => context.n * 10,
    },
    { actors: { work: fromPromise(async () => 'worked') }, ...extra },
  );

afterEach(() => {
  RootSupervisor.resetInstance();
  setUnhandledErrorReporter();
});

describe('a chart as logic of an XState actor', () => {
  it('runs as a root: events, context, delays, emitted events, output', async () => {
    const clock = new SimulatedClock();
    const actor = createXStateActor(chart() as Any, { clock, input: { n: 1 } });
    const emitted: unknown[] = [];
    actor.on('added' as never, (event) => void emitted.push(event));
    actor.start();
    actor.send({ type: 'ADD' });
    expect(actor.getSnapshot()).toMatchObject({ value: 'a', context: { n: 2 } });
    expect(emitted).toEqual([{ type: 'added' }]);
    clock.increment(10);
    expect((actor.getSnapshot() as Any).matches('late')).toBe(true);
    const output = xstate.toPromise(actor);
    actor.send({ type: 'END' });
    await expect(output).resolves.toBe(20);
  });

  it('forgets a delay when its state is left', () => {
    const clock = new SimulatedClock();
    const actor = createXStateActor(chart() as Any, { clock }).start();
    expect(Object.keys(actor.system.getSnapshot()._scheduledEvents)).toHaveLength(1);
    actor.send({ type: 'END' });
    expect(Object.keys(actor.system.getSnapshot()._scheduledEvents)).toHaveLength(0);
  });

  it('is invoked with input, answers its parent, and tells it that it is done', () => {
    const parent = createMachine({
      context: { pong: 0, output: 0 },
      invoke: {
        id: 'child',
        src: chart() as Any,
        input: { n: 3 },
        onDone: { actions: assign({ output: ({ event }) => event.output as number }) },
      },
      on: {
        PONG: { actions: assign({ pong: ({ event }) => event.n }) },
        '*': { actions: sendTo('child', ({ event }) => event) },
      },
    });
    const actor = createXStateActor(parent).start();
    actor.send({ type: 'PING' });
    expect(actor.getSnapshot().context.pong).toBe(3);
    actor.send({ type: 'END' });
    expect(actor.getSnapshot().context.output).toBe(30);
  });

  it('is spawned and stopped, and its own children with it', async () => {
    const log: string[] = [];
    const watched = fromCallback(() => () => void log.push('stopped'));
    const parent = createMachine({
      on: {
        GO: { actions: spawnChild(chart({ actors: { work: watched } }) as Any, { id: 'child' }) },
        STOP: { actions: stopChild('child') },
      },
    });
    const actor = createXStateActor(parent).start();
    actor.send({ type: 'GO' });
    (actor.getSnapshot().children as Any).child.send({ type: 'SPAWN' });
    expect(log).toEqual([]);
    actor.send({ type: 'STOP' });
    expect(log).toEqual(['stopped']);
    expect(actor.getSnapshot().children).toEqual({});
  });

  it('runs its own promises, whose end it hears of', async () => {
    const machine = loadMachine(
      {
        initial: 'working',
        context: {},
        states: {
          working: {
            invoke: {
              src: 'work',
              onDone: {
                target: 'end',
                actions: assign({ got: ({ event }: Any) => event.output }),
              },
            },
          },
          end: { type: 'final' },
        },
      },
      { actors: { work: fromPromise(async () => 'worked') } },
    );
    const actor = createXStateActor(machine as Any).start();
    await xstate.toPromise(actor);
    expect((actor.getSnapshot() as Any).context).toEqual({ got: 'worked' });
  });

  it('fails as an XState machine does, and its parent hears of it', () => {
    const errors: string[] = [];
    const parent = createMachine({
      invoke: {
        id: 'child',
        src: chart() as Any,
        onError: { actions: ({ event }) => void errors.push((event.error as Error).message) },
      },
      on: { FAIL: { actions: sendTo('child', { type: 'FAIL' }) } },
    });
    const actor = createXStateActor(parent).start();
    actor.send({ type: 'FAIL' });
    expect(errors).toEqual(['the chart failed']);
    expect(actor.getSnapshot().status).toBe('active');
  });

  it('persists under its parent and is restored, in either package', async () => {
    const child = chart();
    const parent = createMachine({ invoke: { id: 'child', src: 'child' } }).provide({
      actors: { child: child as Any },
    });
    const actor = createXStateActor(parent).start();
    (actor.getSnapshot().children as Any).child.send({ type: 'ADD' });
    const persisted = JSON.stringify(actor.getPersistedSnapshot());
    for (const create of [createXStateActor, createActor]) {
      const again = (create as Any)(parent, { snapshot: JSON.parse(persisted) }).start();
      const restored = again.getSnapshot().children.child;
      restored.send({ type: 'ADD' });
      expect(restored.getSnapshot()).toMatchObject({ value: 'a', context: { n: 2 } });
      again.stop();
    }
  });

  it('is inspected as an XState machine is', () => {
    const config = { id: 'm', initial: 'a', states: { a: { on: { E: 'b' } }, b: { entry: 'x' } } };
    const [theirs, ours] = [createMachine(config), loadMachine(config)].map((logic) => {
      const types: string[] = [];
      const inspect = ({ type }: Any) => void types.push(type);
      const actor = createXStateActor(logic as Any, { inspect }).start();
      actor.send({ type: 'E' });
      actor.stop();
      return types;
    });
    expect(ours).toEqual(theirs);
  });
});

describe('a chart in the hands of the tools of XState', () => {
  const config = {
    id: 'm',
    initial: 'a',
    states: { a: { on: { E: 'b' } }, b: { on: { F: 'a', G: 'c' } }, c: { on: { H: {} } } },
  };

  it('is an ActorLogic for the type checker', () => {
    const logic: AnyActorLogic = loadMachine(config);
    const parent = createMachine({ invoke: { id: 'child', src: loadMachine(config) } });
    const actor = createXStateActor(loadMachine(config)).start();
    expect(actor.getSnapshot().value).toBe('a');
    expect(createActor(parent).start().getSnapshot().children.child).toBeDefined();
    expect(createXStateActor(logic).start().getSnapshot().status).toBe('active');
  });

  it('is explored by the paths of its graph', () => {
    const view = (logic: Any) =>
      getShortestPaths(logic).map(({ state, steps }: Any) => [
        state.value,
        steps.map(({ event }: Any) => event.type),
      ]);
    const paths = view(loadMachine(config));
    expect(paths).toEqual(view(createMachine(config)));
    expect(paths).toHaveLength(3);
  });

  it('says which transitions an event would take, as a machine does', () => {
    const [chart, machine] = [loadMachine(config), createMachine(config)] as Any[];
    for (const type of ['E', 'H', 'X']) {
      const [ours, theirs] = [chart, machine].map((each) => {
        const snapshot = each.resolveState({ value: type === 'H' ? 'c' : 'a' });
        const taken = each.getTransitionData(snapshot, { type });
        return taken.map((transition: Any) => JSON.parse(JSON.stringify(transition)));
      });
      expect(ours).toEqual(theirs);
    }
    expect([...chart.events].sort()).toEqual([...machine.events].sort());
    expect(Object.keys(chart.states)).toEqual(Object.keys(machine.states));
  });
});

describe('actors of XState as children of ours', () => {
  const observable = (values: unknown[]) => ({
    subscribe(observer: Any) {
      for (const value of values) observer.next?.(value);
      observer.complete?.();
      return { unsubscribe() {} };
    },
  });

  it.each([
    ['a promise', fromPromise(async () => 5), 5],
    ['an observable', fromObservable(() => observable([1, 2]) as Any), undefined],
    ['a machine', createMachine({ initial: 'a', states: { a: { type: 'final' } }, output: 7 }), 7],
    ['a chart', loadMachine({ initial: 'a', states: { a: { type: 'final' } }, output: 8 }), 8],
    ['an async function', async () => 9, 9],
  ])('%s is invoked and done', async (_, logic, output) => {
    const machine = loadMachine(
      {
        initial: 'a',
        context: {},
        states: {
          a: {
            invoke: {
              src: 'child',
              onDone: { target: 'b', actions: assign({ out: ({ event }: Any) => event.output }) },
            },
          },
          b: {},
        },
      },
      { actors: { child: logic } },
    );
    const actor = createActor(machine).start();
    await ticks();
    expect(actor.getSnapshot()).toMatchObject({ value: 'b', context: { out: output } });
    actor.stop();
  });

  it('a callback receives, sends back, and is disposed of', () => {
    const log: unknown[] = [];
    const callback = fromCallback(({ sendBack, receive }) => {
      receive((event) => void log.push(event.type));
      sendBack({ type: 'BACK' });
      return () => void log.push('disposed');
    });
    const machine = createMachine({
      invoke: { id: 'cb', src: callback },
      on: {
        BACK: { actions: () => void log.push('BACK') },
        TELL: { actions: sendTo('cb', { type: 'TOLD' }) },
      },
    });
    const actor = createActor(machine).start();
    actor.send({ type: 'TELL' });
    actor.stop();
    expect(log).toEqual(['BACK', 'TOLD', 'disposed']);
  });

  it('an event observable sends its events, a reducer reduces', () => {
    const log: unknown[] = [];
    const machine = createMachine({
      invoke: [
        { src: fromEventObservable(() => observable([{ type: 'TICK' }]) as Any) },
        { id: 'sum', src: fromTransition((n: number, event: Any) => n + (event.by ?? 0), 1) },
      ],
      on: {
        TICK: { actions: () => void log.push('TICK') },
        ADD: { actions: sendTo('sum', { type: 'ADD', by: 4 }) },
      },
    });
    const actor = createActor(machine).start();
    actor.send({ type: 'ADD' });
    expect(log).toEqual(['TICK']);
    expect((actor.getSnapshot().children as Any).sum.getSnapshot().context).toBe(5);
    actor.stop();
  });

  it('a spread copy of a machine runs as a plain logic, its children beneath it', () => {
    const log: string[] = [];
    const inner = createMachine({
      id: 'inner',
      initial: 'a',
      states: {
        a: { invoke: { id: 'leaf', src: fromCallback(() => () => void log.push('leaf stopped')) } },
      },
      after: { 5: '.a' },
      on: { E: { actions: [raise({ type: 'F' }), () => void log.push('E')] }, F: {} },
    });
    const seen: string[] = [];
    const copy = {
      ...inner,
      transition: (snapshot: Any, event: Any, scope: Any) => {
        seen.push(event.type);
        return inner.transition(snapshot, event, scope);
      },
    };
    const actor = createActor(copy as Any).start();
    actor.send({ type: 'E' } as never);
    expect(seen).toEqual(['E']);
    expect(actor.getSnapshot()).toMatchObject({ value: 'a', status: 'active' });
    actor.stop();
    expect(log).toEqual(['E', 'leaf stopped']);
  });

  it("an error of theirs is the parent's unless it is handled", async () => {
    const failing = fromPromise(() => Promise.reject(new Error('no')));
    const reported: unknown[] = [];
    setUnhandledErrorReporter((error) => void reported.push(error));
    const actor = createActor(createMachine({ invoke: { src: failing } })).start();
    await ticks();
    expect(actor.getSnapshot()).toMatchObject({ status: 'error', error: new Error('no') });
    expect(reported).toEqual([new Error('no')]);
  });
});

describe('a reference of ours in the hands of XState', () => {
  const toggle = createMachine({
    initial: 'off',
    states: {
      off: { on: { T: 'on' } },
      on: { on: { T: 'off', END: 'end' } },
      end: { type: 'final' },
    },
    output: 3,
  });

  it('is sent to, with and without a delay', () => {
    const ours = createActor(toggle).start();
    const clock = new SimulatedClock();
    const sender = createMachine({
      context: { target: ours as Any },
      on: {
        NOW: { actions: sendTo(({ context }) => context.target, { type: 'T' }) },
        LATER: { actions: sendTo(({ context }) => context.target, { type: 'T' }, { delay: 5 }) },
      },
    });
    const actor = createXStateActor(sender, { clock }).start();
    actor.send({ type: 'NOW' });
    expect(ours.getSnapshot().value).toBe('on');
    actor.send({ type: 'LATER' });
    clock.increment(5);
    expect(ours.getSnapshot().value).toBe('off');
    ours.stop();
  });

  it('is waited for by waitFor and toPromise of either package', async () => {
    for (const create of [createActor, createXStateActor] as Any[]) {
      for (const [wait, promise] of [
        [xstate.waitFor, xstate.toPromise],
        [waitFor, toPromise],
      ] as Any[]) {
        const actor = create(toggle).start();
        const isOn = wait(actor, (snapshot: Any) => snapshot.matches('on'));
        const output = promise(actor);
        actor.send({ type: 'T' });
        await expect(isOn).resolves.toMatchObject({ value: 'on' });
        actor.send({ type: 'END' });
        await expect(output).resolves.toBe(3);
      }
    }
  });

  it('is selected from, as useSelector does', () => {
    const actor = createSupervisedMachine('a', toggle);
    const values: unknown[] = [];
    const selection = actor.select((snapshot: Any) => snapshot.value);
    const subscription = selection.subscribe((value: unknown) => void values.push(value));
    actor.send({ type: 'T' });
    expect([selection.get(), ...values]).toEqual(['on', 'on']);
    subscription.unsubscribe();
  });

  it('is a parent of XState actors: they answer it, live in its system, and end with it', () => {
    const parent = createActor(
      createMachine({
        context: { got: '' },
        on: {
          HELLO: { actions: assign({ got: ({ event }) => event.from }) },
          'xstate.done.actor.*': { actions: assign({ got: ({ event }) => event.type }) },
        },
      }),
    ).start();
    const child = createXStateActor(
      createMachine({
        initial: 'a',
        states: {
          a: {
            on: { GO: { target: 'b', actions: sendParent({ type: 'HELLO', from: 'child' }) } },
          },
          b: { on: { END: 'c' } },
          c: { type: 'final' },
        },
      }),
      { parent: parent as Any, id: 'child', systemId: 'kid' },
    ).start();
    expect(parent.system.get('kid')).toBe(child);
    child.send({ type: 'GO' });
    expect(parent.getSnapshot().context.got).toBe('child');
    child.send({ type: 'END' });
    expect(parent.getSnapshot().context.got).toBe('xstate.done.actor.child');
    parent.stop();
  });

  it('in a system of XState is numbered by it and is inspected there', () => {
    const types: string[] = [];
    const root = createXStateActor(createMachine({}), {
      inspect: ({ type, actorRef }: Any) => void types.push(`${type} ${actorRef.id}`),
    }).start();
    const ours = createActor(toggle as Any, { parent: root, id: 'ours' } as Any).start();
    ours.send({ type: 'T' } as never);
    const sibling = createXStateActor(createMachine({}), { parent: root as Any });
    expect(Number(sibling.sessionId.slice(2))).toBe(Number(ours.sessionId.slice(2)) + 1);
    expect(types.filter((each) => each.endsWith('ours'))).toEqual([
      '@xstate.actor ours',
      '@xstate.event ours',
      '@xstate.snapshot ours',
      '@xstate.event ours',
      '@xstate.microstep ours',
      '@xstate.snapshot ours',
    ]);
  });
});
