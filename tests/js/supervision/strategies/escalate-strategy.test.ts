import {
  createSupervisedMachine,
  EscalateStrategy,
  RestartStrategy,
  ResumeStrategy,
  RootSupervisor,
  StopStrategy,
  type SupervisedActor,
  type SupervisionStrategy,
  Supervisor,
} from 'statewarden';
import { finishable } from '../children/support.js';
import { crashable } from '../support/machines.js';
import { pass, settle, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

const atOnce = new RestartStrategy({ backoffType: 'none' });
const escalate = new EscalateStrategy();

function twoLevels(parentStrategy: SupervisionStrategy, onError = jest.fn()) {
  const parent = new Supervisor('parent', { defaultStrategy: parentStrategy, onError });
  const child = new Supervisor('child', { parent, defaultStrategy: escalate });
  return { parent, child, onError };
}

it.each([
  ['restarts', atOnce, { childState: 'running', restartCount: 1 }],
  ['stops', new StopStrategy(), { childState: 'stopped', restartCount: 0 }],
  ['resumes', new ResumeStrategy({ logError: false }), { childState: 'running', restartCount: 0 }],
] as const)('the parent %s the actor, as its default strategy says', (_what, strategy, health) => {
  const { child } = twoLevels(strategy);
  const actor = createSupervisedMachine('a', crashable, { supervisor: child });
  actor.send({ type: 'CRASH' });
  expect(actor.getHealthMetrics()).toMatchObject({ errorCount: 1, ...health });
});

it('a failure passes any number of levels, and each supervisor hears of it once', () => {
  const heard: string[] = [];
  let parent: Supervisor | undefined;
  for (const id of ['1', '2', '3', '4']) {
    const defaultStrategy: SupervisionStrategy = id === '1' ? atOnce : escalate;
    const onError = () => heard.push(id);
    parent = new Supervisor(id, { ...(parent && { parent }), defaultStrategy, onError });
  }
  const actor = createSupervisedMachine('a', crashable, { supervisor: parent as Supervisor });
  actor.send({ type: 'CRASH' });
  expect(heard).toEqual(['4', '3', '2', '1']);
  expect(actor.getHealthMetrics()).toMatchObject({ restartCount: 1, errorCount: 1 });
  expect(RootSupervisor.getInstance().getErrorHistory()).toHaveLength(1);
});

it('transformError makes the error that the parent sees', () => {
  const { child, onError } = twoLevels(atOnce);
  const transformError = (error: Error, actor: { id: string }) =>
    new Error(`${actor.id}: ${error.message}`, { cause: error });
  const own = jest.fn();
  const actor = createSupervisedMachine('a', crashable, {
    supervisor: child,
    strategy: new EscalateStrategy({ transformError }),
    onError: own,
  });
  actor.send({ type: 'CRASH' });
  expect(own).toHaveBeenCalledWith(new Error('CRASH'));
  expect(onError).toHaveBeenCalledWith(new Error('a: CRASH'), actor);
});

it('stopActor stops the actor before the parent hears of it, which cannot revive it', () => {
  const { child, onError } = twoLevels(atOnce);
  const actor = createSupervisedMachine('a', crashable, {
    supervisor: child,
    strategy: new EscalateStrategy({ stopActor: true }),
  });
  onError.mockImplementation(() => expect(actor.getSnapshot().status).toBe('stopped'));
  actor.send({ type: 'CRASH' });
  expect(onError).toHaveBeenCalledWith(new Error('CRASH'), actor);
  expect(actor.getHealthMetrics()).toMatchObject({ childState: 'stopped', restartCount: 0 });
});

it('events wait while a failure is on its way up to a slow decision', async () => {
  let decide = () => {};
  const slow: SupervisionStrategy = {
    type: 'slow',
    handleError: async (_supervisor, actor) => {
      await new Promise<void>((resolve) => {
        decide = resolve;
      });
      await actor.restart();
    },
  };
  const { child } = twoLevels(slow);
  const actor = createSupervisedMachine('a', crashable, { supervisor: child });
  actor.send({ type: 'CRASH' });
  actor.send({ type: 'START' });
  await settle();
  expect(actor.getSnapshot().value).toBe('idle');
  decide();
  await settle();
  expect(actor.getSnapshot().value).toBe('active');
});

it('escalateError resolves when the parent has decided', async () => {
  const { child } = twoLevels({
    type: 'slow',
    handleError: async (_supervisor, actor) => {
      await pass(0);
      actor.stop();
    },
  });
  const actor = createSupervisedMachine('a', crashable, { supervisor: child });
  await child.escalateError(actor, new Error('by hand'));
  expect(actor.getSnapshot().status).toBe('stopped');
});

describe("scope 'supervisor'", () => {
  const strategy = new EscalateStrategy({ scope: 'supervisor' });

  it('fails the whole supervisor into its parent, which restarts it with all its actors', async () => {
    const { parent, child } = twoLevels(atOnce);
    const restarted: string[] = [];
    const onRestart = ({ id }: { id: string }) => restarted.push(id);
    const first = createSupervisedMachine('first', crashable, { supervisor: child, onRestart });
    const second = createSupervisedMachine('second', crashable, {
      supervisor: child,
      strategy,
      onRestart,
    });
    const aunt = createSupervisedMachine('aunt', crashable, { supervisor: parent, onRestart });
    for (const actor of [first, second, aunt]) actor.send({ type: 'START' });
    second.send({ type: 'CRASH' });
    await pass(0);
    expect(restarted).toEqual(['first', 'second']);
    expect([first, second, aunt].map((actor) => actor.getSnapshot().value)).toEqual([
      'idle',
      'idle',
      'active',
    ]);
  });

  it('stops the whole supervisor when the parent says so', async () => {
    const { child } = twoLevels(new StopStrategy());
    const stopped: string[] = [];
    const onStop = ({ id }: { id: string }) => stopped.push(id);
    createSupervisedMachine('first', crashable, { supervisor: child, onStop });
    const options = { supervisor: child, strategy, onStop };
    const second = createSupervisedMachine('second', crashable, options);
    second.send({ type: 'CRASH' });
    await pass(0);
    expect(stopped).toEqual(['second', 'first']);
  });

  it('stops everything at a supervisor without parent', async () => {
    const top = new Supervisor('top');
    const first = createSupervisedMachine('first', crashable, { supervisor: top });
    const second = createSupervisedMachine('second', crashable, { supervisor: top, strategy });
    second.send({ type: 'CRASH' });
    await pass(0);
    expect([first, second].map((actor) => actor.getSnapshot().status)).toEqual([
      'stopped',
      'stopped',
    ]);
  });
});

it('a transformError that throws is reported, and the error goes up as it is', () => {
  const { child, onError } = twoLevels(atOnce);
  const actor = createSupervisedMachine('a', crashable, {
    supervisor: child,
    strategy: new EscalateStrategy({
      transformError: () => {
        throw new Error('clumsy');
      },
    }),
  });
  actor.send({ type: 'CRASH' });
  expect(onError).toHaveBeenCalledWith(new Error('CRASH'), actor);
  expect(() => jest.runOnlyPendingTimers()).toThrow('clumsy');
});

it('a later failure that goes up by a limit has its own error, not that of one before', async () => {
  const errors: string[] = [];
  const parent = new Supervisor('parent', {
    defaultStrategy: new RestartStrategy({ backoffType: 'none' }),
    onError: ({ message }) => errors.push(message),
  });
  const supervisor = new Supervisor('s', { parent });
  const strategy = new EscalateStrategy({ transformError: () => new Error('transformed') });
  const actor = createSupervisedMachine('a', crashable, { supervisor, strategy });
  actor.send({ type: 'CRASH' });
  await settle();
  actor.strategy = new RestartStrategy({ maxRestarts: 0, onLimit: 'escalate' });
  actor.send({ type: 'CRASH', error: new Error('its own') });
  await settle();
  expect(errors).toEqual(['transformed', 'its own']);
});

it('a restart by the parent begins with the snapshot of the parent, not with its own', async () => {
  const other = createSupervisedMachine('other', crashable);
  const idle = other.getPersistedSnapshot();
  other.send({ type: 'START' });
  const active = other.getPersistedSnapshot();
  const parent = new Supervisor('parent', {
    defaultStrategy: new RestartStrategy({ backoffType: 'none', snapshot: active }),
  });
  const supervisor = new Supervisor('s', { parent });
  const strategy = new RestartStrategy({ maxRestarts: 0, onLimit: 'escalate', snapshot: idle });
  const actor = createSupervisedMachine('a', crashable, { supervisor, strategy });
  actor.send({ type: 'CRASH' });
  await settle();
  expect(actor.getSnapshot().value).toBe('active');
});

it('what a child without an actor escalates is not laid to the actor that escalated before', async () => {
  const errors: string[] = [];
  const parent = new Supervisor('parent', {
    defaultStrategy: new StopStrategy(),
    onError: ({ message }, { id }) => errors.push(`${id} ${message}`),
  });
  const supervisor = new Supervisor('s', { parent, defaultStrategy: new EscalateStrategy() });
  createSupervisedMachine('a', crashable, { supervisor }).send({ type: 'CRASH' });
  await settle();
  const start = () => {
    throw new Error('cannot start');
  };
  let isLater = false;
  supervisor.startChild({ id: 'c', start: () => (isLater ? start() : finishable) });
  isLater = true;
  (supervisor.getActor('c') as SupervisedActor).send({ type: 'FINISH' });
  await settle();
  expect(errors).toEqual(['a CRASH']);
  expect(supervisor.whichChildren()).toMatchObject([{ id: 'c', state: 'stopped' }]);
});
