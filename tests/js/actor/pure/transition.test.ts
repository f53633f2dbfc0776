import * as statewarden from 'statewarden';
import { type ChartMachine, getCoreStatistics, loadMachine } from 'statewarden';
import * as xstate from 'xstate';
import {
  assign,
  cancel,
  createMachine,
  emit,
  enqueueActions,
  fromPromise,
  fromTransition,
  log,
  raise,
  sendTo,
  setup,
  stopChild,
} from 'xstate';

// biome-ignore lint/suspicious/noExplicitAny: the two packages are compared, whatever the types.
type Any = any;

function actionView({ type, params, exec, info }: Any) {
  const { actorRef, to, ...rest } = params ?? {};
  const isRef = params && typeof params === 'object' && 'sessionId' in params;
  return {
    type,
    params: isRef ? `ref ${params.id}` : { ...rest, actorRef: actorRef?.id, to: to?.id ?? to },
    exec: typeof exec,
    event: info.event,
    context: info.context,
    hasSelf: 'getSnapshot' in info.self && 'get' in info.system,
  };
}

function snapshotView(snapshot: Any) {
  const { status, value, context, output, error, historyValue, _nodes, tags, children } = snapshot;
  const ids = (nodes: Any) => nodes.map((node: Any) => node.id);
  const history = Object.entries(historyValue ?? {}).map(([id, nodes]) => [id, ids(nodes)]);
  return {
    ...{ status, value, context, output, history, tags: [...tags], nodes: ids(_nodes) },
    error: (error as Error | undefined)?.message,
    children: Object.entries(children).map(([id, child]: Any) => [id, child?.getSnapshot().status]),
  };
}

const stepView = ([snapshot, actions]: Any) => [snapshotView(snapshot), actions.map(actionView)];

/** Applies the events purely, in XState and here, and holds every step against the other. */
function compare(machine: Any, events: Any[], input?: Any, ours: Any = machine) {
  let theirs = xstate.initialTransition(machine, input) as Any;
  let own = statewarden.initialTransition(ours, input) as Any;
  expect(stepView(own)).toEqual(stepView(theirs));
  for (const event of events) {
    const before = [theirs[0], own[0]];
    const microsteps = xstate.getMicrosteps(machine, before[0], event).map(stepView);
    expect(statewarden.getMicrosteps(ours, before[1], event).map(stepView)).toEqual(microsteps);
    theirs = xstate.transition(machine, before[0], event);
    own = statewarden.transition(ours, before[1], event) as Any;
    expect(stepView(own)).toEqual(stepView(theirs));
    expect(own[0] === before[1]).toBe(theirs[0] === before[0]);
  }
  return own;
}

const everything = setup({
  actors: { child: createMachine({ id: 'child' }), work: fromPromise(async () => 1) },
  delays: { soon: 5 },
}).createMachine({
  id: 'm',
  context: ({ input }: Any) => ({ n: input ?? 0 }),
  initial: 'a',
  entry: ['named', { type: 'withParams', params: { x: 1 } }],
  states: {
    a: {
      tags: ['t'],
      after: { 10: 'b', soon: { actions: log('soon') } },
      on: {
        GO: {
          target: 'b',
          actions: [
            assign({ n: ({ context }: Any) => context.n + 1 }),
            raise({ type: 'NEXT' }),
            raise({ type: 'LATER' }, { delay: 5, id: 'later' }),
            cancel('later'),
            emit({ type: 'emitted' } as never),
            log(({ context }: Any) => context.n, 'n is'),
            enqueueActions(({ enqueue }) => {
              enqueue.assign({ m: 2 } as never);
              enqueue.spawnChild('child', { id: 'kid', systemId: 'sys' } as never);
            }),
          ],
        },
      },
    },
    b: {
      invoke: { src: 'work', id: 'work', onDone: 'c', input: { q: 1 } },
      entry: sendTo('work', { type: 'HI' }),
      initial: 'b1',
      states: { b1: { on: { NEXT: 'b2' } }, b2: {}, h: { type: 'history' } },
      exit: [stopChild('kid'), 'bye'],
      on: { BACK: 'a', DONE: 'c' },
    },
    c: { type: 'final', exit: 'over', output: 5 },
  },
  on: { HISTORY: '.b.h' },
  output: ({ context }: Any) => context.n,
} as Any);

