import {
  countWatches,
  createActor,
  createSupervisedMachine,
  type EventObject,
  InvalidArgumentError,
  InvalidOptionError,
  RestartStrategy,
  ResumeStrategy,
  RootSupervisor,
  StopStrategy,
  SupervisedActor,
  Supervisor,
  setUnhandledErrorReporter,
  type Termination,
  watch,
} from 'statewarden';
import { createMachine, fromPromise, createActor as xstateActor } from 'xstate';
import {
  actorOf,
  atOnce,
  finishable,
  implementations,
  supervisorOf,
  worker,
} from '../children/support.js';
import { pass, settle, useVirtualTime } from '../support/virtual-time.js';
import { heardBy, targetOf, watcherOf } from './support.js';

useVirtualTime();

afterEach(() => {
  RootSupervisor.resetInstance();
  expect(countWatches()).toBe(0);
});

const gone = (actorId: string, reason: string, more = {}) => ({
  type: 'statewarden.terminated',
  actorId,
  reason,
  ...more,
});

describe('an actor that watches another (A-16)', () => {
  it('is told once of a stop, of a final state and of a failure for good', async () => {
    const watcher = watcherOf('watcher');
    const [a, b] = [targetOf('a'), targetOf('b')];
    const c = targetOf('c', { strategy: new StopStrategy() });
    for (const target of [a, b, c]) watcher.watch(target);
    a.stop();
    await settle();
    expect(heardBy(watcher)).toEqual([gone('a', 'stopped')]);
    b.send({ type: 'FINISH' });
    c.send({ type: 'CRASH' });
    await settle();
    expect(heardBy(watcher).slice(1)).toEqual([
      gone('b', 'done'),
      gone('c', 'failed', { error: new Error('CRASH') }),
    ]);
    a.stop();
    await settle();
    expect(heardBy(watcher)).toHaveLength(3);
  });

  it('is told of what ended before it began to watch', async () => {
    const watcher = watcherOf('watcher');
    const [a, b] = [targetOf('a'), targetOf('b')];
    const c = targetOf('c', { strategy: new StopStrategy() });
    a.stop();
    b.send({ type: 'FINISH' });
    c.send({ type: 'CRASH' });
    for (const target of [a, b, c]) watcher.watch(target);
    expect(heardBy(watcher)).toEqual([]);
    await settle();
    expect(heardBy(watcher)).toEqual([
      gone('a', 'stopped'),
      gone('b', 'done'),
      gone('c', 'failed', { error: new Error('CRASH') }),
    ]);
  });

  it('is not told of a restart', async () => {
    const watcher = watcherOf('watcher');
    const target = targetOf('a');
    watcher.watch(target);
    target.send({ type: 'CRASH' });
    await pass(1);
    await target.restart();
    await settle();
    expect(target.getHealthMetrics().restartCount).toBe(2);
    expect(heardBy(watcher)).toEqual([]);
    target.stop();
    await settle();
    expect(heardBy(watcher)).toEqual([gone('a', 'stopped')]);
  });

  it('is told of a failure that was not overcome when the target ends in back-off', async () => {
    const watcher = watcherOf('watcher');
    const target = targetOf('a', { strategy: new RestartStrategy({ initialDelay: 1000 }) });
    watcher.watch(target);
    target.send({ type: 'CRASH' });
    target.stop();
    await settle();
    expect(heardBy(watcher)).toEqual([gone('a', 'failed', { error: new Error('CRASH') })]);
  });

  it.each([
    ['restarted', new RestartStrategy({ initialDelay: 0 })],
    ['resumed', new ResumeStrategy({ logError: false })],
  ])('is told of a stop when the target was %s before that', async (_how, strategy) => {
    const watcher = watcherOf('watcher');
    const target = targetOf('a', { strategy });
    watcher.watch(target);
    target.send({ type: 'CRASH' });
    await pass(1);
    target.stop();
    await settle();
    expect(heardBy(watcher)).toEqual([gone('a', 'stopped')]);
  });

  it('is told of the limit of restarts with the failure that exceeded it', async () => {
    const watcher = watcherOf('watcher');
    const strategy = new RestartStrategy({ maxRestarts: 1, initialDelay: 0 });
    const target = targetOf('a', { strategy });
    watcher.watch(target);
    target.send({ type: 'CRASH' });
    await pass(1);
    expect(heardBy(watcher)).toEqual([]);
    target.send({ type: 'CRASH' });
    await settle();
    expect(heardBy(watcher)).toEqual([gone('a', 'failed', { error: new Error('CRASH') })]);
  });

  it('receives an event of its own choice', async () => {
    const watcher = watcherOf('watcher');
    const target = targetOf('a');
    watcher.watch(target, { type: 'FIRST' });
    watcher.watch(target, { type: 'GONE', which: 1 } as EventObject);
    target.stop();
    await settle();
    expect(heardBy(watcher)).toEqual([{ type: 'GONE', which: 1 }]);
  });

  it('is not told after unwatch, even when the event was due already', async () => {
    const watcher = watcherOf('watcher');
    const [a, b] = [targetOf('a'), targetOf('b')];
    watcher.watch(a);
    watcher.watch(b);
    expect(watcher.isWatching(a)).toBe(true);
    watcher.unwatch(a);
    watcher.unwatch(a);
    expect(watcher.isWatching(a)).toBe(false);
    a.stop();
    b.stop();
    watcher.unwatch(b);
    await settle();
    expect(heardBy(watcher)).toEqual([]);
  });

  it('can watch again after it was told', async () => {
    const watcher = watcherOf('watcher');
    const target = targetOf('a');
    watcher.watch(target);
    target.stop();
    await settle();
    expect(watcher.isWatching(target)).toBe(false);
    watcher.watch(target);
    await settle();
    expect(heardBy(watcher)).toHaveLength(2);
  });

  it('keeps its watches over a restart, and is told then of what ended meanwhile', async () => {
    const watcher = watcherOf('watcher', { strategy: new RestartStrategy({ initialDelay: 100 }) });
    const [a, b, c] = [targetOf('a'), targetOf('b'), targetOf('c')];
    for (const target of [a, b, c]) watcher.watch(target);
    watcher.send({ type: 'CRASH' });
    a.stop();
    b.stop();
    await settle();
    watcher.unwatch(b);
    expect(heardBy(watcher)).toEqual([]);
    await pass(100);
    expect(heardBy(watcher)).toEqual([gone('a', 'stopped')]);
    c.stop();
    await settle();
    expect(heardBy(watcher)).toEqual([gone('a', 'stopped'), gone('c', 'stopped')]);
  });

  it('is told after a group restart that it took part in', async () => {
    const strategy = new RestartStrategy({ initialDelay: 100 });
    const supervisor = new Supervisor('group', {
      restartScope: 'one-for-all',
      defaultStrategy: strategy,
    });
    const [a, b] = ['a', 'b'].map((id) => watcherOf(id, { supervisor, strategy })) as [
      SupervisedActor,
      SupervisedActor,
    ];
    const target = targetOf('target');
    a.watch(target);
    b.watch(target);
    a.send({ type: 'CRASH' });
    target.stop();
    await pass(100);
    expect(heardBy(a)).toEqual([gone('target', 'stopped')]);
    expect(countWatches()).toBe(0);
    await supervisor.stop();
  });

  it('is told after a strategy has taken its time to let it go on', async () => {
    let decide = () => {};
    const strategy = {
      type: 'slow',
      handleError: () =>
        new Promise<void>((resolve) => {
          decide = resolve;
        }),
    };
    const watcher = watcherOf('watcher', { strategy });
    const target = targetOf('a');
    watcher.watch(target);
    watcher.send({ type: 'CRASH' });
    target.stop();
    await settle();
    expect(heardBy(watcher)).toEqual([]);
    decide();
    await settle();
    expect(heardBy(watcher)).toEqual([gone('a', 'stopped')]);
  });

  it('has its watches forgotten when it ends, also those that are due', async () => {
    const root = RootSupervisor.getInstance();
    const watcher = watcherOf('watcher');
    const [a, b] = [targetOf('a'), targetOf('b')];
    watcher.watch(a);
    watcher.watch(b);
    expect(countWatches()).toBe(2);
    a.stop();
    watcher.stop();
    expect(countWatches()).toBe(0);
    await settle();
    b.stop();
    await settle();
    expect(root.getDeadLetters()).toEqual([]);
    expect(() => watcher.watch(a)).toThrow('has ended');
  });

  it('may watch whoever watches it', async () => {
    const [a, b] = [watcherOf('a'), watcherOf('b')];
    a.watch(b);
    b.watch(a);
    a.stop();
    await settle();
    expect(heardBy(b)).toEqual([gone('a', 'stopped')]);
    expect(countWatches()).toBe(0);
  });

  it('may watch from its own actions, in each of its incarnations', async () => {
    const target = targetOf('a');
    const machine = createMachine({
      initial: 'waiting',
      states: {
        waiting: { entry: ({ self }) => (self as unknown as SupervisedActor).watch(target) },
      },
      on: { CRASH: { actions: () => fail() } },
    });
    const fail = () => {
      throw new Error('crash');
    };
    const watcher = createSupervisedMachine('watcher', machine, {
      strategy: new RestartStrategy({ initialDelay: 0 }),
    });
    watcher.send({ type: 'CRASH' });
    await pass(1);
    expect(watcher.isWatching(target)).toBe(true);
    expect(countWatches()).toBe(1);
    target.stop();
  });

  it('keeps the event of an end that came before its own start', async () => {
    const target = targetOf('a');
    const watcher = new SupervisedActor('late', watcherOf('early').getMachine(), {});
    watcher.watch(target);
    target.stop();
    await settle();
    watcher.start();
    expect(heardBy(watcher)).toEqual([gone('a', 'stopped')]);
  });
});

