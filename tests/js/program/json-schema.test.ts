import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { ChartError, loadMachine } from 'statewarden';
import { chartsOf } from './support/documented-charts.js';

const root = join(__dirname, '../../..');
const read = (name: string) => JSON.parse(readFileSync(join(root, name), 'utf8'));
const schema = read('json-chart.schema.json');
const validate = new Ajv({
  allErrors: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
}).compile(schema);

/** Says what the parser and the schema think of a chart: 'good' without error and warning. */
function verdicts(chart: unknown) {
  let parser = 'good';
  try {
    const { warnings } = loadMachine(JSON.stringify(chart));
    if (warnings.length > 0) parser = `warned: ${warnings[0]?.code}`;
  } catch (error) {
    if (!(error instanceof ChartError)) throw error;
    parser = `refused: ${error.issues[0]?.code}`;
  }
  return { parser, schema: validate(chart) ? 'good' : 'bad' };
}

const action = (type: string, params?: unknown) => ({ entry: { type, params } });
const guard = (type: string, params?: unknown) => ({
  always: { guard: { type, params }, actions: 'x' },
});

const good: [string, object][] = [
  ['nothing at all', {}],
  [
    'all keys of a machine',
    {
      $schema: 'x',
      id: 'm',
      version: '1',
      description: 'd',
      meta: { a: 1 },
      tags: ['t'],
      context: { n: 0 },
      options: { maxIterations: 5 },
      initial: { target: 'a', actions: ['x'], meta: 1, description: 'd' },
      states: { a: {}, f: { type: 'final', output: { $pointer: '/context/n' } } },
      output: 5,
      types: {},
      schemas: {},
    },
  ],
  [
    'all keys of a state',
    {
      initial: 'a',
      states: {
        a: {
          id: 'x',
          tags: 't',
          description: 'd',
          meta: null,
          entry: 'e',
          exit: ['e', { type: 'f' }],
          initial: 'b',
          states: {
            b: {},
            h: { type: 'history', history: 'deep', target: 'b' },
            g: { history: true },
          },
          onDone: 'c',
          always: [{ guard: 'g', target: 'c' }],
          after: { 5: 'c', soon: [{ target: 'c' }] },
          on: {
            E: 'c',
            'e.*': {},
            '*': [{ target: ['c'], reenter: true, meta: 1, description: 'd' }],
          },
          invoke: [
            {
              id: 'i',
              src: 's',
              systemId: 'y',
              input: { a: 1 },
              onDone: 'c',
              onError: 'c',
              onSnapshot: {},
            },
          ],
          route: { guard: 'g', actions: 'x', meta: 1, description: 'd' },
        },
        c: { type: 'parallel', states: { p: {}, q: {} } },
      },
    },
  ],
  ['an assignment', action('xstate.assign', { n: { $add: [{ $pointer: '/context/n' }, 1] } })],
  ['a raised event', action('xstate.raise', { event: { type: 'E' }, id: 'i', delay: 5 })],
  ['an event found by a pointer', action('xstate.raise', { event: { $pointer: '/event/next' } })],
  ['a named delay', action('xstate.raise', { event: { type: 'E' }, delay: 'soon' })],
  [
    'a sent event',
    action('xstate.sendTo', {
      to: '#_parent',
      event: { type: 'E' },
      delay: { $pointer: '/context/d' },
    }),
  ],
  ['a cancelled event', action('xstate.cancel', { sendId: 'i' })],
  ['an emitted event', action('xstate.emit', { event: { type: 'E' } })],
  ['a log entry', action('xstate.log', { value: 1, label: 'l' })],
  [
    'a spawned child',
    action('xstate.spawnChild', { src: 's', id: 'i', systemId: 'y', input: 1, syncSnapshot: true }),
  ],
  ['a stopped child', action('xstate.stopChild', { actorRef: 'i' })],
  ['an action of your own', action('mine', [1, 2])],
  [
    'guards of guards',
    guard('xstate.and', { guards: ['g', { type: 'xstate.or', params: { guards: [] } }] }),
  ],
  [
    'a negated guard',
    guard('xstate.not', { guard: { type: 'xstate.stateIn', params: { state: '#m' } } }),
  ],
  [
    'a comparison',
    guard('xstate.compare', { left: 1, operator: '<=', right: { $pointer: '/context/n' } }),
  ],
];

