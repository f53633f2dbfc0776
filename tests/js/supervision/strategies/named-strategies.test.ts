import {
  createSupervisedMachine,
  EscalateStrategy,
  InvalidArgumentError,
  InvalidOptionError,
  RestartStrategy,
  ResumeStrategy,
  RootSupervisor,
  registerStrategy,
  StopStrategy,
  StrategyByError,
  type StrategySource,
  type SupervisedActor,
  type SupervisionStrategy,
  Supervisor,
  unregisterStrategy,
} from 'statewarden';
import { crashable } from '../support/machines.js';
import { useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

const registered: string[] = [];

let lastNumber = 0;
const newId = () => `id${++lastNumber}`;

function register(name: string, strategy: Parameters<typeof registerStrategy>[1]) {
  registerStrategy(name, strategy);
  registered.push(name);
}

afterEach(() => {
  for (const name of registered.splice(0)) unregisterStrategy(name);
});

/** Every place where a strategy is accepted, and what it becomes there. */
const places: [string, (source: StrategySource) => SupervisionStrategy | undefined][] = [
  [
    'the options of an actor',
    (strategy) => createSupervisedMachine(newId(), crashable, { strategy }).strategy,
  ],
  [
    'the strategy of an actor',
    (strategy) => {
      const actor = createSupervisedMachine(newId(), crashable);
      actor.strategy = strategy;
      return actor.strategy;
    },
  ],
  [
    'the options of a supervisor',
    (defaultStrategy) => new Supervisor(newId(), { defaultStrategy }).defaultStrategy,
  ],
  [
    'the default strategy of a supervisor',
    (strategy) => {
      const supervisor = new Supervisor(newId());
      supervisor.defaultStrategy = strategy;
      return supervisor.defaultStrategy;
    },
  ],
  [
    'changed options',
    (defaultStrategy) => {
      const supervisor = new Supervisor(newId());
      supervisor.changeOptions({ defaultStrategy });
      return supervisor.defaultStrategy;
    },
  ],
  [
    'the options of the root',
    (defaultStrategy) => RootSupervisor.getInstance({ defaultStrategy }).defaultStrategy,
  ],
  [
    'the spec of a child',
    (strategy) => {
      const children = [{ id: 'a', machine: crashable, options: { strategy } }];
      return new Supervisor(newId(), { children }).getActor('a')?.strategy;
    },
  ],
  [
    'a template',
    (strategy) => {
      const template = { machine: crashable, options: { strategy } };
      const supervisor = new Supervisor(newId(), { template });
      supervisor.startChild({ id: 'a' });
      return supervisor.getActor('a')?.strategy;
    },
  ],
  ['a rule', (strategy) => new StrategyByError([{ when: Error, strategy }]).rules[0]?.strategy],
  ['what no rule fits', (strategy) => new StrategyByError([], strategy).otherwise],
  [
    'a fallback',
    (fallbackStrategy) => new ResumeStrategy({ fallbackStrategy }).options.fallbackStrategy,
  ],
  [
    'a fallback in a description',
    (fallbackStrategy) => {
      const strategy = { type: 'resume', fallbackStrategy };
      const actor = createSupervisedMachine(newId(), crashable, { strategy });
      return (actor.strategy as ResumeStrategy).options.fallbackStrategy;
    },
  ],
];

function errorOf(make: () => unknown): unknown {
  try {
    make();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe.each(places)('in %s', (_, put) => {
  it.each([
    ['restart', RestartStrategy],
    ['stop', StopStrategy],
    ['escalate', EscalateStrategy],
    ['resume', ResumeStrategy],
  ])("the name '%s' stands for the strategy with its defaults", (name, type) => {
    expect(put(name)).toBeInstanceOf(type);
    const { options } = new type() as { options: object };
    expect((put(name) as unknown as { options: object }).options).toEqual(options);
  });

  it('an object with a type and options describes a strategy', () => {
    const strategy = put({ type: 'restart', maxRestarts: 3, backoffType: 'none' });
    expect(strategy).toBeInstanceOf(RestartStrategy);
    expect(strategy).toMatchObject({ options: { maxRestarts: 3, backoffType: 'none' } });
  });

  it('the name of a registered strategy stands for that very strategy', () => {
    const patient = new RestartStrategy({ initialDelay: 1_000 });
    register('patient', patient);
    expect(put('patient')).toBe(patient);
    expect(put({ type: 'patient' })).toBe(patient);
  });

  it('a factory is called with the options of the description, or without any', () => {
    const factory = jest.fn(
      (options?: Readonly<Record<string, unknown>>) =>
        new RestartStrategy({ maxRestarts: Number(options?.tries ?? 7) }),
    );
    register('trying', factory);
    expect(put({ type: 'trying', tries: 2 })).toMatchObject({ options: { maxRestarts: 2 } });
    expect(factory).toHaveBeenLastCalledWith({ tries: 2 });
    RootSupervisor.resetInstance();
    expect(put('trying')).toMatchObject({ options: { maxRestarts: 7 } });
    expect(factory).toHaveBeenLastCalledWith(undefined);
  });

  it.each([
    ['restrat', 'restart'],
    ['Stop', 'stop'],
    ['patent', 'patient'],
    ['constructor', undefined],
    ['__proto__', undefined],
    ['', undefined],
  ])('the unknown name %p is refused with the nearest one, %p', (name, nearest) => {
    register('patient', new RestartStrategy());
    for (const source of [name, { type: name }]) {
      const error = errorOf(() => put(source));
      expect(error).toBeInstanceOf(InvalidOptionError);
      expect(error).toMatchObject({ received: name, nearest });
      RootSupervisor.resetInstance();
    }
  });

  it('the options of a description are checked as ever', () => {
    const error = errorOf(() => put({ type: 'restart', maxRestart: 3 }));
    expect(error).toMatchObject({ owner: 'RestartStrategy', nearest: 'maxRestarts' });
    RootSupervisor.resetInstance();
    const other = errorOf(() => put({ type: 'stop', cleanupTimeout: -1 }));
    expect(other).toMatchObject({ owner: 'StopStrategy', option: 'cleanupTimeout' });
  });

  it.each([42, null, [], [{ type: 'stop' }], {}, { type: 5 }, { type: 'x', handleError: 5 }])(
    'refuses %p',
    (source) => {
      expect(errorOf(() => put(source as never))).toMatchObject({
        code: expect.stringMatching(/^STATEWARDEN_INVALID_(OPTION|ARGUMENT)$/),
      });
    },
  );

  it('what a factory throws reaches whoever gave the name', () => {
    const fault = new Error('no');
    register('bad', () => {
      throw fault;
    });
    expect(errorOf(() => put('bad'))).toBe(fault);
  });

  it('a factory that returns no strategy is refused', () => {
    register('bad', (() => ({ type: 'restart' })) as never);
    const error = errorOf(() => put('bad'));
    expect(error).toBeInstanceOf(InvalidOptionError);
    expect((error as Error).message).toContain("a strategy from the factory 'bad'");
  });
});

describe('a named strategy', () => {
  it('decides', () => {
    const actor = createSupervisedMachine('a', crashable, {
      strategy: { type: 'restart', maxRestarts: 1, backoffType: 'none' },
    });
    actor.send({ type: 'CRASH' });
    expect(actor.getHealthMetrics()).toMatchObject({ childState: 'running', restartCount: 1 });
    actor.send({ type: 'CRASH' });
    expect(actor.getHealthMetrics().childState).toBe('stopped');
  });

  it('is the same for all that name a built-in one without options', () => {
    const [one, other] = ['a', 'b'].map((id) =>
      createSupervisedMachine(id, crashable, { strategy: 'restart' }),
    );
    expect(one?.strategy).toBe(other?.strategy);
  });

  it("takes 'infinity' for Infinity in the description of a built-in one", () => {
    const supervisor = new Supervisor('s', {
      defaultStrategy: JSON.parse('{"type":"restart","maxRestarts":"infinity"}'),
    });
    expect(supervisor.defaultStrategy).toMatchObject({ options: { maxRestarts: Infinity } });
    const refused = () =>
      new Supervisor('t', { defaultStrategy: { type: 'restart', factor: 'infinity' } });
    expect(errorOf(refused)).toMatchObject({ option: 'factor' });
  });

  it('stays with those who have it when its name is taken away', () => {
    const patient = new StopStrategy();
    register('patient', patient);
    const supervisor = new Supervisor('s', {
      defaultStrategy: 'patient',
      children: [{ id: 'a', machine: crashable, options: { strategy: 'patient' } }],
    });
    expect(unregisterStrategy('patient')).toBe(true);
    supervisor.changeOptions({ maxRestarts: 5 });
    expect(supervisor.defaultStrategy).toBe(patient);
    supervisor.getActor('a')?.send({ type: 'CRASH' } as never);
    supervisor.restartChild('a');
    expect(supervisor.getActor('a')?.strategy).toBe(patient);
    expect(() => new Supervisor('t', { defaultStrategy: 'patient' })).toThrow(InvalidOptionError);
  });

  it('of a template is read once as well', () => {
    const patient = new StopStrategy();
    register('patient', patient);
    const template = { machine: crashable, options: { strategy: 'patient' } };
    const supervisor = new Supervisor('s', { template });
    unregisterStrategy('patient');
    supervisor.changeOptions({ maxRestarts: 5 });
    expect((supervisor.startChild() as SupervisedActor).strategy).toBe(patient);
  });

  it('is read once from the options of a child: later changes of the object do nothing', () => {
    const strategy = { type: 'restart', maxRestarts: 3 };
    const children = [{ id: 'a', machine: crashable, options: { strategy } }];
    const supervisor = new Supervisor('s', { children });
    strategy.maxRestarts = 5;
    expect(supervisor.getActor('a')?.strategy).toMatchObject({ options: { maxRestarts: 3 } });
  });

  it('outlives the root supervisor', () => {
    register('patient', new StopStrategy());
    RootSupervisor.resetInstance();
    expect(new Supervisor('s', { defaultStrategy: 'patient' }).defaultStrategy.type).toBe('stop');
  });

  it('of ones own may be named, too', () => {
    const own: SupervisionStrategy = {
      type: 'own',
      handleError: async (_supervisor, actor) => void actor.stop(),
    };
    register('own', own);
    const actor = createSupervisedMachine('a', crashable, { strategy: 'own' });
    actor.send({ type: 'CRASH' });
    expect(actor.getHealthMetrics().childState).toBe('stopped');
  });
});

describe('a description by error', () => {
  const described = {
    type: 'by-error',
    rules: [
      { when: 'NetworkError', strategy: { type: 'restart', backoffType: 'none' } },
      { when: 'TypeError', strategy: 'stop' },
    ],
    otherwise: { type: 'resume', logError: false },
  };

  class NetworkError extends Error {}
  class TimeoutError extends NetworkError {}
  const renamed = Object.assign(new Error('x'), { name: 'TypeError' });

  it.each([
    ['the class', new NetworkError(), 'running', 1],
    ['a class above', new TimeoutError(), 'running', 1],
    ['the name of the error', renamed, 'stopped', 0],
    ['neither', new RangeError(), 'running', 0],
  ])('chooses by %s', (_, error, childState, restartCount) => {
    const actor = createSupervisedMachine('a', crashable, { strategy: described });
    actor.send({ type: 'CRASH', error });
    expect(actor.getHealthMetrics()).toMatchObject({ childState, restartCount });
  });

  it('survives an error whose name cannot be read', () => {
    const hostile = new Error('x');
    Object.defineProperty(hostile, 'name', {
      get() {
        throw new Error('hostile name');
      },
    });
    const strategy = new StrategyByError([{ when: 'TypeError', strategy: 'restart' }], 'stop');
    const actor = createSupervisedMachine('a', crashable);
    expect(strategy.strategyFor(hostile, actor)).toBeInstanceOf(StopStrategy);
    expect(() => jest.runOnlyPendingTimers()).toThrow('hostile name');
  });

  it('names the rule that is wrong', () => {
    const rules = [...described.rules, { when: 'X', strategy: 'restrat' }];
    const error = errorOf(() => new StrategyByError(rules));
    expect(error).toMatchObject({ option: 'rules[2].strategy', nearest: 'restart' });
  });

  it.each([{ rules: {} }, { rule: [] }, { rules: [], otherwise: 5 }])('refuses %p', (options) => {
    const strategy = { ...options, type: 'by-error' };
    const make = () => createSupervisedMachine('a', crashable, { strategy });
    expect(make).toThrow(InvalidOptionError);
  });
});

describe('descriptions without end', () => {
  it('are refused when they hold one another too deep', () => {
    let strategy: object = { type: 'stop' };
    for (let depth = 0; depth < 100_000; depth++) {
      strategy = { type: 'resume', fallbackStrategy: strategy };
    }
    const make = () => createSupervisedMachine('a', crashable, { strategy: strategy as never });
    expect(make).toThrow(InvalidOptionError);
    expect(make).toThrow('at most 64 deep');
    expect(createSupervisedMachine('a', crashable, { strategy: 'stop' }).strategy.type).toBe(
      'stop',
    );
  });

  it('are refused when a factory needs itself', () => {
    register('selfish', () => new ResumeStrategy({ fallbackStrategy: 'selfish' }));
    expect(() => new Supervisor('s', { defaultStrategy: 'selfish' })).toThrow(InvalidOptionError);
  });

  it('may be made by a factory that registers and asks for others', () => {
    register('outer', () => {
      register('inner', new StopStrategy());
      return new ResumeStrategy({ fallbackStrategy: 'inner' });
    });
    const { defaultStrategy } = new Supervisor('s', { defaultStrategy: 'outer' });
    expect(defaultStrategy.type).toBe('resume');
  });
});

describe('registerStrategy', () => {
  it.each([42, null, undefined, '', {}, Symbol('x')])('refuses %p for a name', (name) => {
    expect(() => registerStrategy(name as never, new StopStrategy())).toThrow(InvalidArgumentError);
    expect(() => unregisterStrategy(name as never)).toThrow(InvalidArgumentError);
  });

  it.each([42, null, undefined, 'stop', {}, { type: 'stop' }])('refuses %p', (strategy) => {
    expect(() => registerStrategy('x', strategy as never)).toThrow(InvalidArgumentError);
  });

  it('refuses a name that stands for another strategy, and lets the same one be', () => {
    const mine = new StopStrategy();
    register('mine', mine);
    registerStrategy('mine', mine);
    expect(() => registerStrategy('mine', new StopStrategy())).toThrow('a name that is not taken');
  });

  it.each(['restart', 'stop', 'escalate', 'resume', 'by-error'])("keeps '%s' as it is", (name) => {
    expect(() => registerStrategy(name, new StopStrategy())).toThrow('a name that is not taken');
    expect(() => unregisterStrategy(name)).toThrow('a name that is not built in');
  });

  it('says whether there was a name to take away', () => {
    registerStrategy('brief', new StopStrategy());
    expect(unregisterStrategy('brief')).toBe(true);
    expect(unregisterStrategy('brief')).toBe(false);
  });

  it('refuses options for what is no factory', () => {
    register('mine', new StopStrategy());
    const make = () => new Supervisor('s', { defaultStrategy: { type: 'mine', maxRestarts: 3 } });
    expect(make).toThrow("no options, as 'mine' names a strategy and no factory");
  });
});
