import {
  createSupervisedMachine,
  RestartStrategy,
  ResumeStrategy,
  RootSupervisor,
  Supervisor,
} from 'statewarden';
import { crashable } from '../support/machines.js';
import { pass, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

const atOnce = new RestartStrategy({ backoffType: 'none', maxRestarts: 1000 });
const circuitBreaker = { failureThreshold: 2, resetTimeoutMs: 1000, stableAfterMs: 100 };

function fragile(options: object = {}, id = 's') {
  const supervisor = new Supervisor(id, {
    defaultStrategy: atOnce,
    circuitBreaker: { ...circuitBreaker, ...options },
  });
  const actor = createSupervisedMachine('a', crashable, { supervisor });
  return { supervisor, actor };
}

it('there is none unless one is asked for', () => {
  expect(new Supervisor('s').getCircuitBreakerState()).toBeUndefined();
  expect(RootSupervisor.getInstance().getCircuitBreakerState()).toBeUndefined();
  expect(new Supervisor('t', { circuitBreaker: true }).getCircuitBreakerState()).toBe('closed');
  expect(new Supervisor('u', { circuitBreaker: false }).getCircuitBreakerState()).toBeUndefined();
});

it('B-11: open, the strategy is not asked, the actor is parked, its events wait, history records', async () => {
  const { supervisor, actor } = fragile();
  const handleError = jest.spyOn(atOnce, 'handleError');
  actor.send({ type: 'CRASH' });
  actor.send({ type: 'CRASH' });
  expect(handleError).toHaveBeenCalledTimes(1);
  handleError.mockRestore();
  actor.send({ type: 'START' });
  expect(supervisor.getCircuitBreakerState()).toBe('open');
  expect(actor.getHealthMetrics()).toMatchObject({
    childState: 'parked',
    status: 'unhealthy',
    retryAfter: 1000,
    mailboxSize: 1,
    errorCount: 2,
    restartCount: 1,
  });
  expect(RootSupervisor.getInstance().getErrorHistory()).toHaveLength(2);
  await pass(1000);
  expect(actor.getSnapshot().value).toBe('active');
});

it("whenOpen: 'stop' stops the actor", () => {
  const { actor } = fragile({ whenOpen: 'stop' });
  actor.send({ type: 'CRASH' });
  actor.send({ type: 'CRASH' });
  expect(actor.getSnapshot().status).toBe('stopped');
});

it('a failure of the probe opens it again for longer', async () => {
  const { supervisor, actor } = fragile();
  actor.send({ type: 'CRASH' });
  actor.send({ type: 'CRASH' });
  await pass(1000);
  expect(supervisor.getCircuitBreakerState()).toBe('half-open');
  actor.send({ type: 'CRASH' });
  expect(supervisor.getCircuitBreakerState()).toBe('open');
  expect(actor.getHealthMetrics()).toMatchObject({ childState: 'parked', retryAfter: 2000 });
  await pass(2100);
  expect(supervisor.getCircuitBreakerState()).toBe('closed');
});

it('resetCircuitBreaker closes it, and parked actors go on', async () => {
  const { supervisor, actor } = fragile();
  actor.send({ type: 'CRASH' });
  actor.send({ type: 'CRASH' });
  supervisor.resetCircuitBreaker();
  await pass(0);
  expect(supervisor.getCircuitBreakerState()).toBe('closed');
  expect(actor.getHealthMetrics().childState).toBe('running');
});

it('retryNow tries a parked actor at once', () => {
  const { actor } = fragile();
  actor.send({ type: 'CRASH' });
  actor.send({ type: 'CRASH' });
  expect(actor.retryNow()).toBe(true);
  expect(actor.getHealthMetrics()).toMatchObject({ childState: 'running', restartCount: 2 });
});

it('a parked actor that is stopped leaves nothing behind', async () => {
  const { supervisor, actor } = fragile();
  actor.send({ type: 'CRASH' });
  actor.send({ type: 'CRASH' });
  await supervisor.stop();
  expect(actor.getSnapshot().status).toBe('stopped');
  expect(jest.getTimerCount()).toBe(0);
});

it('B-12: a burst below one supervisor opens that circuit only', () => {
  const root = RootSupervisor.getInstance({ circuitBreaker });
  const [one, two] = ['one', 'two'].map(
    (id) => new Supervisor(id, { parent: root, defaultStrategy: atOnce, circuitBreaker }),
  );
  const actors = ['a', 'b', 'c'].map((id) =>
    createSupervisedMachine(id, crashable, { supervisor: one as Supervisor }),
  );
  for (const actor of actors) actor.send({ type: 'CRASH' });
  expect(one?.getCircuitBreakerState()).toBe('open');
  expect(two?.getCircuitBreakerState()).toBe('closed');
  expect(root.getCircuitBreakerState()).toBe('closed');
});

it('many parked actors are probed one after the other and all come back', async () => {
  const { supervisor } = fragile({ failureThreshold: 1 });
  const actors = Array.from({ length: 20 }, (_, i) =>
    createSupervisedMachine(`${i}`, crashable, { supervisor }),
  );
  for (const actor of actors) actor.send({ type: 'CRASH' });
  const states = () => new Set(actors.map((actor) => actor.getHealthMetrics().childState));
  expect(states()).toEqual(new Set(['parked']));
  await pass(1200);
  expect(supervisor.getCircuitBreakerState()).toBe('closed');
  expect(states()).toEqual(new Set(['running']));
});

it("a supervisor that its parent's open circuit held back is tried when that is half-open", async () => {
  const parent = new Supervisor('p', {
    defaultStrategy: atOnce,
    circuitBreaker: { ...circuitBreaker, failureThreshold: 1 },
  });
  const inner = parent.startChild({
    id: 'inner',
    supervisor: { maxRestarts: 0, children: [{ id: 'a', machine: crashable }] },
  }) as Supervisor;
  inner.getActor('a')?.send({ type: 'CRASH' } as never);
  expect(parent.whichChildren()).toMatchObject([{ id: 'inner', state: 'restarting' }]);
  await pass(1000);
  expect(parent.whichChildren()).toMatchObject([{ id: 'inner', state: 'running' }]);
  expect(inner.whichChildren()).toMatchObject([{ id: 'a', state: 'running' }]);
});

it('a parked actor is tried by its own strategy, not by what that falls back to', async () => {
  const { actor } = fragile();
  actor.strategy = new ResumeStrategy({ logError: false });
  actor.send({ type: 'START' });
  actor.send({ type: 'CRASH' });
  actor.send({ type: 'CRASH' });
  expect(actor.getHealthMetrics().childState).toBe('parked');
  await pass(1000);
  expect(actor.getSnapshot()).toMatchObject({ status: 'active', value: 'active' });
  expect(actor.getHealthMetrics().childState).toBe('running');
});

it('a probe has succeeded when its actor has run for five seconds, unless told otherwise', async () => {
  const { supervisor, actor } = fragile({ stableAfterMs: undefined });
  actor.send({ type: 'CRASH' });
  actor.send({ type: 'CRASH' });
  await pass(1000);
  await pass(4999);
  expect(supervisor.getCircuitBreakerState()).toBe('half-open');
  await pass(1);
  expect(supervisor.getCircuitBreakerState()).toBe('closed');
});

it('has no slow calls, as it sees none', () => {
  expect(() => fragile({ slowCallMs: 1000 })).toThrow(
    expect.objectContaining({ code: 'STATEWARDEN_INVALID_OPTION', option: 'slowCallMs' }),
  );
});