/** What stands for no value, wherever a value may stand. */
const badValues: [string, unknown][] = [
  ['a pointer to nowhere', { $pointer: '/contxt/n' }],
  ['a pointer without a slash', { $pointer: 'context/n' }],
  ['an empty pointer', { $pointer: '' }],
  ['a pointer with a bare tilde', { $pointer: '/context/~2' }],
  ['a pointer that is a number', { $pointer: 5 }],
  ['a pointer with company', { $pointer: '/context/n', a: 1 }],
  ['a sum of no list', { $add: 5 }],
  ['a sum of a wrong pointer', { $add: [1, { $pointer: '/n' }] }],
  ['a literal with company', { $literal: 5, a: 1 }],
  ['an unknown form', { $sum: [1] }],
  ['a wrong form far inside', { a: [{ b: { $pointr: '/context/n' } }] }],
];

const valuePlaces: [string, (value: unknown) => object][] = [
  ['an assignment', (value) => action('xstate.assign', { n: value })],
  ['a log entry', (value) => action('xstate.log', { value })],
  ['an event', (value) => action('xstate.raise', { event: { type: 'E', value } })],
  ['a delay', (value) => action('xstate.raise', { event: { type: 'E' }, delay: value })],
  ['a receiver', (value) => action('xstate.sendTo', { to: value, event: { type: 'E' } })],
  ['a send id', (value) => action('xstate.cancel', { sendId: value })],
  ['an input', (value) => action('xstate.spawnChild', { src: 's', id: 'i', input: value })],
  ['an id', (value) => action('xstate.spawnChild', { src: 's', id: value })],
  ['an actor to stop', (value) => action('xstate.stopChild', { actorRef: value })],
  ['the input of an invocation', (value) => ({ invoke: { src: 's', input: value } })],
  ['an output', (value) => ({ output: { a: value } })],
  ['a side of a comparison', (right) => guard('xstate.compare', { left: 1, operator: '<', right })],
];

const goodValues: [string, unknown][] = [
  ['the whole context', { $pointer: '/context' }],
  ['the whole event', { $pointer: '/event' }],
  ['escaped and empty keys', { $pointer: '/event/a~1b~0c//' }],
  ['forms that are meant literally', { $literal: { $pointer: 5, $sum: 1 } }],
  ['a sum of sums', { $add: [{ $add: [] }, { $pointer: '/context/n' }, 1] }],
];

const bad: [string, unknown][] = [
  ['a list', []],
  ['a text', 'a'],
  ['an unknown key', { intial: 'a' }],
  ['an unknown key of a transition', { on: { E: { targt: '.a' } } }],
  ['a key of version 4', { on: { E: { cond: 'g', actions: 'x' } } }],
  ['an unknown type', { type: 'compund' }],
  ['a compound state without initial', { states: { a: {} } }],
  ['states that are a list', { initial: 'a', states: [] }],
  ['an initial that is a number', { initial: 5, states: { a: {} } }],
  ['an event without a name', { on: { '': {} } }],
  ['a transition that is a number', { on: { E: 5 } }],
  ['a target that is a number', { on: { E: { target: 5 } } }],
  ['a reenter that is a text', { on: { E: { reenter: 'yes', actions: 'x' } } }],
  ['a negative delay', { after: { '-5': { actions: 'x' } } }],
  ['an invocation without src', { invoke: { id: 'i' } }],
  ['an invocation that is a text', { invoke: 's' }],
  ['an action without type', { entry: { params: 1 } }],
  ['an action that is a number', { entry: 5 }],
  ['a guard that is a list', { always: { guard: ['g'], actions: 'x' } }],
  ['tags that are numbers', { tags: [1] }],
  ['a description that is a number', { description: 5 }],
  ['iterations below none', { options: { maxIterations: -1 } }],
  ['an unknown option', { options: { max: 5 } }],
  [
    'an unknown history',
    { initial: 'a', states: { a: {}, h: { type: 'history', history: 'all' } } },
  ],
  ['an unknown built-in action', action('xstate.rise', { event: { type: 'E' } })],
  ['a raise without params', action('xstate.raise')],
  ['a raise without an event', action('xstate.raise', { id: 'i' })],
  ['a raise of a text', action('xstate.raise', { event: 'E' })],
  ['a raise with an unknown key', action('xstate.raise', { event: { type: 'E' }, dealy: 5 })],
  ['a raise with a negative delay', action('xstate.raise', { event: { type: 'E' }, delay: -1 })],
  ['a sendTo without a receiver', action('xstate.sendTo', { event: { type: 'E' } })],
  ['a cancel of a number', action('xstate.cancel', { sendId: 5 })],
  ['an assignment of a list', action('xstate.assign', [1])],
  ['a spawnChild without src', action('xstate.spawnChild', { id: 'i' })],
  ['a syncSnapshot that is a text', action('xstate.spawnChild', { src: 's', syncSnapshot: 'yes' })],
  ['an unknown built-in guard', guard('xstate.nand', { guards: [] })],
  ['an and without guards', guard('xstate.and', {})],
  [
    'a nested guard that is wrong',
    guard('xstate.not', { guard: { type: 'xstate.compare', params: { left: 1 } } }),
  ],
  ['an unknown operator', guard('xstate.compare', { left: 1, operator: '=', right: 1 })],
];