describe('a death pact (A-16)', () => {
  it('fails the watcher when its machine does not take the event', async () => {
    const target = targetOf('a', { strategy: new StopStrategy() });
    const watcher = targetOf('watcher', { strategy: new StopStrategy() });
    watcher.watch(target, undefined, { deathPact: true });
    target.send({ type: 'CRASH' });
    await settle();
    const { lastError } = watcher.getHealthMetrics();
    expect(lastError).toMatchObject({
      name: 'DeathPactError',
      code: 'STATEWARDEN_DEATH_PACT',
      actorId: 'watcher',
      targetId: 'a',
      cause: new Error('CRASH'),
    });
    expect(watcher.getSnapshot().status).toBe('stopped');
  });

  it('is kept when the machine takes the event, or when there is none', async () => {
    const [target, watcher, indifferent] = [targetOf('a'), watcherOf('watcher'), targetOf('b')];
    watcher.watch(target, undefined, { deathPact: true });
    indifferent.watch(target);
    target.stop();
    await settle();
    expect(heardBy(watcher)).toEqual([gone('a', 'stopped')]);
    expect(indifferent.getHealthMetrics().errorCount).toBe(0);
  });

  it('is not broken by a guard that throws, which is the failure then', async () => {
    const guard = () => {
      throw new Error('cannot look');
    };
    const machine = createMachine({ on: { '*': { guard, actions: () => {} } } });
    const target = targetOf('a');
    const watcher = createSupervisedMachine('watcher', machine, { strategy: new StopStrategy() });
    watcher.watch(target, undefined, { deathPact: true });
    target.stop();
    await settle();
    const { lastError } = watcher.getHealthMetrics();
    expect(lastError?.name).not.toBe('DeathPactError');
    expect(String(lastError)).toContain('cannot look');
  });
});

