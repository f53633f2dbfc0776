import {
  createSupervisedMachine,
  getCoreStatistics,
  Registry,
  RestartStrategy,
  RootSupervisor,
  StopStrategy,
  type SupervisedActor,
  Supervisor,
} from 'statewarden';
import { collected, nextTurn } from '../support/garbage.js';
import { crashable } from './support/machines.js';

afterEach(() => RootSupervisor.resetInstance());

const isGone = (each: WeakRef<object>) => each.deref() === undefined;

it('a supervisor that was stopped does not keep the actor that failed last', async () => {
  const supervisor = new Supervisor('s', { defaultStrategy: new StopStrategy() });
  const failed = (() => {
    const actor = createSupervisedMachine('a', crashable, { supervisor });
    actor.send({ type: 'CRASH' });
    return new WeakRef(actor);
  })();
  // An error may hold the receivers of the calls on its stack.
  RootSupervisor.getInstance().clearErrorHistory();
  await supervisor.stop();
  expect(await collected(() => isGone(failed))).toBe(true);
  expect(supervisor.isStopped).toBe(true);
});

describe('the core forgets strategies', () => {
  const strategies = () => getCoreStatistics().strategies;

  it('to which nobody refers any more, though there are supervisors', async () => {
    const actor = createSupervisedMachine('a', crashable);
    const before = strategies();
    (() => {
      for (let n = 1; n <= 200; n++) {
        actor.strategy = new RestartStrategy({ maxRestarts: n, maxDelay: 77_777 });
      }
    })();
    expect(strategies()).toBeGreaterThanOrEqual(before + 200);
    expect(await collected(() => strategies() <= before + 1)).toBe(true);
    actor.send({ type: 'CRASH' });
    expect(actor.getHealthMetrics()).toMatchObject({ childState: 'backingOff', restartsLeft: 200 });
  });

  it('but not one that equals another which may still be used', async () => {
    const make = (maxRestarts = 3) => new RestartStrategy({ maxRestarts, backoffType: 'none' });
    const use = (strategy: RestartStrategy) =>
      createSupervisedMachine('used', crashable, { strategy });
    const kept = make();
    use(kept).stop();
    const before = strategies();
    (() => {
      for (const strategy of [make(), make(55_555)]) use(strategy).stop();
    })();
    expect(strategies()).toBe(before + 1);
    expect(await collected(() => strategies() <= before)).toBe(true);
    const others = [0, 1].map((maxRestarts) => make(maxRestarts));
    for (const other of others) use(other).stop();
    const actor = use(kept);
    for (let i = 0; i < 3; i++) actor.send({ type: 'CRASH' });
    expect(actor.getHealthMetrics()).toMatchObject({ childState: 'running', restartsLeft: 0 });
    actor.send({ type: 'CRASH' });
    expect(actor.getSnapshot().status).toBe('stopped');
    expect(others).toHaveLength(2);
  });
});

describe('an actor that has ended is kept', () => {
  const gone = (make: () => SupervisedActor) => new WeakRef<object>(make());

  it('by no registry that it had a name in', async () => {
    const registry = new Registry();
    const actor = gone(() => {
      const made = createSupervisedMachine('a', crashable);
      registry.register('name', made);
      made.stop();
      return made;
    });
    expect(await collected(() => isGone(actor))).toBe(true);
    expect(registry.count()).toBe(0);
  });

  it('by no supervisor that has ended too and heard of an error of it since', async () => {
    const supervisor = new Supervisor('s');
    const actor = gone(() => createSupervisedMachine('a', crashable, { supervisor }));
    await supervisor.stop();
    (actor.deref() as SupervisedActor).reportError(new Error('too late'));
    RootSupervisor.getInstance().clearErrorHistory();
    expect(await collected(() => isGone(actor))).toBe(true);
    expect(supervisor.isStopped).toBe(true);
  });

  it.each([
    ['as long as somebody listens', false],
    ['when nobody listens any more', true],
  ])('by no event %s', async (_when, isOver) => {
    const subscription = RootSupervisor.getInstance().onEvent(() => {});
    createSupervisedMachine('other', crashable);
    await nextTurn();
    if (isOver) subscription.unsubscribe();
    const actor = gone(() => createSupervisedMachine('a', crashable).stop() as SupervisedActor);
    expect(await collected(() => isGone(actor))).toBe(true);
    subscription.unsubscribe();
  });
});
