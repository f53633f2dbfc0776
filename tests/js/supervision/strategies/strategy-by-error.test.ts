import {
  createSupervisedMachine,
  EscalateStrategy,
  InvalidArgumentError,
  RestartStrategy,
  ResumeStrategy,
  RootSupervisor,
  StopStrategy,
  StrategyByError,
  type SupervisionStrategy,
  Supervisor,
} from 'statewarden';
import { createMachine } from 'xstate';
import { crashable, failingAtStart } from '../support/machines.js';
import { useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

const restart = new RestartStrategy({ backoffType: 'none' });
const finishing = createMachine({
  initial: 'busy',
  states: { busy: { on: { FINISH: 'over' } }, over: { type: 'final' } },
});
const resume = new ResumeStrategy({ logError: false });

class NetworkError extends Error {}
class TimeoutError extends NetworkError {}

it.each([
  [new TimeoutError('slow'), { restartCount: 1, childState: 'running' }],
  [new NetworkError('gone'), { restartCount: 0, childState: 'running' }],
  [new RangeError('odd'), { restartCount: 0, childState: 'stopped' }],
  [new SyntaxError('up'), { restartCount: 0, childState: 'stopped' }],
])('A-1: the first rule that fits decides: %p', (error, expected) => {
  const strategy = new StrategyByError([
    { when: TimeoutError, strategy: restart },
    { when: NetworkError, strategy: resume },
    { when: ({ message }) => message === 'odd', strategy: new StopStrategy() },
    { when: SyntaxError, strategy: new EscalateStrategy() },
    { when: Error, strategy: restart },
  ]);
  const decided = jest.fn((_supervisor: Supervisor, failed: { stop(): unknown }) => {
    failed.stop();
    return Promise.resolve();
  });
  const defaultStrategy = { type: 'parental', handleError: decided } as SupervisionStrategy;
  const parent = new Supervisor('parent', { defaultStrategy });
  const supervisor = new Supervisor('s', { parent });
  const actor = createSupervisedMachine('a', crashable, { supervisor, strategy });
  actor.send({ type: 'CRASH', error });
  expect(actor.getHealthMetrics()).toMatchObject(expected);
  expect(decided.mock.calls).toEqual(error instanceof SyntaxError ? [[parent, actor, error]] : []);
});

it('A-1: an error that no rule fits escalates, or goes to the strategy for all others', () => {
  const parent = new Supervisor('parent', { defaultStrategy: restart });
  const supervisor = new Supervisor('child', { parent });
  const rules = [{ when: TypeError, strategy: new StopStrategy() }];
  const first = createSupervisedMachine('a', crashable, {
    supervisor,
    strategy: new StrategyByError(rules),
  });
  first.send({ type: 'CRASH' });
  expect(first.getHealthMetrics()).toMatchObject({ childState: 'running', restartCount: 1 });
  const second = createSupervisedMachine('b', crashable, {
    supervisor,
    strategy: new StrategyByError(rules, resume),
  });
  second.send({ type: 'CRASH' });
  expect(second.getHealthMetrics()).toMatchObject({ childState: 'running', restartCount: 0 });
});

it('A-2: rules nest, the inner ones first', () => {
  const inner = new StrategyByError([{ when: TimeoutError, strategy: restart }], resume);
  const outer = new StrategyByError([{ when: NetworkError, strategy: inner }], new StopStrategy());
  const actor = createSupervisedMachine('a', crashable, { strategy: outer });
  expect(outer.strategyFor(new TimeoutError(), actor)).toBe(restart);
  expect(outer.strategyFor(new NetworkError(), actor)).toBe(resume);
  expect(outer.strategyFor(new Error(), actor)).toBeInstanceOf(StopStrategy);
});

it('A-2: rules that are wrapped around others go first, also for the same class', () => {
  const old = new StrategyByError([{ when: TimeoutError, strategy: restart }], resume);
  const renewed = new StrategyByError([{ when: TimeoutError, strategy: new StopStrategy() }], old);
  const actor = createSupervisedMachine('a', crashable, { strategy: renewed });
  expect(renewed.strategyFor(new TimeoutError(), actor)).toBeInstanceOf(StopStrategy);
  expect(renewed.strategyFor(new NetworkError(), actor)).toBe(resume);
  actor.send({ type: 'CRASH', error: new TimeoutError() });
  expect(actor.getSnapshot().status).toBe('stopped');
});

it('A-1: an error of the very first state is chosen for like any other', () => {
  const strategy = new StrategyByError(
    [{ when: RangeError, strategy: new StopStrategy() }],
    new RestartStrategy({ initialDelay: 100 }),
  );
  const make = (id: string, error: Error) =>
    createSupervisedMachine(
      id,
      failingAtStart(() => true, error),
      { strategy },
    );
  expect(make('a', new RangeError()).getHealthMetrics().childState).toBe('stopped');
  expect(make('b', new TypeError()).getHealthMetrics().childState).toBe('backingOff');
});

it('the chosen strategy has its say about how often an event is tried', () => {
  const strategy = new StrategyByError([
    { when: TypeError, strategy: new RestartStrategy({ backoffType: 'none', retryEvent: 1 }) },
  ]);
  const actor = createSupervisedMachine('a', crashable, { strategy });
  actor.send({ type: 'CRASH', error: new TypeError() });
  expect(actor.getHealthMetrics()).toMatchObject({ errorCount: 2, restartCount: 2 });
  expect(RootSupervisor.getInstance().getDeadLetters()).toHaveLength(1);
});

it('a predicate that throws is reported and fits nothing', () => {
  const when = () => {
    throw new Error('bad predicate');
  };
  const strategy = new StrategyByError([{ when, strategy: new StopStrategy() }], restart);
  const actor = createSupervisedMachine('a', crashable, { strategy });
  actor.send({ type: 'CRASH' });
  expect(actor.getHealthMetrics().restartCount).toBe(1);
  expect(() => jest.runOnlyPendingTimers()).toThrow('bad predicate');
});

describe('where there is no actor to act on', () => {
  const twice = new RestartStrategy({ backoffType: 'none', maxRestarts: 2 });
  const strategy = new StrategyByError([{ when: RangeError, strategy: new StopStrategy() }], twice);

  it.each([
    [new RangeError('no'), 2],
    [new TypeError('no'), 4], // After its end, and as the strategy grants.
  ])('a child whose start throws %p is started %d times', (error, expected) => {
    const supervisor = new Supervisor('s');
    let starts = 0;
    const start = () => {
      if (starts++ > 0) throw error;
      return finishing;
    };
    supervisor.startChild({ id: 'a', start, options: { strategy } });
    supervisor.getActor('a')?.send({ type: 'FINISH' });
    jest.advanceTimersByTime(10);
    expect(starts).toBe(expected);
    expect(supervisor.whichChildren()).toMatchObject([{ id: 'a', state: 'stopped' }]);
  });

  it.each([
    [new RangeError('no'), 'stopped'],
    [new TypeError('no'), 'running'],
  ])('a supervisor that fails by %p is %s then', (error, state) => {
    const parent = new Supervisor('parent', { defaultStrategy: strategy });
    const child = new Supervisor('child', {
      parent,
      maxRestarts: 0,
      defaultStrategy: restart,
      children: [{ id: 'a', machine: crashable }],
    });
    child.getActor('a')?.send({ type: 'CRASH', error } as never);
    jest.advanceTimersByTime(1000);
    expect(parent.whichChildren()).toMatchObject([{ id: 'child', state }]);
  });
});

it.each([undefined, {}, [null], [{ when: TypeError }], [{ when: '', strategy: restart }]])(
  'refuses %p for rules',
  (rules) => {
    expect(() => new StrategyByError(rules as never)).toThrow(InvalidArgumentError);
  },
);

it('refuses what is no strategy for all others', () => {
  expect(() => new StrategyByError([], {} as never)).toThrow(InvalidArgumentError);
});

it("the name 'Object' is that of no error, though all errors are objects", () => {
  const strategy = new StrategyByError([{ when: 'Object', strategy: restart }], resume);
  expect(strategy.strategyFor(new Error('x'), undefined as never)).toBe(resume);
  const named = Object.assign(new Error('x'), { name: 'Object' });
  expect(strategy.strategyFor(named, undefined as never)).toBe(restart);
});