describe('watching from outside (A-16)', () => {
  it('calls the function once with the end and whose it was', async () => {
    const target = targetOf('a', { strategy: new StopStrategy() });
    const heard: Termination[] = [];
    watch(target, (end) => heard.push(end));
    watch(target, (end) => heard.push(end)).unsubscribe();
    target.send({ type: 'CRASH' });
    expect(heard).toEqual([]);
    await settle();
    expect(heard).toEqual([{ actorId: 'a', reason: 'failed', error: new Error('CRASH'), target }]);
    expect(heard[0]?.target).toBe(target);
  });

  it('withdraws a call that is due', async () => {
    const target = targetOf('a');
    const callback = jest.fn();
    const subscription = watch(target, callback);
    target.stop();
    subscription.unsubscribe();
    subscription.unsubscribe();
    await settle();
    expect(callback).not.toHaveBeenCalled();
  });

  it('survives callbacks that throw, watch and unwatch', async () => {
    const reported: unknown[] = [];
    setUnhandledErrorReporter((error) => reported.push(error));
    const target = targetOf('a');
    const heard: string[] = [];
    watch(target, () => {
      throw new Error('callback');
    });
    const last = () => heard.push('last');
    watch(target, () => {
      heard.push('first');
      second.unsubscribe();
      watch(target, last);
    });
    const second = watch(target, () => heard.push('second'));
    target.stop();
    await settle();
    setUnhandledErrorReporter();
    expect(heard).toEqual(['first', 'last']);
    expect(reported).toEqual([new Error('callback')]);
  });

  it('may happen in the onStop of the target, and survives a reset of everything', async () => {
    const heard: string[] = [];
    const hear = (which: string) => () => heard.push(which);
    const target = targetOf('a', { onStop: (actor) => void watch(actor, hear('from onStop')) });
    watch(target, () => RootSupervisor.resetInstance());
    const other = targetOf('b');
    watch(other, hear('b'));
    target.stop();
    await settle();
    expect(heard).toEqual(['from onStop', 'b']);
  });

  it.each([
    ['XState', xstateActor],
    ['this package without a supervisor', createActor],
  ])('follows actors of %s', async (_whose, make) => {
    const heard: unknown[] = [];
    const hear = ({ reason, error }: Termination) => heard.push(error ? { reason, error } : reason);
    const machine = createMachine({
      initial: 'busy',
      states: { busy: { on: { FINISH: 'over' } }, over: { type: 'final' } },
    });
    const make1 = make as typeof xstateActor;
    const [stopped, done] = [make1(machine).start(), make1(machine).start()];
    const failing = make1(fromPromise(() => Promise.reject(new Error('rejected'))));
    for (const actor of [stopped, done, failing]) watch(actor, hear);
    stopped.stop();
    done.send({ type: 'FINISH' });
    failing.start();
    await settle();
    const all = ['stopped', 'done', { reason: 'failed', error: new Error('rejected') }];
    expect(heard).toEqual(all);
    for (const actor of [stopped, done, failing]) watch(actor, hear);
    await settle();
    expect(heard).toEqual([...all, ...all]);
    const unstarted = make1(machine);
    unstarted.stop();
    watch(unstarted, hear);
    const alive = make1(machine).start();
    watch(alive, hear).unsubscribe();
    alive.stop();
    await settle();
    expect(heard).toHaveLength(7);
  });

  it('tells of a failure that a resume did not get over, when the end comes in back-off', async () => {
    const fallbackStrategy = new RestartStrategy({ initialDelay: 100 });
    const strategy = new ResumeStrategy({ maxErrors: 0, logError: false, fallbackStrategy });
    const target = targetOf('a', { strategy });
    const heard: unknown[] = [];
    watch(target, ({ reason }) => heard.push(reason));
    target.send({ type: 'CRASH' });
    expect(target.getHealthMetrics().childState).toBe('backingOff');
    target.stop();
    await settle();
    expect(heard).toEqual(['failed']);
  });

  it('tells of a failure by which somebody had a strategy called by hand', async () => {
    const target = targetOf('a');
    const heard: unknown[] = [];
    watch(target, ({ reason, error }) => heard.push([reason, error]));
    const error = new Error('by hand');
    await new StopStrategy().handleError(RootSupervisor.getInstance(), target, error);
    await settle();
    expect(heard).toEqual([['failed', error]]);
  });

  it('goes by the first end that a foreign actor tells of', async () => {
    let observer: { error?: (error: unknown) => void; complete?: () => void } = {};
    const foreign = {
      id: 'foreign',
      getSnapshot: () => ({ status: 'active' }),
      subscribe: (given: typeof observer) => {
        observer = given;
        return { unsubscribe: () => {} };
      },
    };
    const reasons: string[] = [];
    watch(foreign, ({ reason }) => reasons.push(reason));
    observer.error?.(new Error('first'));
    observer.complete?.();
    await settle();
    expect(reasons).toEqual(['failed']);
  });

  it('tells nothing of a failure that was handed to a supervisor of others', async () => {
    const [target, stranger] = [targetOf('a'), new Supervisor('stranger')];
    const heard: unknown[] = [];
    watch(target, ({ reason }) => heard.push(reason));
    target.send({ type: 'CRASH' });
    await pass(1);
    await stranger.handleActorError(target, new Error('not yours'));
    target.stop();
    await settle();
    expect(heard).toEqual(['stopped']);
  });

  it('leaves no observer with an actor that is not watched any longer', async () => {
    const unsubscribe = jest.fn();
    const actor = {
      id: 'foreign',
      getSnapshot: () => ({ status: 'active' }),
      subscribe: () => ({ unsubscribe }),
    };
    watch(actor, () => {}).unsubscribe();
    expect(unsubscribe).toHaveBeenCalledTimes(1);
    const watcher = watcherOf('watcher');
    watcher.watch(actor);
    watcher.stop();
    expect(unsubscribe).toHaveBeenCalledTimes(2);
  });

  it('still reports the failure of an actor that nobody supervises any more', async () => {
    const reported: unknown[] = [];
    setUnhandledErrorReporter((error) => reported.push(error));
    const target = targetOf('a');
    const reasons: string[] = [];
    watch(target, ({ reason }) => reasons.push(reason));
    RootSupervisor.getInstance().unregisterActor('a');
    await settle();
    expect(reasons).toEqual([]);
    target.send({ type: 'CRASH' });
    await settle();
    setUnhandledErrorReporter();
    expect(reasons).toEqual(['failed']);
    expect(reported).toEqual([new Error('CRASH')]);
  });
});

