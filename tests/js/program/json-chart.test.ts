import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createActor,
  createSupervisedMachine,
  loadMachine,
  RootSupervisor,
  SimulatedClock,
} from 'statewarden';
import { chartsOf } from './support/documented-charts.js';

// biome-ignore lint/suspicious/noExplicitAny: charts from text have no types.
type Any = any;

afterEach(() => RootSupervisor.resetInstance());

const [, order = ''] =
  chartsOf(['docs/json-charts.md']).find(([, text]) => text.includes('"id": "order"')) ?? [];

/** A gateway that is a chart too: it answers when it is hurried. */
const gateway = JSON.stringify({
  id: 'gateway',
  initial: 'asked',
  context: {},
  states: {
    asked: { on: { HURRY: 'answered', REFUSE: 'asked' } },
    answered: { type: 'final' },
  },
  output: { $add: ['paid in state ', { $literal: 'answered' }] },
});
const receipt = JSON.stringify({
  initial: 'printed',
  context: {},
  states: {
    printed: {
      entry: { type: 'xstate.sendTo', params: { to: '#_parent', event: { type: 'PRINTED' } } },
    },
  },
});

const actors = { gateway: loadMachine(gateway), receipt: loadMachine(receipt) };

describe('a chart without a single function', () => {
  it('assigns, compares, negates, emits, logs, spawns, invokes, sends, and is done', () => {
    const logged: unknown[] = [];
    const emitted: unknown[] = [];
    const actor = createActor(loadMachine(order, { actors }), {
      logger: (...words: unknown[]) => void logged.push(words),
    }).start() as Any;
    actor.on('added', (event: unknown) => emitted.push(event));
    actor.send({ type: 'PAY' });
    actor.send({ type: 'ADD', price: 0 });
    expect(actor.getSnapshot()).toMatchObject({ value: 'collecting', context: { items: 0 } });
    actor.send({ type: 'ADD', price: 30 });
    actor.send({ type: 'ADD', price: 12 });
    expect(actor.getSnapshot().context).toEqual({ items: 2, total: 42, note: null });
    expect(emitted).toEqual([
      { type: 'added', price: 30 },
      { type: 'added', price: 12 },
    ]);
    actor.send({ type: 'PAY' });
    expect(logged).toEqual([['to pay', 42]]);
    expect(Object.keys(actor.getSnapshot().children).sort()).toEqual(['gateway', 'receipt']);
    expect(actor.getSnapshot().children.gateway.options.input).toEqual({ amount: 42 });
    actor.send({ type: 'HURRY' });
    expect(actor.getSnapshot()).toMatchObject({
      status: 'done',
      output: { items: 2, note: 'paid in state answered' },
      context: { note: 'paid in state answered' },
    });
  });

  it('raises an event later, and cancels it', () => {
    const clock = new SimulatedClock();
    const actor = createActor(loadMachine(order, { actors }), {
      clock,
      logger: () => {},
    }).start() as Any;
    actor.send({ type: 'ADD', price: 1 });
    actor.send({ type: 'PAY' });
    clock.increment(60_000);
    expect(actor.getSnapshot()).toMatchObject({ value: 'collecting', children: {} });
    actor.send({ type: 'PAY' });
    clock.increment(59_999);
    expect(actor.getSnapshot().value).toBe('paying');
    actor.send({ type: 'HURRY' });
    clock.increment(60_000);
    expect(actor.getSnapshot().status).toBe('done');
  });

  it('tests states, chooses between guards, and computes the output of a final state', () => {
    const chart = {
      type: 'parallel',
      context: { n: 5 },
      states: {
        light: { initial: 'red', states: { red: { on: { GO: 'green' } }, green: { id: 'green' } } },
        car: {
          initial: 'waiting',
          states: {
            waiting: {
              always: {
                target: 'gone',
                guard: { type: 'xstate.stateIn', params: { state: { light: 'green' } } },
              },
              on: {
                HONK: [
                  {
                    guard: { type: 'xstate.stateIn', params: { state: '#green' } },
                    target: 'gone',
                  },
                  {
                    guard: {
                      type: 'xstate.or',
                      params: {
                        guards: [
                          {
                            type: 'xstate.compare',
                            params: { left: 1, operator: '===', right: 2 },
                          },
                          {
                            type: 'xstate.compare',
                            params: { left: { $pointer: '/context/n' }, operator: '!==', right: 4 },
                          },
                        ],
                      },
                    },
                    actions: { type: 'xstate.assign', params: { honked: true } },
                  },
                ],
              },
            },
            gone: { type: 'final', output: { n: { $pointer: '/context/n' } } },
          },
          onDone: {
            actions: { type: 'xstate.assign', params: { got: { $pointer: '/event/output' } } },
          },
        },
      },
    };
    const actor = createSupervisedMachine('a', JSON.stringify(chart)) as Any;
    actor.send({ type: 'HONK' });
    actor.send({ type: 'GO' });
    expect(actor.getSnapshot()).toMatchObject({
      value: { light: 'green', car: 'gone' },
      context: { n: 5, honked: true, got: { n: 5 } },
    });
  });

  it('keeps output and input of config objects as they are when they have nothing to compute', () => {
    const output = { list: [1] };
    const machine = loadMachine({ initial: 'a', states: { a: { type: 'final' } }, output });
    expect(createActor(machine).start().getSnapshot().output).toBe(output);
  });
});

it('a built-in that cannot work is refused where it stands', () => {
  const chart = {
    initial: 'a',
    states: { a: { exit: [{ type: 'xstate.raise', params: { event: 'E' } }] } },
  };
  const refused = "'event' of xstate.raise must be an event, an object with a `type`";
  expect(() => loadMachine(JSON.stringify(chart))).toThrow(refused);
  expect(() => loadMachine(chart)).toThrow(refused);
  try {
    loadMachine(chart);
  } catch (error) {
    const { issues } = error as Any;
    expect(issues[0]).toMatchObject({
      code: 'wrong-params',
      pointer: '/states/a/exit/0/params/event',
    });
  }
});

it('the package exports the schema', () => {
  const manifest = JSON.parse(readFileSync(join(__dirname, '../../../package.json'), 'utf8'));
  expect(manifest.exports['./json-chart.schema.json']).toBe('./json-chart.schema.json');
  expect(require.resolve('statewarden/json-chart.schema.json')).toMatch(
    /json-chart\.schema\.json$/,
  );
});
