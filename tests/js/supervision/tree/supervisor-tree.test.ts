import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import {
  ChildError,
  createSupervisedMachine,
  createSupervisorTree,
  EscalateStrategy,
  InvalidArgumentError,
  InvalidOptionError,
  RestartStrategy,
  ResumeStrategy,
  RootSupervisor,
  StopStrategy,
  type SupervisedActor,
  Supervisor,
  SupervisorTreeError,
  type SupervisorTreeOptions,
} from 'statewarden';
import { createMachine } from 'xstate';
import { crashable } from '../support/machines.js';
import { pass, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

const root = join(__dirname, '../../../..');
const load = (name: string) => JSON.parse(readFileSync(join(root, name), 'utf8'));
const ajv = new Ajv({ allErrors: true, strict: false });
ajv.addSchema(load('json-chart.schema.json'));
const validate = ajv.compile(load('supervisor-tree.schema.json'));

/** Options that only code can give. */
const notInJson = {
  supervisor: ['parent', 'signal', 'logger'],
  actor: ['supervisor', 'signal', 'implementations', 'input', 'clock', 'inspect', 'name'],
};

const chart = { initial: 'a', states: { a: { on: { GO: 'b' } }, b: {} } };
const report = jest.fn();
const clean = jest.fn();
const patient = new RestartStrategy({ backoffType: 'none' });

const known: SupervisorTreeOptions = {
  machines: { crashable, door: chart, text: JSON.stringify(chart), broken: { initial: 5 } },
  strategies: {
    patient,
    tries: (options) => new RestartStrategy({ maxRestarts: Number(options?.times) }),
  },
  callbacks: { report, clean, make: () => crashable },
};

function issuesOf(tree: unknown, options: SupervisorTreeOptions = known) {
  try {
    createSupervisorTree(tree as string, options);
  } catch (error) {
    expect(error).toBeInstanceOf(SupervisorTreeError);
    expect(error).toMatchObject({ code: 'STATEWARDEN_SUPERVISOR_TREE' });
    return (error as SupervisorTreeError).issues;
  }
  throw new Error('nothing was thrown');
}

const withChild = (child: object) => ({ id: 's', children: [{ id: 'a', ...child }] });
const withOptions = (options: object) => withChild({ machine: 'crashable', options });
const withStrategy = (strategy: unknown) => ({ id: 's', defaultStrategy: strategy });

const whole = {
  $schema: './supervisor-tree.schema.json',
  id: 'shop',
  defaultStrategy: {
    type: 'restart',
    maxRestarts: 'infinity',
    cleanup: 'clean',
    backoffType: 'none',
  },
  restartScope: 'rest-for-one',
  maxRestarts: 'infinity',
  withinTimeWindow: 1000,
  autoShutdown: 'any-significant',
  onError: 'report',
  shutdownTimeout: 'infinity',
  circuitBreaker: { failureThreshold: 3, windowMs: 'infinity' },
  children: [
    { id: 'a', machine: 'crashable', options: { strategy: 'patient', onError: 'report' } },
    { id: 'b', machine: chart, restart: 'transient', significant: true, shutdown: 100 },
    { id: 'c', machine: 'text', terminate: 'clean', input: { x: [1] } },
    { id: 'd', start: 'make', restart: 'temporary' },
    {
      id: 'e',
      shutdown: 'infinity',
      supervisor: {
        maxChildren: 3,
        template: { machine: 'door', options: { strategy: { type: 'tries', times: 2 } } },
      },
    },
    {
      id: 'f',
      supervisor: {
        defaultStrategy: {
          type: 'by-error',
          rules: [{ when: 'TypeError', strategy: 'patient' }],
          otherwise: { type: 'resume', logError: 'report', fallbackStrategy: 'stop' },
        },
        children: [{ id: 'g', supervisor: { children: [{ id: 'h', machine: 'crashable' }] } }],
      },
    },
  ],
};

describe('a tree from JSON', () => {
  it.each([
    ['text', JSON.stringify(whole)],
    ['text with a byte order mark', `\uFEFF${JSON.stringify(whole)}`],
    ['an object', whole],
  ])('is made of %s', (_, tree) => {
    const shop = createSupervisorTree(tree, known);
    expect(shop.whichChildren().map(({ id, type, state }) => `${id} ${type} ${state}`)).toEqual([
      'f supervisor running',
      'e supervisor running',
      'd worker running',
      'c worker running',
      'b worker running',
      'a worker running',
    ]);
    expect(shop.defaultStrategy).toMatchObject({
      options: { maxRestarts: Infinity, cleanup: clean },
    });
    expect(shop.getActor('a')?.strategy).toBe(patient);
    const [e, f] = shop.getChildSupervisors();
    const started = e?.startChild({ id: 'x' }) as SupervisedActor | undefined;
    expect(started?.strategy).toMatchObject({
      options: { maxRestarts: 2 },
    });
    expect(f?.defaultStrategy).toMatchObject({
      rules: [{ when: 'TypeError', strategy: patient }],
      otherwise: { options: { logError: report, fallbackStrategy: { type: 'stop' } } },
    });
    expect(shop.getActor('h')?.supervisor?.path).toBe('shop/f/g');
    expect(shop.getChildSpec('b')).toMatchObject({ significant: true, shutdown: 100 });
  });

  it('works: charts run, callbacks are called, strategies decide', async () => {
    const shop = createSupervisorTree(whole, known);
    shop.getActor('b')?.send({ type: 'GO' });
    expect(shop.getActor('b')?.getSnapshot().value).toBe('b');
    const actor = shop.getActor('a') as SupervisedActor;
    const error = new Error('x');
    actor.send({ type: 'CRASH', error } as never);
    expect(report).toHaveBeenCalledWith(error, actor);
    expect(actor.getHealthMetrics().restartCount).toBe(1);
    clean.mockClear();
    const stopped = shop.stop();
    await pass(10);
    await stopped;
    expect(clean).toHaveBeenCalledTimes(1);
  });

  it('hangs below a parent and is independent of the object it was made of', () => {
    const tree = structuredClone(whole);
    const parent = RootSupervisor.getInstance();
    const shop = createSupervisorTree(tree, { ...known, parent });
    tree.children.length = 0;
    (tree.defaultStrategy as { maxRestarts: unknown }).maxRestarts = 0;
    expect(shop.parent).toBe(parent);
    expect(shop.countChildren().specs).toBe(6);
    expect(() => createSupervisorTree(whole, { ...known, parent })).toThrow(
      "already has a child supervisor 'shop'",
    );
  });

  it('gives the implementations to the charts in it', () => {
    const ring = jest.fn();
    const tree = withChild({ machine: { entry: 'ring' } });
    createSupervisorTree(tree, { implementations: { actions: { ring } } });
    expect(ring).toHaveBeenCalledTimes(1);
  });

  it('tells as ever when a child cannot start', () => {
    const fault = new Error('no');
    const callbacks = {
      make: () => {
        throw fault;
      },
    };
    expect(() => createSupervisorTree(withChild({ start: 'make' }), { callbacks })).toThrow(
      ChildError,
    );
  });
});

/** What is wrong, the tree, and the code, pointer and nearest name of the only issue. */
const faults: [string, unknown, string, string, string?][] = [
  ['a list', [], 'wrong-value', ''],
  ['null', null, 'wrong-value', ''],
  ['no id', {}, 'missing', ''],
  ['an empty id', { id: '' }, 'wrong-value', '/id'],
  ['an unknown key', { id: 's', maxRestart: 3 }, 'unknown-key', '/maxRestart', 'maxRestarts'],
  ['what only code can give', { id: 's', parent: {} }, 'unknown-key', '/parent'],
  ['a wrong number', { id: 's', maxRestarts: -1 }, 'wrong-value', '/maxRestarts'],
  [
    'a wrong scope',
    { id: 's', restartScope: 'one-for-al' },
    'wrong-value',
    '/restartScope',
    'one-for-all',
  ],
  [
    'a wrong circuit',
    { id: 's', circuitBreaker: { windowMs: 0 } },
    'wrong-value',
    '/circuitBreaker/windowMs',
  ],
  ['an unknown callback', { id: 's', onError: 'reprot' }, 'unknown-name', '/onError', 'report'],
  ['an inherited name', { id: 's', onError: 'toString' }, 'unknown-name', '/onError'],
  ['a callback that is a number', { id: 's', onStop: 5 }, 'wrong-value', '/onStop'],
  ['children that are none', { id: 's', children: {} }, 'wrong-value', '/children'],
  ['a child that is none', { id: 's', children: [5] }, 'wrong-value', '/children/0'],
  ['a child without id', { id: 's', children: [{ machine: 'door' }] }, 'missing', '/children/0'],
  ['a child of nothing', withChild({}), 'wrong-value', '/children/0'],
  [
    'a child of two things',
    withChild({ machine: 'door', start: 'make' }),
    'wrong-value',
    '/children/0',
  ],
  [
    'an unknown machine',
    withChild({ machine: 'dor' }),
    'unknown-name',
    '/children/0/machine',
    'door',
  ],
  ['a machine that is a number', withChild({ machine: 5 }), 'wrong-value', '/children/0/machine'],
  [
    'a named machine that is none',
    withChild({ machine: 'broken' }),
    'wrong-value',
    '/children/0/machine',
  ],
  [
    'a fault inside a chart',
    withChild({ machine: { initial: 'a', states: { a: { on: { GO: 'c' } } } } }),
    'unknown-target',
    '/children/0/machine/states/a/on/GO',
  ],
  [
    'an unknown key of a child',
    withChild({ machine: 'door', restar: 1 }),
    'unknown-key',
    '/children/0/restar',
    'restart',
  ],
  [
    'a wrong restart type',
    withChild({ machine: 'door', restart: 'permanet' }),
    'wrong-value',
    '/children/0/restart',
    'permanent',
  ],
  [
    'a permanent significant child',
    withChild({ machine: 'door', significant: true }),
    'wrong-value',
    '/children/0/significant',
  ],
  [
    'an unknown option',
    withOptions({ onerror: 'report' }),
    'unknown-key',
    '/children/0/options/onerror',
    'onError',
  ],
  ['a clock in JSON', withOptions({ clock: {} }), 'unknown-key', '/children/0/options/clock'],
  [
    'a wrong persist',
    withOptions({ persist: { key: '' } }),
    'wrong-value',
    '/children/0/options/persist/key',
  ],
  [
    'an unknown strategy',
    withOptions({ strategy: 'patent' }),
    'unknown-name',
    '/children/0/options/strategy',
    'patient',
  ],
  ['a strategy that is a number', withStrategy(5), 'wrong-value', '/defaultStrategy'],
  [
    'an unknown type',
    withStrategy({ type: 'restrat' }),
    'unknown-name',
    '/defaultStrategy/type',
    'restart',
  ],
  [
    'an unknown option of a strategy',
    withStrategy({ type: 'stop', clenup: 'clean' }),
    'unknown-key',
    '/defaultStrategy/clenup',
    'cleanup',
  ],
  [
    'a wrong option of a strategy',
    withStrategy({ type: 'restart', jitter: 2 }),
    'wrong-value',
    '/defaultStrategy/jitter',
  ],
  [
    'a wrong fallback',
    withStrategy({ type: 'resume', fallbackStrategy: 'stopp' }),
    'unknown-name',
    '/defaultStrategy/fallbackStrategy',
    'stop',
  ],
  [
    'a rule that is none',
    withStrategy({ type: 'by-error', rules: [{}] }),
    'wrong-value',
    '/defaultStrategy/rules/0',
  ],
  [
    'rules that are none',
    withStrategy({ type: 'by-error', rules: 5 }),
    'wrong-value',
    '/defaultStrategy/rules',
  ],
  [
    'a template with children',
    { id: 's', template: { machine: 'door' }, children: [{ id: 'a', machine: 'door' }] },
    'wrong-value',
    '/children',
  ],
];

/** What the schema cannot see: names, and what members mean together. */
const onlyRead =
  /name|null|inherited|callback|significant|named|unknown machine|fault inside|template with|wrong circuit/;

describe('what is wrong with a tree', () => {
  it.each(faults.map(([name, ...fault]) => [name, fault] as const))('is told: %s', (_, fault) => {
    const [tree, code, pointer, nearest] = fault;
    const issues = issuesOf(JSON.stringify(tree));
    const told = issues.map((issue) => [issue.code, issue.pointer, issue.nearest]);
    expect(told).toEqual([[code, pointer, nearest]]);
    expect(issues[0]?.message).not.toBe('');
    expect(RootSupervisor.getInstance().getAllActors()).toEqual([]);
  });

  it('is told all at once, with pointers that are escaped', () => {
    const tree = {
      id: 's',
      maxRestarts: 'many',
      'a/b~c': 1,
      children: [
        { id: 'a', machine: 'nope' },
        { id: 'a', machine: 'door', restart: 5 },
        { id: 'c', supervisor: { onError: 'nope', circuitBreaker: { factor: 0, jitter: 2 } } },
      ],
    };
    expect(issuesOf(tree).map(({ pointer }) => pointer)).toEqual([
      '/maxRestarts',
      '/a~1b~0c',
      '/children/0/machine',
      '/children/1/id',
      '/children/1/restart',
      '/children/2/supervisor/onError',
      '/children/2/supervisor/circuitBreaker/factor',
      '/children/2/supervisor/circuitBreaker/jitter',
    ]);
  });

  it('is told fifty times at most', () => {
    const children = Array.from({ length: 200 }, (_, n) => ({ id: `${n}`, machine: 'nope' }));
    expect(issuesOf({ id: 's', children })).toHaveLength(50);
  });

  it('starts nothing', () => {
    const entry = jest.fn();
    const machines = { good: createMachine({ entry }) };
    const children = [
      { id: 'a', machine: 'good' },
      { id: 'b', machine: 'nope' },
    ];
    issuesOf({ id: 's', children }, { machines });
    expect(entry).not.toHaveBeenCalled();
  });

  it('may be what a factory threw', () => {
    const cause = new Error('no');
    const strategies = {
      bad: () => {
        throw cause;
      },
    };
    expect(issuesOf(withStrategy('bad'), { strategies })).toMatchObject([
      { code: 'wrong-value', pointer: '/defaultStrategy', message: 'no', cause },
    ]);
  });
});

describe('hostile JSON', () => {
  const nested = (depth: number) => `{"id":"s","x":${'['.repeat(depth)}${']'.repeat(depth)}}`;

  it.each([
    ['no JSON', '{', 'syntax', ''],
    ['an empty text', '', 'syntax', ''],
    ['100 000 levels', nested(100_000), 'too-deep', undefined],
    ['17 million characters', `"${' '.repeat(17 * 1024 * 1024)}"`, 'too-large', ''],
    ['a million values', `[${'0,'.repeat(1_000_000)}0]`, 'too-large', '/999999'],
    ['__proto__', '{"id":"s","__proto__":{"debug":true}}', 'forbidden-key', '/__proto__'],
    [
      '__proto__ in an input',
      '{"id":"s","children":[{"id":"a","machine":"door","input":{"__proto__":1}}]}',
      'forbidden-key',
      '/children/0/input/__proto__',
    ],
  ])('%s is refused by name', (_, text, code, pointer) => {
    const [issue] = issuesOf(text);
    expect(issue?.code).toBe(code);
    if (pointer !== undefined) expect(issue?.pointer).toBe(pointer);
  });

  it.each([
    ['a function', { id: 's', onError: report }, '/onError'],
    ['a number that is none', { id: 's', maxRestarts: Number.NaN }, '/maxRestarts'],
    ['a machine', withChild({ machine: crashable }), '/children/0/machine'],
    ['a bigint', { id: 's', maxRestarts: 5n }, '/maxRestarts'],
  ])('an object that holds %s is refused by name', (_, tree, pointer) => {
    expect(issuesOf(tree)).toMatchObject([{ code: 'not-json', pointer }]);
  });

  it('an object that holds itself is refused by name', () => {
    const tree: Record<string, unknown> = { id: 's' };
    tree.self = tree;
    expect(issuesOf(tree)).toMatchObject([{ code: 'too-deep' }]);
  });

  it.each([undefined, 5, Symbol('x'), () => 1])('%p is refused by name', (tree) => {
    expect(issuesOf(tree)).toMatchObject([{ pointer: '' }]);
  });
});

describe('the options of createSupervisorTree', () => {
  it.each([null, 5, { machine: {} }, { parent: {} }, { machines: [] }, { callbacks: { a: 5 } }])(
    'are checked: %p',
    (options) => {
      expect(() => createSupervisorTree({ id: 's' }, options as never)).toThrow(InvalidOptionError);
    },
  );

  it.each([{ stop: new StopStrategy() }, { mine: 5 }, { '': new StopStrategy() }])(
    'are checked: the strategies %p',
    (strategies) => {
      const make = () => createSupervisorTree({ id: 's' }, { strategies: strategies as never });
      expect(make).toThrow(InvalidArgumentError);
    },
  );

  it('may all be missing', () => {
    expect(createSupervisorTree('{"id":"s"}')).toBeInstanceOf(Supervisor);
  });
});

describe('the JSON Schema of trees', () => {
  const { definitions } = load('supervisor-tree.schema.json');
  const namesIn = (definition: string) => Object.keys(definitions[definition].properties);
  /** The options that there are, as the error of one that there is not lists them. */
  function optionsOf(make: () => unknown): string[] {
    try {
      make();
    } catch (error) {
      const { allowed } = error as InvalidOptionError;
      return allowed.replace('one of ', '').split(', ');
    }
    throw new Error('the unknown option was taken');
  }
  const unknown = { noSuchOption: 1 } as never;

  it.each<[string, string, () => unknown, string[]]>([
    ['supervisors', 'supervisorMembers', () => new Supervisor('s', unknown), notInJson.supervisor],
    ['actors', 'actor', () => createSupervisedMachine('a', crashable, unknown), notInJson.actor],
    ['restarts', 'restart', () => new RestartStrategy(unknown), []],
    ['stops', 'stop', () => new StopStrategy(unknown), []],
    ['escalations', 'escalate', () => new EscalateStrategy(unknown), []],
    ['resumptions', 'resume', () => new ResumeStrategy(unknown), []],
  ])('has every option of %s that JSON can hold', (_, definition, make, left) => {
    const options = optionsOf(make).filter((name) => !left.includes(name));
    expect(new Set(namesIn(definition))).toEqual(new Set(options));
  });

  it('accepts what is read', () => {
    expect(validate(whole) || validate.errors).toBe(true);
  });

  it.each(faults.filter(([name]) => !onlyRead.test(name)))('refuses %s, too', (name, tree) => {
    const isName = /unknown (strategy|type)/.test(name) || name === 'a wrong fallback';
    expect(validate(tree)).toBe(isName);
  });

  it('accepts the tree in the documentation, which is read as well', () => {
    const text = readFileSync(join(root, 'docs/supervision.md'), 'utf8');
    const [, json = ''] = text.match(/```json\n(\{[^`]*supervisor-tree[^`]*)```/) ?? [];
    expect(validate(JSON.parse(json)) || validate.errors).toBe(true);
    const shop = createSupervisorTree(json, {
      machines: { cart: crashable, importer: crashable },
      callbacks: { report, goodbye: clean },
    });
    expect(shop.countChildren()).toMatchObject({ active: 3, supervisors: 1 });
  });
});

it('tells one fault of an option once, though the option is no use without it', () => {
  const issues = issuesOf(withOptions({ heartbeat: { within: -1 } }));
  expect(issues.map(({ pointer }) => pointer)).toEqual(['/children/0/options/heartbeat/within']);
});

it('tells the errors of a chart, and not its warnings', () => {
  const machine = { ...chart, onEntry: [], on: { GO: 'nowhere' } };
  const codes = issuesOf(withChild({ machine })).map(({ code }) => code);
  expect(codes).toEqual(['unknown-target']);
});