describe('watching a supervisor (A-16)', () => {
  const reasonsOf = (supervisor: Supervisor): string[] => {
    const reasons: string[] = [];
    watch(supervisor, ({ actorId, reason, error }) =>
      reasons.push(`${actorId} ${reason}${error ? ` ${error.message}` : ''}`),
    );
    return reasons;
  };

  it('tells of its stop, also when that was before', async () => {
    const supervisor = supervisorOf();
    const before = reasonsOf(supervisor);
    await supervisor.stopAllActors();
    await settle();
    expect(before).toEqual([]);
    await supervisor.stop();
    await settle();
    expect(before).toEqual(['s stopped']);
    const after = reasonsOf(supervisor);
    await settle();
    expect(after).toEqual(['s stopped']);
  });

  it('tells of a termination by the parent, but not again when that forgets it', async () => {
    const parent = supervisorOf({ children: [{ id: 'inner', supervisor: {} }] });
    const [inner] = parent.getChildSupervisors();
    const reasons = reasonsOf(inner as Supervisor);
    await parent.terminateChild('inner');
    await settle();
    expect(reasons).toEqual(['inner stopped']);
    parent.restartChild('inner');
    const again = reasonsOf(inner as Supervisor);
    await settle();
    expect(again).toEqual([]);
    await parent.stop();
    await settle();
    expect(reasons).toEqual(['inner stopped']);
    expect(again).toEqual(['inner stopped']);
  });

  it('tells of its failure with the last error, and not when the parent restarts it', async () => {
    const inner = { maxRestarts: 0, children: [worker('a')] };
    const parent = supervisorOf({
      maxRestarts: 1,
      defaultStrategy: new RestartStrategy({ initialDelay: 0, maxRestarts: 1 }),
      children: [{ id: 'inner', supervisor: inner }],
    });
    const [supervisor] = parent.getChildSupervisors() as [Supervisor];
    const reasons = reasonsOf(supervisor);
    actorOf(supervisor, 'a').send({ type: 'CRASH' });
    await pass(10);
    expect(reasons).toEqual([]);
    expect(actorOf(supervisor, 'a')).toBeDefined();
    actorOf(supervisor, 'a').send({ type: 'CRASH' });
    await pass(10);
    expect(reasons).toEqual(['inner failed crash']);
  });

  it('tells of its failure also when the parent has forgotten it since', async () => {
    const inner = { maxRestarts: 0, defaultStrategy: atOnce, children: [worker('a')] };
    const parent = supervisorOf({
      defaultStrategy: new StopStrategy(),
      children: [{ id: 'inner', supervisor: inner }],
    });
    const [supervisor] = parent.getChildSupervisors() as [Supervisor];
    actorOf(supervisor, 'a').send({ type: 'CRASH' });
    await settle();
    parent.deleteChild('inner');
    const reasons = reasonsOf(supervisor);
    await settle();
    expect(reasons).toEqual(['inner failed crash']);
  });

  it('tells of a termination as such, although there was a failure that was overcome', async () => {
    const inner = { maxRestarts: 0, children: [worker('a')] };
    const parent = supervisorOf({ children: [{ id: 'inner', supervisor: inner }] });
    const [supervisor] = parent.getChildSupervisors() as [Supervisor];
    actorOf(supervisor, 'a').send({ type: 'CRASH' });
    await pass(1000);
    const reasons = reasonsOf(supervisor);
    await parent.terminateChild('inner');
    await settle();
    expect(reasons).toEqual(['inner stopped']);
  });

  it('tells an actor that watches one', async () => {
    const [watcher, supervisor] = [watcherOf('watcher'), supervisorOf()];
    watcher.watch(supervisor);
    await supervisor.stop();
    await settle();
    expect(heardBy(watcher)).toEqual([gone('s', 'stopped')]);
  });
});

