import {
  createSupervisedMachine,
  RestartStrategy,
  RootSupervisor,
  type SupervisedActor,
  type SupervisionStrategy,
  Supervisor,
} from 'statewarden';
import { crashable } from './support/machines.js';
import { pass, settle, useVirtualTime } from './support/virtual-time.js';

useVirtualTime();

type Handle = (supervisor: Supervisor, actor: SupervisedActor, error: Error) => unknown;

function supervisedBy(handleError: Handle, supervisor?: Supervisor) {
  const strategy = { type: 'mine', handleError } as SupervisionStrategy;
  const actor = createSupervisedMachine('a', crashable, {
    strategy,
    ...(supervisor && { supervisor }),
  });
  actor.send({ type: 'START' });
  return actor;
}

it('is given the supervisor, the actor and the error', () => {
  const handleError = jest.fn(async () => {});
  const actor = supervisedBy(handleError);
  actor.send({ type: 'CRASH' });
  expect(handleError).toHaveBeenCalledWith(RootSupervisor.getInstance(), actor, new Error('CRASH'));
});

it.each([
  ['restart', (actor: SupervisedActor) => actor.restart(), 'idle', 'active'],
  ['restart with its state', (actor: SupervisedActor) => actor.restart(true), 'active', 'active'],
  ['stop', (actor: SupervisedActor) => actor.stop(), 'active', 'stopped'],
] as const)('may %s the actor', async (_what, act, value, status) => {
  const actor = supervisedBy(async (_supervisor, failed) => {
    await act(failed);
  });
  actor.send({ type: 'CRASH' });
  await settle();
  expect(actor.getSnapshot()).toMatchObject({ value, status });
});

it('may take its time: the actor is held and its events wait', async () => {
  const actor = supervisedBy(async (_supervisor, failed) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await failed.restart();
  });
  actor.send({ type: 'CRASH' });
  actor.send({ type: 'INC' });
  await pass(499);
  expect(actor.getHealthMetrics()).toMatchObject({ childState: 'failed', mailboxSize: 1 });
  await pass(1);
  expect(actor.getSnapshot()).toMatchObject({ value: 'idle', context: { count: 1 } });
});

it('may escalate to the parent', async () => {
  const parent = new Supervisor('parent', {
    defaultStrategy: new RestartStrategy({ backoffType: 'none' }),
  });
  const actor = supervisedBy(
    (supervisor, failed, error) => supervisor.escalateError(failed, error, { from: 'mine' }),
    new Supervisor('child', { parent }),
  );
  actor.send({ type: 'CRASH' });
  await settle();
  expect(actor.getHealthMetrics()).toMatchObject({ childState: 'running', restartCount: 1 });
});

it('may pass the decision to a built-in strategy', async () => {
  const restart = new RestartStrategy({ backoffType: 'none' });
  const actor = supervisedBy((supervisor, failed, error) =>
    restart.handleError(supervisor, failed, error),
  );
  actor.send({ type: 'CRASH' });
  await settle();
  expect(actor.getHealthMetrics()).toMatchObject({ childState: 'running', restartCount: 1 });
});

it('that does nothing lets the actor go on', async () => {
  const actor = supervisedBy(async () => {});
  actor.send({ type: 'CRASH' });
  actor.send({ type: 'INC' });
  await settle();
  expect(actor.getSnapshot()).toMatchObject({ value: 'active', context: { count: 1 } });
  expect(actor.getHealthMetrics()).toMatchObject({ errorCount: 1, restartCount: 0 });
});

it('may return something else than a promise', async () => {
  const actor = supervisedBy(() => 'nothing');
  actor.send({ type: 'CRASH' });
  await settle();
  expect(actor.getHealthMetrics().childState).toBe('running');
});

it.each([
  [
    'throws',
    () => {
      throw new Error('no idea');
    },
  ],
  ['rejects', () => Promise.reject(new Error('no idea'))],
])('that %s is recorded, and the actor is stopped', async (_how, handleError) => {
  const onError = jest.fn();
  const supervisor = new Supervisor('s', { onError });
  const actor = supervisedBy(handleError, supervisor);
  actor.send({ type: 'CRASH' });
  await settle();
  expect(actor.getSnapshot().status).toBe('stopped');
  const [fault, failure] = RootSupervisor.getInstance().getErrorHistory();
  expect(fault).toMatchObject({ error: new Error('no idea'), context: { phase: 'strategy' } });
  expect(failure).toMatchObject({ error: new Error('CRASH') });
  expect(onError.mock.calls.map(([error]) => error.message)).toEqual(['CRASH', 'no idea']);
});

it('that fails after it has restarted the actor does not stop it', async () => {
  const actor = supervisedBy(async (_supervisor, failed) => {
    await failed.restart();
    throw new Error('afterwards');
  });
  actor.send({ type: 'CRASH' });
  await settle();
  expect(actor.getSnapshot().status).toBe('active');
});

it('that is slow does not decide about a newer failure', async () => {
  const decisions: (() => void)[] = [];
  const actor = supervisedBy(() => new Promise<void>((resolve) => decisions.push(resolve)));
  actor.send({ type: 'CRASH' });
  await actor.restart();
  actor.send({ type: 'CRASH' });
  decisions[0]?.();
  await settle();
  expect(actor.getHealthMetrics().childState).toBe('failed');
  decisions[1]?.();
  await settle();
  expect(actor.getHealthMetrics().childState).toBe('running');
});

it('decides about parked actors when they are probed', async () => {
  const handleError = jest.fn(async (_supervisor: Supervisor, failed: SupervisedActor) => {
    await failed.restart();
  });
  const supervisor = new Supervisor('s', {
    circuitBreaker: { failureThreshold: 1, resetTimeoutMs: 100, stableAfterMs: 10 },
  });
  const actor = supervisedBy(handleError, supervisor);
  actor.send({ type: 'CRASH' });
  expect(handleError).not.toHaveBeenCalled();
  await pass(110);
  expect(handleError).toHaveBeenCalledTimes(1);
  expect(handleError).toHaveBeenCalledWith(supervisor, actor, new Error('CRASH'));
  expect(supervisor.getCircuitBreakerState()).toBe('closed');
});

it('restarts the whole group where the scope says so, and counts towards the common limit', async () => {
  const supervisor = new Supervisor('s', { restartScope: 'one-for-all', maxRestarts: 1 });
  const sibling = createSupervisedMachine('sibling', crashable, { supervisor });
  const actor = supervisedBy((_supervisor, failed) => failed.restart(), supervisor);
  const restart = jest.spyOn(actor, 'restart');
  actor.send({ type: 'CRASH' });
  await pass(0);
  expect(sibling.getHealthMetrics().restartCount).toBe(1);
  expect(restart).toHaveBeenCalledTimes(1);
  actor.send({ type: 'CRASH' });
  await pass(0);
  expect(actor.getSnapshot().status).toBe('stopped');
  expect(sibling.getSnapshot().status).toBe('stopped');
});
