import {
  createActor,
  createSupervisedMachine,
  InvalidArgumentError,
  loadMachine,
  RootSupervisor,
  SimulatedClock,
} from 'statewarden';
import {
  assign,
  createMachine,
  createActor as createXStateActor,
  fromPromise,
  setup,
} from 'xstate';

// biome-ignore lint/suspicious/noExplicitAny: machines are edited here as tools edit them.
type Any = any;

afterEach(() => RootSupervisor.resetInstance());

const config = {
  initial: 'a',
  states: { a: { on: { E: { actions: 'x', guard: 'g' } } } },
} as const;

describe('implementations', () => {
  it.each([
    ['a machine of XState', createMachine(config)],
    ['a chart', loadMachine(config)],
  ])('provided to %s leave the original as it is', (_, machine: Any) => {
    const log: string[] = [];
    const base = machine.provide({
      actions: { x: () => void log.push('base') },
      guards: { g: () => true },
    });
    const other = base.provide({ actions: { x: () => void log.push('other') } });
    for (const each of [base, other])
      createActor(each)
        .start()
        .send({ type: 'E' } as never);
    expect(log).toEqual(['base', 'other']);
    expect(machine.implementations.actions).toEqual({});
  });

  it.each([
    ['a machine of XState', createMachine(config)],
    ['a chart', loadMachine(config)],
  ])('of %s are looked up at each use, in a table that was replaced too', (_, given: Any) => {
    const log: string[] = [];
    const machine = given.provide({ actions: {}, guards: { g: () => true } });
    const actor = createActor(machine).start() as Any;
    actor.send({ type: 'E' });
    machine.implementations.actions.x = () => void log.push('added');
    actor.send({ type: 'E' });
    machine.implementations = {
      ...machine.implementations,
      actions: { x: () => void log.push('new') },
    };
    actor.send({ type: 'E' });
    machine.implementations.guards.g = () => false;
    actor.send({ type: 'E' });
    expect(log).toEqual(['added', 'new']);
  });

  it('may be built-in actions that get params', () => {
    const machine = setup({
      types: { context: {} as { n: number } },
      actions: { add: assign((_, { by }: { by: number }) => ({ n: by })) },
    }).createMachine({
      context: { n: 0 },
      on: { E: { actions: { type: 'add', params: { by: 5 } } } },
    });
    const actor = createActor(machine).start();
    actor.send({ type: 'E' });
    expect(actor.getSnapshot().context.n).toBe(5);
  });

  it('of a setup run as XState runs them: actors, guards, delays, actions', async () => {
    const run = async (create: Any) => {
      const log: unknown[] = [];
      const machine = setup({
        types: { context: {} as { n: number }, input: {} as { n: number } },
        actors: { load: fromPromise(async ({ input }: { input: number }) => input * 2) },
        guards: { isBig: ({ context }, limit: number) => context.n > limit },
        delays: { soon: ({ context }) => context.n },
        actions: { note: ({ event }, text: string) => void log.push([text, event.type]) },
      }).createMachine({
        context: ({ input }) => input,
        initial: 'loading',
        states: {
          loading: {
            invoke: {
              src: 'load',
              input: ({ context }) => context.n,
              onDone: {
                target: 'loaded',
                actions: [
                  assign({ n: ({ event }) => event.output }),
                  { type: 'note', params: 'got' },
                ],
              },
            },
          },
          loaded: {
            always: { guard: { type: 'isBig', params: 5 }, target: 'big' },
          },
          big: { after: { soon: 'end' } },
          end: { entry: { type: 'note', params: 'end' } },
        },
      });
      const clock = new SimulatedClock();
      const actor = create(machine, { input: { n: 3 }, clock }).start();
      for (let tick = 0; tick < 10; tick++) await undefined;
      clock.increment(6);
      log.push(actor.getSnapshot().value, actor.getSnapshot().context);
      return log;
    };
    const [theirs, ours] = [await run(createXStateActor), await run(createActor)];
    expect(ours).toEqual(theirs);
    expect(ours.at(-2)).toBe('end');
  });
});

describe('state nodes that tools edit before the first actor', () => {
  it('run as edited, under supervision too', () => {
    const log: string[] = [];
    const machine = createMachine({
      initial: 'a',
      states: { a: { on: { E: 'b' } }, b: {} },
    }) as Any;
    machine.states.a.entry.push(() => void log.push('entry'));
    machine.states.a.exit.unshift(() => void log.push('exit'));
    const { transitions } = machine.states.a;
    transitions.set('E.*', transitions.get('E'));
    transitions.delete('E');
    const actor = createSupervisedMachine('a', machine) as Any;
    actor.send({ type: 'E.x' });
    expect(actor.getSnapshot().value).toBe('b');
    expect(log).toEqual(['entry', 'exit']);
  });
});

describe('what are no implementations', () => {
  const chart = loadMachine(config);
  it.each([
    [5, ': got 5', 'an object with actions, guards, actors, delays'],
    [null, ': got null', 'an object with'],
    [{ action: {} }, '.action:', "did you mean 'actions'?"],
    [{ gaurds: {} }, '.gaurds:', "did you mean 'guards'?"],
    [{ guards: 5 }, '.guards: got 5', 'an object with guards by name'],
    [{ actions: { x: 5 } }, '.actions.x: got 5', 'a function'],
  ])('are refused by name when they are %j', (given: Any, place, message) => {
    for (const [caller, run] of [
      ['loadMachine', () => loadMachine(config, given)],
      ['ChartMachine.provide', () => chart.provide(given)],
    ] as const) {
      expect(run).toThrow(InvalidArgumentError);
      expect(run).toThrow(`${caller}: implementations${place}`);
      expect(run).toThrow(message);
    }
  });

  it('are not refused for members that nobody could have meant as a table', () => {
    expect(() => loadMachine(config, { actions: {}, log: [] } as Any)).not.toThrow();
  });

  it('are refused by provide when there are none, and names may be left out of any', () => {
    expect(() => chart.provide(undefined as Any)).toThrow(InvalidArgumentError);
    expect(() =>
      chart.provide({ actions: { x: undefined }, guards: undefined } as Any),
    ).not.toThrow();
  });
});