describe('watching a child whose next life is another actor (A-17)', () => {
  it('concerns the life that was watched', async () => {
    const supervisor = supervisorOf({ children: [worker('a')] });
    const watcher = watcherOf('watcher');
    const first = actorOf(supervisor, 'a');
    watcher.watch(first);
    first.send({ type: 'FINISH' } as never);
    await settle();
    expect(heardBy(watcher)).toEqual([gone('a', 'done')]);
    const second = actorOf(supervisor, 'a');
    expect(second).not.toBe(first);
    expect(watcher.isWatching(second)).toBe(false);
    second.send({ type: 'FINISH' } as never);
    await settle();
    expect(heardBy(watcher)).toHaveLength(1);
    await supervisor.stop();
  });

  it('frees the id before the watcher is told of the end', async () => {
    const supervisor = supervisorOf();
    const first = createSupervisedMachine('a', finishable, { supervisor, implementations });
    let again: SupervisedActor | undefined;
    watch(first, () => {
      again = createSupervisedMachine('a', finishable, { supervisor, implementations });
    });
    first.stop();
    await settle();
    expect(supervisor.getActor('a')).toBe(again);
    jest.spyOn(console, 'warn').mockImplementation();
    first.send({ type: 'LATE' } as never);
    const letters = RootSupervisor.getInstance().getDeadLetters();
    expect(letters.map(({ eventType, reason }) => `${eventType} ${reason}`)).toEqual([
      'LATE notRunning',
    ]);
    await supervisor.stop();
  });
});