describe('the pure functions', () => {
  it('give the snapshots and actions of XState for everything a machine can do', () => {
    const events = ['GO', 'UNKNOWN', 'BACK', 'HISTORY', 'DONE'].map((type) => ({ type }));
    const [end] = compare(everything, events, 3);
    expect(end).toMatchObject({ status: 'done', output: 4 });
  });

  it('follow the events of children and delays', () => {
    compare(everything, [
      { type: 'xstate.after.10.m.a' },
      { type: 'xstate.done.actor.work', output: 1, actorId: 'work' },
    ]);
    compare(everything, [
      { type: 'xstate.error.actor.other', error: new Error('no'), actorId: 'o' },
    ]);
    compare(everything, [{ type: 'GO' }, { type: 'xstate.stop' }]);
  });

  it('keep the order in which states were entered', () => {
    const log: string[] = [];
    const region = (name: string) => ({
      initial: 'x',
      states: {
        x: { on: { [`GO_${name}`]: 'y' } },
        y: { always: { guard: () => Boolean(log.push(name)) && false, target: 'x' } },
      },
    });
    const machine = createMachine({ type: 'parallel', states: { p: region('p'), q: region('q') } });
    const run = ({ getInitialSnapshot, getNextSnapshot }: Any) => {
      log.length = 0;
      let snapshot = getInitialSnapshot(machine);
      for (const type of ['GO_q', 'GO_p', 'OTHER']) {
        snapshot = getNextSnapshot(machine, snapshot, { type });
      }
      return [...log];
    };
    expect(run(statewarden)).toEqual(run(xstate));
  });

  it('throw what a guard or an assigner throws, and leave it in the initial snapshot', () => {
    const machine = createMachine({
      id: 'm',
      on: {
        GUARD: {
          guard: () => {
            throw new Error('bad guard');
          },
        },
        ASSIGN: {
          actions: assign(() => {
            throw new Error('bad assigner');
          }),
        },
      },
    });
    const failing = createMachine({
      context: () => {
        throw new Error('bad context');
      },
    });
    for (const type of ['GUARD', 'ASSIGN']) {
      const messages = [xstate, statewarden].map((each: Any) => {
        try {
          return each.transition(machine, each.getInitialSnapshot(machine), { type });
        } catch (error) {
          return (error as Error).message;
        }
      });
      expect(messages[1]).toBe(messages[0]);
    }
    expect(statewarden.getInitialSnapshot(failing)).toMatchObject({ status: 'error', context: {} });
    expect(() => statewarden.getInitialMicrosteps(failing)).toThrow('bad context');
  });

  it('list the microsteps into the initial state', () => {
    const machine = createMachine({
      id: 'm',
      initial: 'a',
      entry: raise({ type: 'E' }),
      states: { a: { entry: 'x', always: 'b' }, b: { on: { E: { actions: 'y' } } } },
    });
    const steps = statewarden.getInitialMicrosteps(machine).map(stepView);
    expect(steps).toEqual(xstate.getInitialMicrosteps(machine).map(stepView));
    expect(steps).toHaveLength(3);
  });

  it('list the transitions that could be taken', () => {
    const [mine] = statewarden.initialTransition(everything);
    const [theirs] = xstate.initialTransition(everything);
    const list = statewarden.getNextTransitions(mine as Any);
    expect(list).toEqual(xstate.getNextTransitions(theirs as Any));
    expect(list.length).toBeGreaterThan(2);
  });

  it('take charts without XState', () => {
    const config = {
      id: 'm',
      initial: 'a',
      context: { n: 0 },
      states: {
        a: { entry: 'hello', after: { 5: 'b' }, on: { GO: { target: 'b', guard: 'yes' } } },
        b: { invoke: { src: 'work', id: 'w' }, on: { END: 'c' } },
        c: { type: 'final' },
      },
    };
    const implementations = {
      guards: { yes: () => true },
      actors: { work: fromPromise(async () => 1) },
    };
    const chart = loadMachine(config, implementations);
    const machine = createMachine(config as Any, implementations as Any);
    const [snapshot] = compare(machine, [{ type: 'GO' }, { type: 'END' }], undefined, chart);
    expect(snapshot.machine).toBe(chart);
    const start = statewarden.getInitialSnapshot(chart);
    const view = (each: Any) => ({ ...each.toJSON(), toJSON: undefined });
    expect(statewarden.getNextTransitions(start).map(view)).toEqual(
      xstate.getNextTransitions(xstate.getInitialSnapshot(machine)).map(view),
    );
  });

  it('take any other logic', () => {
    const reducer = fromTransition((n: number, event: Any) => n + event.by, 1);
    const promise = fromPromise(async () => 1);
    for (const [logic, event] of [
      [reducer, { type: 'ADD', by: 2 }],
      [promise, { type: 'xstate.promise.resolve', data: 4 }],
    ] as [Any, Any][]) {
      const results = [xstate, statewarden].map((each: Any) => {
        const [initial] = each.initialTransition(logic, { input: 1 });
        const [next, actions] = each.transition(logic, initial, event);
        return { initial, next, actions };
      });
      expect(results[1]).toEqual(results[0]);
    }
  });

  it('go on from a state that XState resolved, and from one resolved here', () => {
    const theirs = everything.resolveState({ value: { b: 'b2' }, context: { n: 1 } } as Any);
    const next = statewarden.getNextSnapshot(everything, theirs as Any, { type: 'BACK' } as never);
    expect(next).toMatchObject({ value: 'a', context: { n: 1 } });
    const chart = loadMachine({
      initial: 'a',
      states: {
        a: { on: { E: 'b' } },
        b: { initial: 'c', states: { c: {} } },
        d: { type: 'final' },
      },
    });
    const resolved = chart.resolveState({ value: 'b' }) as statewarden.MachineSnapshot;
    expect(resolved).toMatchObject({ value: { b: 'c' }, status: 'active', context: {} });
    expect(chart.resolveState({ value: 'd' })).toMatchObject({ status: 'done' });
  });

  it('leave nothing behind in the core', () => {
    const before = getCoreStatistics();
    let snapshot = statewarden.getInitialSnapshot(everything);
    snapshot = statewarden.getNextSnapshot(everything, snapshot as never, { type: 'GO' } as never);
    const { actors, timers, keptEvents, keptEffects } = getCoreStatistics();
    expect({ actors, timers, keptEvents, keptEffects }).toEqual({
      actors: before.actors,
      timers: before.timers,
      keptEvents: before.keptEvents,
      keptEffects: before.keptEffects,
    });
  });

  it('type the snapshots and actions of charts', () => {
    const chart: ChartMachine = loadMachine({ entry: 'x' });
    const [snapshot, actions] = statewarden.initialTransition(chart);
    expect(snapshot.status).toBe('active');
    expect(actions[0]?.type).toBe('x');
  });
});
