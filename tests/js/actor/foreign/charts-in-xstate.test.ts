import { createActor, loadMachine, RootSupervisor, setUnhandledErrorReporter } from 'statewarden';
import * as xstate from 'xstate';
import {
  type AnyActorLogic,
  assign,
  createMachine,
  createActor as createXStateActor,
  emit,
  fromCallback,
  fromPromise,
  SimulatedClock,
  sendParent,
  sendTo,
  spawnChild,
  stopChild,
} from 'xstate';
import { getShortestPaths } from 'xstate/graph';

// biome-ignore lint/suspicious/noExplicitAny: actors of two packages meet here.
type Any = any;

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

  it('gives assigners, actions and outputs the actor of XState as `self`', () => {
    const seen: Record<string, unknown> = {};
    const machine = loadMachine({
      initial: 'a',
      context: ({ self }: Any) => ({ self }),
      states: { a: { on: { E: 'b' } }, b: { type: 'final' } },
      on: {
        WHO: {
          actions: [
            assign(({ self }: Any) => {
              seen.function = self;
              return {};
            }),
            assign({ member: ({ self }: Any) => self }),
            ({ self }: Any) => {
              seen.action = self;
            },
          ],
        },
      },
      output: ({ self }: Any) => self,
    });
    const actor = createXStateActor(machine).start();
    actor.send({ type: 'WHO' });
    actor.send({ type: 'E' });
    const { context, output } = actor.getSnapshot() as Any;
    for (const self of [context.self, context.member, seen.function, seen.action, output]) {
      expect(self).toBe(actor);
    }
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