describe('a watch of nonsense', () => {
  it('is refused by name', () => {
    const [actor, target] = [watcherOf('watcher'), targetOf('a')];
    for (const nobody of [undefined, null, 'a', {}, { id: 'a' }] as never[]) {
      expect(() => actor.watch(nobody)).toThrow(InvalidArgumentError);
      expect(() => actor.unwatch(nobody)).toThrow(InvalidArgumentError);
      expect(() => watch(nobody, () => {})).toThrow(InvalidArgumentError);
    }
    expect(() => actor.watch(actor)).toThrow('another actor');
    expect(() => actor.watch(target, 'GONE' as never)).toThrow(InvalidArgumentError);
    expect(() => actor.watch(target, { type: '*' } as never)).toThrow(InvalidArgumentError);
    expect(() => actor.watch(target, undefined, { deathpact: true } as never)).toThrow(
      InvalidOptionError,
    );
    expect(() => watch(target, 'f' as never)).toThrow(InvalidArgumentError);
    expect(actor.isWatching(target)).toBe(false);
  });

  it('leaves nothing open when a foreign target throws', () => {
    const fails = () => {
      throw new Error('hostile');
    };
    const foreign = { id: 'x', getSnapshot() {}, subscribe: fails };
    expect(() => watch(foreign, () => {})).toThrow('hostile');
    expect(() => watch({ ...foreign, getSnapshot: fails }, () => {})).toThrow('hostile');
    expect(countWatches()).toBe(0);
  });
});
