import {
  createSupervisedMachine,
  EscalateStrategy,
  RestartStrategy,
  ResumeStrategy,
  RootSupervisor,
  StopStrategy,
  StrategyByError,
  type SupervisionEvent,
  type SupervisionStrategy,
  Supervisor,
  type SupervisorOptions,
} from 'statewarden';
import { createMachine } from 'xstate';
import { crashable } from '../support/machines.js';
import { pass, settle, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

function record(options: SupervisorOptions = {}) {
  const supervisor = new Supervisor('s', { parent: RootSupervisor.getInstance(), ...options });
  const events: SupervisionEvent[] = [];
  supervisor.onEvent((event) => events.push(event));
  const levels = (type: string) =>
    events.filter((event) => event.type === type).map(({ level }) => level);
  const crash = (strategy?: SupervisionStrategy) =>
    createSupervisedMachine('a', crashable, {
      supervisor,
      ...(strategy ? { strategy } : {}),
    }).send({ type: 'CRASH' });
  return { supervisor, events, levels, crash };
}

it('O-29 progress of a start by call is debug, that of a static child info', async () => {
  const child = { id: 'static', machine: crashable };
  const events: SupervisionEvent[] = [];
  RootSupervisor.getInstance().onEvent((event) => events.push(event));
  const parent = RootSupervisor.getInstance();
  const supervisor = new Supervisor('s', { parent, children: [child] });
  supervisor.startChild({ id: 'dynamic', machine: crashable });
  createSupervisedMachine('made', crashable, { supervisor });
  await settle();
  const started = events.filter(({ type, actorId }) => type === 'childStarted' && actorId);
  expect(started.map(({ actorId, level }) => [actorId, level])).toEqual([
    ['static', 'info'],
    ['dynamic', 'debug'],
    ['made', 'debug'],
  ]);
});

it('grades what happens by how much it matters', async () => {
  const { events, crash } = record({ circuitBreaker: { failureThreshold: 2 } });
  crash(new RestartStrategy({ maxRestarts: 0, cleanup: () => Promise.reject(new Error('no')) }));
  await settle();
  expect(Object.fromEntries(events.map(({ type, level }) => [type, level]))).toEqual({
    childStarted: 'debug',
    childFailed: 'error',
    deadLetter: 'warning',
    limitExceeded: 'error',
    gaveUp: 'error',
    childStopped: 'info',
  });
});

it('A-19 a supervisor says at which level failures are told', async () => {
  const { levels, crash } = record({ logLevel: 'warning' });
  crash();
  await settle();
  expect(levels('childFailed')).toEqual(['warning']);
});

it.each<[string, SupervisionStrategy]>([
  ['restart', new RestartStrategy({ logLevel: 'info' })],
  ['stop', new StopStrategy({ logLevel: 'info' })],
  ['escalate', new EscalateStrategy({ logLevel: 'info' })],
  ['resume', new ResumeStrategy({ logLevel: 'info', logError: false })],
  [
    'one by error',
    new StrategyByError([{ when: Error, strategy: new StopStrategy({ logLevel: 'info' }) }]),
  ],
])('A-19 a strategy to %s goes before its supervisor', async (_name, strategy) => {
  const { levels, crash } = record({ logLevel: 'warning' });
  crash(strategy);
  await settle();
  expect(levels('childFailed')).toEqual(['info']);
});

it('A-19 failures in a row become critical, until a quiet period', async () => {
  const { supervisor, levels } = record({ criticalAfter: 3, healthyAfter: 1000 });
  const strategy = new ResumeStrategy({ logError: false });
  const actor = createSupervisedMachine('a', crashable, { supervisor, strategy });
  for (const wait of [10, 10, 10, 1000, 10]) {
    actor.send({ type: 'CRASH' });
    await pass(wait);
  }
  expect(levels('childFailed')).toEqual(['error', 'error', 'critical', 'critical', 'error']);
});

it('A-19 a failed start counts in the row', async () => {
  const { supervisor, levels } = record({ criticalAfter: 2 });
  let starts = 0;
  const machine = createMachine({
    entry: () => {
      if (++starts > 1) throw new Error('no start');
    },
  });
  const strategy = new RestartStrategy({ initialDelay: 10, maxRestarts: 2 });
  createSupervisedMachine('a', machine, { supervisor, strategy }).reportError(new Error('x'));
  await pass(1000);
  expect(levels('childFailed')).toEqual(['error']);
  expect(levels('restartFailed')[0]).toBe('critical');
});

it.each([{ logLevel: 'loud' }, { criticalAfter: 0 }, { criticalAfter: 1.5 }])(
  'refuses %p',
  (options) => {
    expect(() => new Supervisor('x', options as object)).toThrow(Object.keys(options)[0]);
    expect(() => new RestartStrategy(options as object)).toThrow(Object.keys(options)[0]);
  },
);

it.each([
  [
    'throws',
    {
      get options(): never {
        throw new Error('hostile');
      },
    },
  ],
  ['knows no such level', { options: { logLevel: 'loud', criticalAfter: 'soon' } }],
])('loses no event of an actor whose strategy %s when asked for a level', async (_, more) => {
  const root = RootSupervisor.getInstance();
  const told: string[] = [];
  root.onEvent(({ type, level }) => told.push(`${type} ${level}`));
  const handleError = (_supervisor: unknown, actor: { stop(): unknown }) => void actor.stop();
  const strategy = Object.defineProperties(
    { type: 'own', handleError },
    Object.getOwnPropertyDescriptors(more),
  );
  createSupervisedMachine('a', crashable, { strategy: strategy as never }).reportError(
    new Error('x'),
  );
  await settle();
  expect(told).toEqual(expect.arrayContaining(['childStarted debug', 'childFailed error']));
});

it('A-19 a row is one as long as no pause between two failures is too long', async () => {
  const { supervisor, levels } = record({ criticalAfter: 3, healthyAfter: 1000 });
  const strategy = new ResumeStrategy({ logError: false });
  const actor = createSupervisedMachine('a', crashable, { supervisor, strategy });
  for (const wait of [600, 600, 1]) {
    actor.send({ type: 'CRASH' });
    await pass(wait);
  }
  expect(levels('childFailed')).toEqual(['error', 'error', 'critical']);
});
