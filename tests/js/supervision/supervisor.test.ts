import {
  createSupervisedMachine,
  DuplicateIdError,
  EscalateStrategy,
  InvalidArgumentError,
  RestartStrategy,
  RootSupervisor,
  StopStrategy,
  Supervisor,
  SupervisorStoppedError,
} from 'statewarden';
import { crashable } from './support/machines.js';
import { pass, useVirtualTime } from './support/virtual-time.js';

useVirtualTime();

const atOnce = new RestartStrategy({ backoffType: 'none' });

function actorsOf(supervisor: Supervisor, ids: string[], log: string[] = []) {
  const onRestart = ({ id }: { id: string }) => log.push(`${id} restarted`);
  const onStop = ({ id }: { id: string }) => log.push(`${id} stopped`);
  const options = { supervisor, onRestart, onStop };
  return ids.map((id) => createSupervisedMachine(id, crashable, options));
}

describe('the tree', () => {
  it('knows its paths, children and actors', () => {
    const root = RootSupervisor.getInstance();
    const orders = new Supervisor('orders', { parent: root });
    const payments = new Supervisor('payments', { parent: orders });
    expect([root.path, orders.path, payments.path]).toEqual([
      'root',
      'root/orders',
      'root/orders/payments',
    ]);
    expect(root.getChildSupervisors()).toEqual([orders]);
    expect(payments.parent).toBe(orders);
    const [card] = actorsOf(payments, ['card']);
    const [cart] = actorsOf(orders, ['cart']);
    expect(root.getAllActors()).toEqual([card, cart]);
    expect(root.actors.size).toBe(0);
    expect(root.getActor('card')).toBe(card);
    expect(root.getActor('none')).toBeUndefined();
    expect(payments.actors.get('card')).toBe(card);
  });

  it('takes actors without a supervisor at the root', () => {
    const actor = createSupervisedMachine('a', crashable);
    expect(actor.supervisor).toBe(RootSupervisor.getInstance());
  });

  it('refuses a second actor of an id, and leaves the first and the core alone', () => {
    const supervisor = new Supervisor('s');
    const [first] = actorsOf(supervisor, ['a']);
    expect(() => actorsOf(supervisor, ['a'])).toThrow(DuplicateIdError);
    expect(() => actorsOf(supervisor, ['a'])).toThrow(
      "supervisor 's' already has an actor 'a'; stop that one first or use another id",
    );
    expect(supervisor.getActor('a')).toBe(first);
    expect(() => actorsOf(new Supervisor('other'), ['a'])).not.toThrow();
  });

  it('refuses a second supervisor of an id below one parent', () => {
    const parent = RootSupervisor.getInstance();
    const first = new Supervisor('s', { parent });
    expect(() => new Supervisor('s', { parent })).toThrow(DuplicateIdError);
    expect(parent.getChildSupervisors()).toEqual([first]);
    expect(() => new Supervisor('s', { parent: first })).not.toThrow();
  });

  it.each([undefined, null, 7, '', {}, Symbol('s')])('refuses %p for an id', (id) => {
    expect(() => new Supervisor(id as never)).toThrow(InvalidArgumentError);
    expect(() => createSupervisedMachine(id as never, crashable)).toThrow(InvalidArgumentError);
  });

  it('takes ids that mean something to JavaScript', () => {
    const names = ['__proto__', 'constructor', 'toString', ' ', '\ud800'];
    for (const id of names) {
      const supervisor = new Supervisor(id, { parent: RootSupervisor.getInstance() });
      const [actor] = actorsOf(supervisor, [id]);
      expect(supervisor.getActor(id)).toBe(actor);
    }
    expect(RootSupervisor.getInstance().getActor('valueOf')).toBeUndefined();
    expect(
      RootSupervisor.getInstance()
        .getAllActors()
        .map(({ id }) => id),
    ).toEqual(names);
  });
});

