import {
  createSupervisedMachine,
  EscalateStrategy,
  RestartStrategy,
  RootSupervisor,
  type SupervisedActor,
  Supervisor,
} from 'statewarden';
import { crashable } from '../support/machines.js';
import { pass, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

const root = () => RootSupervisor.getInstance();

const later = new RestartStrategy({ backoffType: 'linear', initialDelay: 1000, maxDelay: 1000 });

function actorsOf(supervisor: Supervisor, ids: readonly string[]) {
  return ids.map((id) => createSupervisedMachine(id, crashable, { supervisor, strategy: later }));
}

it('shows each supervisor of the tree by itself', async () => {
  const top = new Supervisor('top', { parent: root() });
  const left = new Supervisor('left', { parent: top });
  const right = new Supervisor('right', { parent: top });
  actorsOf(top, ['a']);
  const [b] = actorsOf(left, ['b', 'c']);
  actorsOf(right, ['d']);
  await pass(3000);
  b?.send({ type: 'CRASH' });
  await pass(500);
  const health = top.getHealth();
  expect(health).toMatchObject({
    id: 'top',
    status: 'unhealthy',
    actorCount: 4,
    states: { running: 3, backingOff: 1 },
    supervisors: [
      { id: 'left', path: 'root/top/left', status: 'unhealthy', actorCount: 2, supervisors: [] },
      { id: 'right', path: 'root/top/right', status: 'healthy', actorCount: 1, availability: 1 },
    ],
  });
  expect(health.availability).toBeCloseTo(13_500 / 14_000);
});

describe('the quorum rule', () => {
  it('is degraded while enough actors serve, and unhealthy below that', () => {
    const supervisor = new Supervisor('s', { parent: root() });
    const actors = actorsOf(supervisor, ['a', 'b', 'c', 'd']);
    const status = () => supervisor.getHealth({ rule: 'quorum', quorum: 0.5 }).status;
    const seen = [status()];
    for (const actor of actors) {
      actor.send({ type: 'CRASH' });
      seen.push(status());
    }
    expect(seen).toEqual(['healthy', 'degraded', 'degraded', 'unhealthy', 'unhealthy']);
    expect(supervisor.getHealth().status).toBe('unhealthy');
  });

  it('with a quorum of 1 wants all, with 0 none', () => {
    const supervisor = new Supervisor('s', { parent: root() });
    const [a] = actorsOf(supervisor, ['a', 'b']);
    a?.send({ type: 'CRASH' });
    expect(supervisor.getHealth({ rule: 'quorum', quorum: 1 }).status).toBe('unhealthy');
    expect(supervisor.getHealth({ rule: 'quorum', quorum: 0 }).status).toBe('degraded');
  });

  it('refuses what is no rule and no quorum', () => {
    const supervisor = new Supervisor('s', { parent: root() });
    expect(() => supervisor.getHealth({ rule: 'best' as 'worst' })).toThrow("one of 'worst'");
    expect(() => supervisor.getHealth({ rule: 'quorum', quorum: 2 })).toThrow('from 0 to 1');
    expect(() => supervisor.getHealth({ quota: 1 } as object)).toThrow('quota');
  });
});

it('does not hold it against a supervisor that children were stopped on purpose', async () => {
  const supervisor = new Supervisor('s', {
    parent: root(),
    children: [
      { id: 'a', machine: crashable },
      { id: 'b', machine: crashable },
    ],
  });
  await supervisor.terminateChild('a');
  expect(supervisor.getHealth()).toMatchObject({ status: 'healthy', actorCount: 1 });
});

it('is not healthy while a circuit below is open, although no actor is there', () => {
  const top = new Supervisor('top', { parent: root() });
  const gated = new Supervisor('gated', { parent: top, circuitBreaker: { failureThreshold: 1 } });
  const [a] = actorsOf(gated, ['a']);
  a?.send({ type: 'CRASH' });
  a?.stop();
  expect(gated.getHealth()).toMatchObject({ status: 'degraded', actorCount: 0, circuit: 'open' });
  expect(top.getHealth().status).toBe('degraded');
});

it('is unhealthy while the supervisor itself waits for its restart', async () => {
  const top = new Supervisor('top', { parent: root(), defaultStrategy: later });
  const inner = new Supervisor('inner', { parent: top, maxRestarts: 1 });
  const strategy = new RestartStrategy({ backoffType: 'none' });
  const actor = createSupervisedMachine('a', crashable, { supervisor: inner, strategy });
  actor.send({ type: 'CRASH' });
  actor.send({ type: 'CRASH' });
  expect(inner.getHealth().status).toBe('unhealthy');
  expect(top.getHealth()).toMatchObject({ status: 'unhealthy', supervisors: [{ id: 'inner' }] });
  await pass(1010);
  expect(inner.getHealth().status).toBe('degraded');
});

it('is not healthy while a supervisor below waits for its restart that has no actors to start', () => {
  const top = new Supervisor('top', { parent: root(), defaultStrategy: later });
  const inner = new Supervisor('inner', {
    parent: top,
    defaultStrategy: new EscalateStrategy({ scope: 'supervisor' }),
  });
  const actor = inner.startChild({ id: 'a', machine: crashable }) as SupervisedActor;
  actor?.send({ type: 'CRASH' });
  expect(top.getHealth()).toMatchObject({
    status: 'unhealthy',
    actorCount: 0,
    supervisors: [{ id: 'inner', status: 'unhealthy' }],
  });
  expect(root().getHealth().status).toBe('unhealthy');
  expect(top.getHealth({ rule: 'quorum', quorum: 0.5 }).status).toBe('degraded');
});

it('counts the events that wait below', () => {
  const parent = new Supervisor('parent');
  const supervisor = new Supervisor('s', { parent });
  const strategy = new RestartStrategy({ initialDelay: 100 });
  const actor = createSupervisedMachine('a', crashable, { supervisor, strategy });
  actor.send({ type: 'CRASH' });
  actor.send({ type: 'INC' });
  expect(parent.getHealth().mailboxSize).toBe(1);
});
