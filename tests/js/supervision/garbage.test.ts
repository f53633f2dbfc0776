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

  it('but not one that equals another in use', async () => {
    const make = () => new RestartStrategy({ maxRestarts: 3, backoffType: 'none' });
    const kept = createSupervisedMachine('kept', crashable, { strategy: make() });
    const gone = (() => {
      const strategy = make();
      createSupervisedMachine('gone', crashable, { strategy }).stop();
      return new WeakRef(strategy);
    })();
    expect(await collected(() => isGone(gone))).toBe(true);
    for (let i = 0; i < 4; i++) kept.send({ type: 'CRASH' });
    expect(kept.getSnapshot().status).toBe('stopped');
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