describe('registering', () => {
  it('moves an actor from one supervisor to another, which then decides', () => {
    const first = new Supervisor('first', { defaultStrategy: new StopStrategy() });
    const second = new Supervisor('second', { defaultStrategy: atOnce });
    const [actor] = actorsOf(first, ['a']);
    if (!actor) throw new Error('no actor');
    second.registerActor(actor);
    expect(first.actors.size).toBe(0);
    expect(actor.supervisor).toBe(second);
    actor.send({ type: 'CRASH' });
    expect(actor.getHealthMetrics().restartCount).toBe(1);
  });

  it('again does nothing', () => {
    const supervisor = new Supervisor('s');
    const [actor] = actorsOf(supervisor, ['a']);
    actor && supervisor.registerActor(actor);
    expect(supervisor.getAllActors()).toEqual([actor]);
  });

  it('refuses a move onto a taken id, and the actor stays where it was', () => {
    const [first, second] = [new Supervisor('first'), new Supervisor('second')];
    const [actor] = actorsOf(first, ['a']);
    const [other] = actorsOf(second, ['a']);
    expect(() => actor && second.registerActor(actor)).toThrow(DuplicateIdError);
    expect([actor?.supervisor, other?.supervisor]).toEqual([first, second]);
  });

  it.each([undefined, null, 7, 'a', {}, crashable])('refuses %p for an actor', async (actor) => {
    const supervisor = new Supervisor('s');
    expect(() => supervisor.registerActor(actor as never)).toThrow(InvalidArgumentError);
    const error = new Error('x');
    await expect(supervisor.handleActorError(actor as never, error)).rejects.toThrow(
      InvalidArgumentError,
    );
    await expect(supervisor.escalateError(actor as never, error)).rejects.toThrow(
      InvalidArgumentError,
    );
  });

  it('an unregistered actor runs on, and its next failure ends it as in XState', () => {
    const supervisor = new Supervisor('s', { defaultStrategy: atOnce });
    const [actor] = actorsOf(supervisor, ['a']);
    supervisor.unregisterActor('a');
    supervisor.unregisterActor('unknown');
    expect(actor?.supervisor).toBeUndefined();
    const error = jest.fn();
    actor?.subscribe({ error });
    actor?.send({ type: 'START' });
    expect(actor?.getSnapshot().value).toBe('active');
    actor?.send({ type: 'CRASH' });
    expect(actor?.getSnapshot().status).toBe('error');
    expect(error).toHaveBeenCalledWith(new Error('CRASH'));
  });

  it('an actor that is unregistered while it waits for its restart is stopped', async () => {
    const supervisor = new Supervisor('s', { defaultStrategy: new RestartStrategy() });
    const log: string[] = [];
    const [actor] = actorsOf(supervisor, ['a'], log);
    actor?.send({ type: 'CRASH' });
    supervisor.unregisterActor('a');
    expect(actor?.getSnapshot().status).toBe('stopped');
    await pass(1000);
    expect(log).not.toContain('a restarted');
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('the default strategy', () => {
  it('is a RestartStrategy with its defaults', () => {
    expect(new Supervisor('s').defaultStrategy).toEqual(new RestartStrategy());
  });

  it('may be replaced, for the failures to come', () => {
    const supervisor = new Supervisor('s', { defaultStrategy: atOnce });
    const [actor] = actorsOf(supervisor, ['a']);
    actor?.send({ type: 'CRASH' });
    supervisor.defaultStrategy = new StopStrategy();
    actor?.send({ type: 'CRASH' });
    expect(actor?.getHealthMetrics()).toMatchObject({ restartCount: 1, childState: 'stopped' });
    expect(() => {
      supervisor.defaultStrategy = {} as never;
    }).toThrow(InvalidArgumentError);
  });
});

describe('restart scopes', () => {
  it.each([
    ['one-for-one', ['c']],
    ['one-for-all', ['a', 'b', 'c', 'd', 'e']],
    ['rest-for-one', ['c', 'd', 'e']],
  ] as const)('%s restarts %p when c of a to e fails, in start order', async (scope, expected) => {
    const supervisor = new Supervisor('s', { restartScope: scope, defaultStrategy: atOnce });
    const log: string[] = [];
    const actors = actorsOf(supervisor, ['a', 'b', 'c', 'd', 'e'], log);
    for (const actor of actors) actor.send({ type: 'START' });
    actors[2]?.send({ type: 'CRASH' });
    await pass(0);
    expect(log).toEqual(expected.map((id) => `${id} restarted`));
    const values = actors.map((actor) => [actor.id, actor.getSnapshot().value]);
    const restarted: readonly string[] = expected;
    expect(values).toEqual(
      ['a', 'b', 'c', 'd', 'e'].map((id) => [id, restarted.includes(id) ? 'idle' : 'active']),
    );
  });

  it('can be changed live', async () => {
    const supervisor = new Supervisor('s', { defaultStrategy: atOnce });
    const log: string[] = [];
    const actors = actorsOf(supervisor, ['a', 'b'], log);
    expect(supervisor.restartScope).toBe('one-for-one');
    supervisor.restartScope = 'one-for-all';
    actors[1]?.send({ type: 'CRASH' });
    await pass(0);
    expect(log).toEqual(['a restarted', 'b restarted']);
    expect(() => {
      supervisor.restartScope = 'all' as never;
    }).toThrow(InvalidArgumentError);
  });

  it('an actor that was stopped on purpose or is done stays down', async () => {
    const options = { restartScope: 'one-for-all', defaultStrategy: atOnce } as const;
    const supervisor = new Supervisor('s', options);
    const log: string[] = [];
    const actors = actorsOf(supervisor, ['a', 'b', 'c'], log);
    actors[0]?.stop();
    actors[1]?.send({ type: 'CRASH' });
    await pass(0);
    expect(log).toEqual(['a stopped', 'b restarted', 'c restarted']);
  });
});

describe('the common limit of a supervisor', () => {
  const limited = { maxRestarts: 2, withinTimeWindow: 1000, defaultStrategy: atOnce } as const;

  it('beyond it the supervisor fails into its parent, which restarts it with a clean history', async () => {
    const parent = new Supervisor('parent', { defaultStrategy: atOnce });
    const supervisor = new Supervisor('s', { ...limited, parent });
    const log: string[] = [];
    const [a, b] = actorsOf(supervisor, ['a', 'b'], log);
    a?.send({ type: 'CRASH' });
    b?.send({ type: 'CRASH' });
    a?.send({ type: 'CRASH' });
    await pass(0);
    expect(log).toEqual(['a restarted', 'b restarted', 'a restarted', 'b restarted']);
    b?.send({ type: 'CRASH' });
    b?.send({ type: 'CRASH' });
    expect(b?.getHealthMetrics().childState).toBe('running');
  });

  it('at the top of a tree everything stops, in reverse order', async () => {
    const supervisor = new Supervisor('s', limited);
    const log: string[] = [];
    const [a] = actorsOf(supervisor, ['a', 'b', 'c'], log);
    for (let i = 0; i < 3; i++) a?.send({ type: 'CRASH' });
    await pass(0);
    expect(log.slice(2)).toEqual(['c stopped', 'b stopped', 'a stopped']);
  });

  it('forgets restarts that are older than the window', async () => {
    const supervisor = new Supervisor('s', limited);
    const [a] = actorsOf(supervisor, ['a']);
    for (let i = 0; i < 6; i++) {
      a?.send({ type: 'CRASH' });
      await pass(501);
    }
    expect(a?.getHealthMetrics()).toMatchObject({ childState: 'running', restartCount: 6 });
  });
});

describe('handleActorError by hand', () => {
  it('is a failure like any other, with its context in the history', async () => {
    const supervisor = new Supervisor('s', { defaultStrategy: atOnce });
    const [actor] = actorsOf(supervisor, ['a']);
    if (!actor) throw new Error('no actor');
    await supervisor.handleActorError(actor, new Error('by hand'), { device: 7 });
    expect(actor.getHealthMetrics()).toMatchObject({ errorCount: 1, restartCount: 1 });
    expect(RootSupervisor.getInstance().getErrorHistory()[0]).toMatchObject({
      supervisorId: 's',
      context: { device: 7 },
    });
  });

  it('takes a strategy called by hand for a failure too', async () => {
    const supervisor = new Supervisor('s');
    const [actor] = actorsOf(supervisor, ['a']);
    if (!actor) throw new Error('no actor');
    await atOnce.handleError(supervisor, actor, new Error('by hand'));
    expect(actor.getHealthMetrics()).toMatchObject({ errorCount: 1, restartCount: 1 });
    await new EscalateStrategy().handleError(supervisor, actor, new Error('by hand'));
    expect(actor.getSnapshot().status).toBe('stopped');
  });
});

describe('the end of a supervisor', () => {
  it('stopAllActors leaves it usable', async () => {
    const supervisor = new Supervisor('s');
    const log: string[] = [];
    actorsOf(supervisor, ['a', 'b'], log);
    await supervisor.stopAllActors();
    expect(log).toEqual(['b stopped', 'a stopped']);
    expect(() => actorsOf(supervisor, ['a'])).not.toThrow();
  });

  it('stopAllActors is done when the call returns', () => {
    const supervisor = new Supervisor('s');
    const [actor] = actorsOf(supervisor, ['a', 'b']);
    void supervisor.stopAllActors();
    expect(actor?.getSnapshot().status).toBe('stopped');
  });

  it('stop takes it out of its tree for good, with everything below', async () => {
    const root = RootSupervisor.getInstance();
    const upper = new Supervisor('upper', { parent: root });
    const lower = new Supervisor('lower', { parent: upper });
    const [actor] = actorsOf(lower, ['a']);
    await upper.stop();
    expect(actor?.getSnapshot().status).toBe('stopped');
    expect([upper.isStopped, lower.isStopped]).toEqual([true, true]);
    expect(root.getChildSupervisors()).toEqual([]);
    expect(() => actorsOf(lower, ['b'])).toThrow(SupervisorStoppedError);
    expect(() => new Supervisor('x', { parent: upper })).toThrow(SupervisorStoppedError);
    await upper.stop();
    expect(upper.getCircuitBreakerState()).toBeUndefined();
    upper.resetCircuitBreaker();
    upper.defaultStrategy = atOnce;
    expect(() => new Supervisor('upper', { parent: root })).not.toThrow();
  });

  it('awaits an actor whose own stop returns a promise, and goes on when one fails', async () => {
    const supervisor = new Supervisor('s');
    const [a, b, c] = actorsOf(supervisor, ['a', 'b', 'c']);
    const order: string[] = [];
    jest.spyOn(c as object as { stop(): unknown }, 'stop').mockImplementation(async () => {
      await pass(0);
      order.push('c');
    });
    jest.spyOn(b as object as { stop(): unknown }, 'stop').mockImplementation(() => {
      order.push('b');
      throw new Error('stuck');
    });
    a?.subscribe({ complete: () => order.push('a') });
    await supervisor.stopAllActors();
    expect(order).toEqual(['c', 'b', 'a']);
    expect(() => jest.runOnlyPendingTimers()).toThrow('stuck');
  });
});

describe('the health of a subtree', () => {
  it('is the worst of its actors, with sums over all of them', async () => {
    const top = new Supervisor('top', { defaultStrategy: atOnce, circuitBreaker: true });
    const lower = new Supervisor('lower', { parent: top, defaultStrategy: new RestartStrategy() });
    const none = { healthy: 0, degraded: 0, unhealthy: 0, stopped: 0 };
    expect(top.getHealth()).toMatchObject({
      status: 'healthy',
      actorCount: 0,
      actors: none,
      errorCount: 0,
      restartCount: 0,
      circuit: 'closed',
    });
    const [a] = actorsOf(top, ['a', 'b']);
    const [c] = actorsOf(lower, ['c']);
    a?.send({ type: 'CRASH' });
    expect(top.getHealth()).toMatchObject({ status: 'degraded', restartCount: 1 });
    c?.send({ type: 'CRASH' });
    expect(top.getHealth()).toMatchObject({
      status: 'unhealthy',
      actorCount: 3,
      actors: { ...none, healthy: 1, degraded: 1, unhealthy: 1 },
      errorCount: 2,
    });
    expect(lower.getHealth()).toMatchObject({ actorCount: 1, circuit: undefined });
    await pass(70_000);
    expect(top.getHealth().status).toBe('healthy');
  });

  it('says that a stopped supervisor is stopped, not healthy', async () => {
    const supervisor = new Supervisor('gone');
    expect(supervisor.getHealth().status).toBe('healthy');
    await supervisor.stop();
    expect(supervisor.getHealth()).toMatchObject({ status: 'stopped', actorCount: 0 });
  });
});