/** What only the parser can see, since it asks what is where. */
const onlyParsed: [string, object, string][] = [
  [
    'an unknown target',
    { initial: 'a', states: { a: { on: { E: 'b' } } } },
    'refused: unknown-target',
  ],
  ['an unknown initial state', { initial: 'b', states: { a: {} } }, 'refused: unknown-initial'],
  [
    'two states with one id',
    { initial: 'a', states: { a: { id: 'x' }, b: { id: 'x' } } },
    'refused: duplicate-id',
  ],
];

describe('the JSON Schema of charts', () => {
  it('is valid itself', () => {
    expect(new Ajv({ strict: false }).validateSchema(schema)).toBe(true);
  });

  it.each(good)('accepts %s, as the parser does', (_, chart) => {
    expect(verdicts(chart)).toEqual({ parser: 'good', schema: 'good' });
  });

  it.each(bad)('refuses %s, of which the parser warns at least', (_, chart) => {
    const { parser, schema: verdict } = verdicts(chart);
    expect(parser).not.toBe('good');
    expect(verdict).toBe('bad');
  });

  describe.each(valuePlaces)('where there is %s', (_, chartWith) => {
    it.each(goodValues)('accepts %s, as the parser does', (_, value) => {
      expect(verdicts(chartWith(value))).toEqual({ parser: 'good', schema: 'good' });
    });

    it.each(badValues)('refuses %s, of which the parser warns at least', (_, value) => {
      const { parser, schema: verdict } = verdicts(chartWith(value));
      expect(parser).toMatch(/^(refused: wrong-value|warned: unknown-form)$/);
      expect(verdict).toBe('bad');
    });
  });

  it('leaves the params of actions of your own alone, as the parser does', () => {
    for (const [, params] of badValues) {
      expect(verdicts(action('mine', params))).toEqual({ parser: 'good', schema: 'good' });
    }
  });

  it.each(onlyParsed)('leaves %s to the parser', (_, chart, expected) => {
    expect(verdicts(chart)).toEqual({ parser: expected, schema: 'good' });
  });

  it('wants the context to be an object, about which the parser and XState do not care', () => {
    expect(verdicts({ context: 5 })).toEqual({ parser: 'good', schema: 'bad' });
  });

  const files = readdirSync(join(root, 'charts')).filter((name) => name.endsWith('.json'));
  it.each(files)('accepts charts/%s', (name) => {
    expect(validate(read(`charts/${name}`)) || validate.errors).toBe(true);
  });

  const documented = chartsOf(['README.md', 'docs/json-charts.md', 'docs/statecharts.md']);
  it.each(documented)('accepts the chart in %s, as the parser does', (_, text) => {
    expect(verdicts(JSON.parse(text))).toEqual({ parser: 'good', schema: 'good' });
  });

  it('knows the charts of the documentation', () => {
    expect(documented.length).toBeGreaterThanOrEqual(3);
  });
});
