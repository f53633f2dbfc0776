import {
  ActorStoppedError,
  AlreadyRegisteredError,
  ChildError,
  countWatches,
  createActor,
  createSupervisedMachine,
  getCoreStatistics,
  InvalidArgumentError,
  InvalidOptionError,
  Registry,
  RegistryStoppedError,
  RestartStrategy,
  RootSupervisor,
  type SupervisedActor,
  type Supervisor,
  setUnhandledErrorReporter,
} from 'statewarden';
import { createMachine, sendTo } from 'xstate';
import { actorOf, send, states, supervisorOf, worker } from '../children/support.js';
import { pass, settle, useVirtualTime } from '../support/virtual-time.js';
import { heardBy, targetOf, watcherOf } from '../watch/support.js';

useVirtualTime();

afterEach(() => {
  RootSupervisor.resetInstance();
  expect(countWatches()).toBe(0);
});

function errorOf(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('a registry of unique names (E-10)', () => {
  it('gives a name to one actor, and names the holder to others', () => {
    const registry = new Registry();
    const [a, b] = [targetOf('a'), targetOf('b')];
    registry.register('printer', a);
    const error = errorOf(() => registry.register('printer', b));
    expect(error).toBeInstanceOf(AlreadyRegisteredError);
    expect(error).toMatchObject({ code: 'STATEWARDEN_ALREADY_REGISTERED', key: 'printer' });
    expect((error as AlreadyRegisteredError).holder).toBe(a);
    expect(() => registry.register('printer', a)).toThrow(AlreadyRegisteredError);
    expect(registry.whereIs('printer')).toBe(a);
    expect(registry.whereIs('scanner')).toBeUndefined();
    registry.register('scanner', a);
    expect(registry.keysOf(a)).toEqual(['printer', 'scanner']);
    expect(registry.keysOf(b)).toEqual([]);
  });

  it('frees a name when its actor ends, at once for those who look', async () => {
    const registry = new Registry();
    const [a, b] = [targetOf('a'), targetOf('b')];
    registry.register('printer', a);
    a.stop();
    expect(registry.whereIs('printer')).toBeUndefined();
    expect(registry.count()).toBe(0);
    registry.register('printer', b);
    b.send({ type: 'FINISH' });
    await settle();
    expect(registry.select()).toEqual([]);
  });

  it('keeps a name over restarts', async () => {
    const registry = new Registry();
    const actor = targetOf('a', { strategy: new RestartStrategy({ initialDelay: 100 }) });
    registry.register('printer', actor);
    actor.send({ type: 'CRASH' });
    expect(registry.whereIs('printer')).toBe(actor);
    await pass(100);
    expect(actor.getHealthMetrics().restartCount).toBe(1);
    expect(registry.whereIs('printer')).toBe(actor);
  });

  it('gives a name back by call or subscription', () => {
    const registry = new Registry();
    const [a, b] = [targetOf('a'), targetOf('b')];
    const subscription = registry.register('one', a);
    registry.register('two', b);
    registry.unregister('two', a);
    expect(registry.whereIs('two')).toBe(b);
    registry.unregister('two');
    registry.unregister('two');
    subscription.unsubscribe();
    expect(registry.count()).toBe(0);
    registry.register('one', b);
    subscription.unsubscribe();
    expect(registry.whereIs('one')).toBe(b);
    registry.stop();
  });

  it('keeps a value per name, which can be updated and searched', () => {
    const registry = new Registry<number>();
    const [a, b] = [targetOf('a'), targetOf('b')];
    registry.register('one', a, 1);
    registry.register('two', b, 2);
    expect(registry.updateValue('one', (value) => value + 10)).toBe(11);
    expect(registry.updateValue('three', (value) => value + 10)).toBeUndefined();
    expect(registry.lookup('one')).toEqual([{ key: 'one', actor: a, value: 11 }]);
    expect(registry.match('one', (value) => value > 10)).toHaveLength(1);
    expect(registry.match('one', (value) => value > 11)).toEqual([]);
    expect(registry.select(({ value }) => value < 10).map(({ key }) => key)).toEqual(['two']);
    expect([registry.count(), registry.count('one'), registry.count('three')]).toEqual([2, 1, 0]);
    const update = () => {
      throw new Error('update');
    };
    expect(() => registry.updateValue('one', update)).toThrow('update');
    expect(registry.lookup('one')[0]?.value).toBe(11);
    registry.stop();
  });

  it('keeps things of its own', () => {
    const registry = new Registry();
    registry.setMeta('owner', 'me');
    expect(registry.getMeta('owner')).toBe('me');
    registry.setMeta('owner', undefined);
    expect(registry.getMeta('owner')).toBeUndefined();
  });

  it('tells listeners of names that come and go, whatever they do and throw', async () => {
    const reported: unknown[] = [];
    setUnhandledErrorReporter((error) => reported.push(error));
    const registry = new Registry<number>();
    const [a, b] = [targetOf('a'), targetOf('b')];
    const told: string[] = [];
    registry.subscribe(() => {
      throw new Error('listener');
    });
    registry.subscribe(({ type, key, actor, value }) => {
      told.push(`${type} ${key} ${actor.id} ${value}`);
      if (type === 'unregistered' && actor === a) registry.register('printer', b, 2);
    });
    registry.register('printer', a, 1);
    a.stop();
    expect(told).toEqual(['registered printer a 1']);
    await settle();
    expect(registry.whereIs('printer')).toBe(b);
    registry.stop();
    registry.stop();
    setUnhandledErrorReporter();
    expect(told.slice(1)).toEqual([
      'unregistered printer a 1',
      'registered printer b 2',
      'unregistered printer b 2',
    ]);
    expect(reported).toHaveLength(4);
  });

  it('takes any key of a Map and any actor', async () => {
    const key = {};
    const registry = new Registry<string, object>();
    const actor = createActor(createMachine({})).start();
    registry.register(key, actor);
    expect(registry.whereIs(key)).toBe(actor);
    expect(registry.whereIs({})).toBeUndefined();
    actor.stop();
    expect(registry.whereIs(key)).toBeUndefined();
  });

  it('is of no use after its stop', async () => {
    const registry = new Registry();
    const actor = targetOf('a');
    registry.register('printer', actor);
    registry.stop();
    expect(registry.isStopped).toBe(true);
    expect(registry.whereIs('printer')).toBeUndefined();
    expect(actor.getSnapshot().status).toBe('active');
    expect(() => registry.register('printer', actor)).toThrow(RegistryStoppedError);
    expect(() => registry.setMeta('a', 1)).toThrow(RegistryStoppedError);
    await expect(registry.lock('a', () => {})).rejects.toThrow(RegistryStoppedError);
  });

  it('is stopped at the end of a block that uses it', () => {
    const registry = new Registry();
    registry.register('printer', targetOf('a'));
    registry[Symbol.dispose]();
    expect(registry.isStopped).toBe(true);
    expect(countWatches()).toBe(0);
  });

  it('refuses nonsense by name', async () => {
    const registry = new Registry();
    const actor = targetOf('a');
    expect(() => new Registry({ keys: 'uniqe' } as never)).toThrow("did you mean 'unique'?");
    expect(() => new Registry({ key: 'unique' } as never)).toThrow(InvalidOptionError);
    for (const key of [undefined, null, ''] as never[]) {
      expect(() => registry.register(key, actor)).toThrow(InvalidArgumentError);
      expect(() => registry.via(key)).toThrow(InvalidArgumentError);
      await expect(registry.lock(key, () => {})).rejects.toThrow(InvalidArgumentError);
    }
    for (const nobody of [undefined, {}, 'a', supervisorOf()] as never[]) {
      expect(() => registry.register('a', nobody)).toThrow(InvalidArgumentError);
    }
    for (const call of ['match', 'updateValue'] as const) {
      expect(() => registry[call]('a', 'f' as never)).toThrow(InvalidArgumentError);
    }
    expect(() => registry.select('f' as never)).toThrow(InvalidArgumentError);
    expect(() => registry.subscribe('f' as never)).toThrow(InvalidArgumentError);
    actor.stop();
    expect(() => registry.register('a', actor)).toThrow(ActorStoppedError);
    expect(() =>
      createSupervisedMachine('a', createMachine({}), { name: 'printer' as never }),
    ).toThrow(InvalidOptionError);
  });
});

describe('a name that is sent to (E-10)', () => {
  it('reaches whoever has it now, and the dead letters when nobody has', () => {
    const root = RootSupervisor.getInstance();
    const registry = new Registry();
    const name = registry.via('printer');
    name.send({ type: 'EARLY' });
    const [a, b] = [watcherOf('a'), watcherOf('b')];
    registry.register('printer', a);
    name.send({ type: 'ONE' });
    a.stop();
    name.send({ type: 'BETWEEN' });
    registry.register('printer', b);
    name.send({ type: 'TWO' });
    expect(name.actor).toBe(b);
    expect(heardBy(a)).toEqual([{ type: 'ONE' }]);
    expect(heardBy(b)).toEqual([{ type: 'TWO' }]);
    expect(
      root.getDeadLetters().map(({ actorId, eventType }) => `${actorId} ${eventType}`),
    ).toEqual(['printer BETWEEN', 'printer EARLY']);
    expect(() => name.send({} as never)).toThrow(TypeError);
  });

  it('can be the target of sendTo', () => {
    const registry = new Registry();
    const machine = createMachine({
      on: {
        GO: { actions: sendTo(() => registry.via('printer') as never, { type: 'PRINT' } as never) },
      },
    });
    const printer = watcherOf('printer', { name: registry.via('printer') });
    createSupervisedMachine('office', machine).send({ type: 'GO' });
    expect(heardBy(printer)).toEqual([{ type: 'PRINT' }]);
  });
});

describe('an actor that is made with a name', () => {
  it('has it, with its value, from the beginning', () => {
    const registry = new Registry<number>();
    const during: unknown[] = [];
    const machine = createMachine({ entry: () => during.push(registry.whereIs('a')?.id) });
    const actor = createSupervisedMachine('a', machine, { name: registry.via('a', 7) });
    expect(during).toEqual(['a']);
    expect(registry.lookup('a')).toEqual([{ key: 'a', actor, value: 7 }]);
  });

  it('does not come to life when the name is taken, and leaves nothing behind', () => {
    const registry = new Registry();
    targetOf('a', { name: registry.via('printer') });
    expect(() => targetOf('b', { name: registry.via('printer') })).toThrow(AlreadyRegisteredError);
    expect(RootSupervisor.getInstance().getActor('b')).toBeUndefined();
    expect(RootSupervisor.getInstance().countChildren().specs).toBe(1);
  });

  it('does not have it when the supervisor does not take the actor', () => {
    const registry = new Registry();
    targetOf('a');
    expect(() => targetOf('a', { name: registry.via('printer') })).toThrow('already has');
    expect(registry.count()).toBe(0);
  });

  it('is a child that runs already when somebody outside has its name (O-91)', async () => {
    const registry = new Registry();
    const stranger = targetOf('stranger', { name: registry.via('printer') });
    const supervisor = supervisorOf();
    const spec = worker('child', { options: { name: registry.via('printer') } });
    const error = errorOf(() => supervisor.startChild(spec));
    expect(error).toBeInstanceOf(ChildError);
    expect(error).toMatchObject({ reason: 'already-started', childId: 'child' });
    expect((error as ChildError).child).toBe(stranger);
    expect(supervisor.countChildren().specs).toBe(0);
    stranger.stop();
    expect(supervisor.startChild(spec)).toBe(registry.whereIs('printer'));
    await supervisor.stop();
    expect(registry.count()).toBe(0);
  });
});

describe('names in a tree of supervisors (O-79)', () => {
  it('belong to a new actor after each end', async () => {
    const registry = new Registry();
    const parent = supervisorOf({
      children: [
        {
          id: 'inner',
          supervisor: {
            maxRestarts: 0,
            children: [worker('worker', named('worker'))],
          },
        },
        worker('sibling', named('sibling')),
      ],
      defaultStrategy: new RestartStrategy({ initialDelay: 0 }),
    });
    function named(key: string) {
      return { options: { ...worker(key).options, name: registry.via(key) } };
    }
    const inner = () => parent.getChildSupervisors()[0] as Supervisor;
    const holders = () => ['worker', 'sibling'].map((key) => registry.whereIs(key));
    const current = () => [actorOf(inner(), 'worker'), actorOf(parent, 'sibling')];
    expect(holders()).toEqual(current());
    const seen = new Set<unknown>(holders());

    send(parent, 'sibling', 'FINISH');
    await pass(10);
    expect(holders()).toEqual(current());
    expect(seen.size).toBe(seen.add(registry.whereIs('sibling')).size - 1);

    await parent.terminateChild('sibling');
    expect(registry.whereIs('sibling')).toBeUndefined();
    parent.restartChild('sibling');
    expect(holders()).toEqual(current());

    send(inner(), 'worker', 'CRASH');
    await pass(10);
    expect(states(inner())).toEqual(['worker running']);
    expect(holders()).toEqual(current());

    await parent.terminateChild('inner');
    expect(registry.whereIs('worker')).toBeUndefined();
    parent.restartChild('inner');
    expect(holders()).toEqual(current());
    await parent.stop();
    expect(registry.count()).toBe(0);
  });

  it('are asked for again when they are free', async () => {
    const registry = new Registry();
    const name = registry.via('printer');
    const supervisor = supervisorOf({
      defaultStrategy: new RestartStrategy({ initialDelay: 100, backoffType: 'linear' }),
      children: [worker('a', { options: { ...worker('a').options, name } })],
    });
    const thief = targetOf('thief');
    registry.subscribe(({ type }) => {
      if (
        type === 'unregistered' &&
        registry.count() === 0 &&
        thief.getSnapshot().status === 'active'
      ) {
        registry.register('printer', thief);
      }
    });
    const first = actorOf(supervisor, 'a');
    registry.unregister('printer');
    expect(registry.whereIs('printer')).toBe(thief);
    first.send({ type: 'FINISH' } as never);
    await pass(100);
    expect(states(supervisor)).toEqual(['a restarting']);
    thief.stop();
    await pass(500);
    expect(states(supervisor)).toEqual(['a running']);
    expect(registry.whereIs('printer')).toBe(actorOf(supervisor, 'a'));
    await supervisor.stop();
  });
});

describe('a registry with duplicate keys (E-11)', () => {
  const newsReaders = (...ids: string[]): [Registry<string>, SupervisedActor[]] => {
    const registry = new Registry<string>({ keys: 'duplicate' });
    const readers = ids.map((id) => watcherOf(id));
    for (const reader of readers) registry.register('news', reader, `of ${reader.id}`);
    return [registry, readers];
  };

  it('sends an event to everybody under a key', () => {
    const [registry, readers] = newsReaders('a', 'b');
    registry.register('weather', readers[0] as SupervisedActor);
    expect(registry.dispatch('news', { type: 'NEWS' })).toBe(2);
    expect(registry.dispatch('sports', { type: 'NEWS' })).toBe(0);
    expect(readers.map(heardBy)).toEqual([[{ type: 'NEWS' }], [{ type: 'NEWS' }]]);
    expect(registry.count()).toBe(3);
  });

  it('calls a function with each entry, whoever leaves, comes or throws meanwhile', () => {
    const reported: unknown[] = [];
    setUnhandledErrorReporter((error) => reported.push(error));
    const [registry, [a, b, c]] = newsReaders('a', 'b', 'c') as [
      Registry<string>,
      SupervisedActor[],
    ];
    const told: string[] = [];
    const count = registry.dispatch('news', ({ actor, value }) => {
      told.push(`${actor.id} ${value}`);
      if (actor !== a) return;
      b?.stop();
      registry.register('news', watcherOf('d'));
      throw new Error('callback');
    });
    setUnhandledErrorReporter();
    expect(told).toEqual(['a of a', 'c of c']);
    expect(count).toBe(2);
    expect(reported).toEqual([new Error('callback')]);
    expect(registry.lookup('news').map(({ actor }) => actor.id)).toEqual(['a', 'c', 'd']);
    expect(c).toBeDefined();
  });

  it('lets an actor be there more than once, and takes it out of all or one', () => {
    const [registry, [a, b]] = newsReaders('a', 'b') as [
      Registry<string>,
      [SupervisedActor, SupervisedActor],
    ];
    const second = registry.register('news', a, 'again');
    expect(registry.keysOf(a)).toEqual(['news', 'news']);
    expect(registry.updateValue('news', (value) => `${value}!`, a)).toBe('again!');
    expect(registry.lookup('news').map(({ value }) => value)).toEqual(['of a!', 'of b', 'again!']);
    expect(() => registry.updateValue('news', (value) => value)).toThrow(InvalidArgumentError);
    second.unsubscribe();
    expect(registry.count('news')).toBe(2);
    registry.register('news', a);
    registry.unregister('news', a);
    expect(registry.lookup('news').map(({ actor }) => actor)).toEqual([b]);
    expect(registry.whereIs('news')).toBe(b);
  });
});

describe('a lock (E-11)', () => {
  it('runs the sections of a key one after the other, and those of others beside them', async () => {
    const registry = new Registry();
    const story: string[] = [];
    const section = (name: string) => async () => {
      story.push(`${name} begins`);
      await pause();
      story.push(`${name} ends`);
      return name;
    };
    const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 10));
    const all = Promise.all([
      registry.lock('a', section('first')),
      registry.lock('a', section('second')),
      registry.lock('b', section('other')),
    ]);
    await pass(30);
    expect(await all).toEqual(['first', 'second', 'other']);
    expect(story.slice(0, 2)).toEqual(['first begins', 'other begins']);
    expect(story.filter((line) => !line.startsWith('other'))).toEqual([
      'first begins',
      'first ends',
      'second begins',
      'second ends',
    ]);
  });

  it('goes on after a section that throws or rejects', async () => {
    const registry = new Registry();
    const throwing = registry.lock('a', () => {
      throw new Error('thrown');
    });
    const rejecting = registry.lock('a', () => Promise.reject(new Error('rejected')));
    const last = registry.lock('a', () => 'last');
    await expect(throwing).rejects.toThrow('thrown');
    await expect(rejecting).rejects.toThrow('rejected');
    await expect(last).resolves.toBe('last');
  });

  it('is released when its holder ends, also while it waits', async () => {
    const registry = new Registry();
    const [a, b] = [targetOf('a'), targetOf('b')];
    let aborted = false;
    const stuck = registry.lock(
      'a',
      (signal) =>
        new Promise<void>(() => {
          signal.addEventListener('abort', () => {
            aborted = true;
          });
        }),
      { holder: a },
    );
    const waiting = registry.lock('a', () => 'never', { holder: b });
    const last = registry.lock('a', () => 'last');
    stuck.catch(() => {});
    b.stop();
    await expect(waiting).rejects.toThrow("the holder 'b' has ended");
    expect(aborted).toBe(false);
    a.stop();
    await expect(stuck).rejects.toThrow("the holder 'a' has ended");
    expect(aborted).toBe(true);
    expect(await last).toBe('last');
  });

  it('is not waited for any longer when the signal is aborted', async () => {
    const registry = new Registry();
    const first = registry.lock('a', () => new Promise((resolve) => setTimeout(resolve, 10)));
    const controller = new AbortController();
    const section = jest.fn();
    const second = registry.lock('a', section, { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    await expect(registry.lock('b', section, { signal: controller.signal })).rejects.toThrow(
      'enough',
    );
    expect(section).not.toHaveBeenCalled();
    await pass(10);
    await first;
  });

  it('is given up when the registry stops', async () => {
    const registry = new Registry();
    const held = registry.lock('a', () => new Promise(() => {}));
    const waiting = registry.lock('a', () => {});
    held.catch(() => {});
    waiting.catch(() => {});
    await settle();
    registry.stop();
    await expect(held).rejects.toThrow(RegistryStoppedError);
    await expect(waiting).rejects.toThrow(RegistryStoppedError);
  });

  it('takes no place for a call that fails', async () => {
    const registry = new Registry();
    const section = jest.fn();
    const silent = (holder: object) => ({ id: 'x', getSnapshot() {}, ...holder });
    const fails = () => {
      throw new Error('hostile');
    };
    const rejected: (readonly [options: unknown, message: string])[] = [
      [null, 'an object with options'],
      [{ holdr: targetOf('a') }, "did you mean 'holder'?"],
      [{ signal: {} }, 'an AbortSignal'],
      [{ signal: { aborted: false, addEventListener: fails, throwIfAborted() {} } }, 'hostile'],
      [{ holder: silent({ getSnapshot: fails, subscribe() {} }) }, 'hostile'],
      [{ holder: silent({ subscribe: fails }) }, 'hostile'],
    ];
    for (const [options, message] of rejected) {
      await expect(registry.lock('a', section, options as never)).rejects.toThrow(message);
    }
    expect(section).not.toHaveBeenCalled();
    expect(await registry.lock('a', () => 'free')).toBe('free');
  });

  it('dispatches nothing that is no event', () => {
    const registry = new Registry();
    const actor = targetOf('a');
    registry.register('a', actor);
    for (const nothing of [5, {}, null, undefined] as never[]) {
      expect(() => registry.dispatch('a', nothing)).toThrow(TypeError);
    }
    actor.stop();
  });

  it('leaves nobody registered whose own code throws', () => {
    const registry = new Registry();
    const subscribe = () => {
      throw new Error('hostile');
    };
    const stranger = { id: 'x', getSnapshot() {}, subscribe, send() {} };
    expect(() => registry.register('a', stranger)).toThrow('hostile');
    expect([registry.count(), registry.keysOf(stranger)]).toEqual([0, []]);
  });
});

it('a registry that was stopped holds no meta data any more', () => {
  const registry = new Registry();
  registry.setMeta('owner', 'me');
  registry.stop();
  expect(registry.getMeta('owner')).toBeUndefined();
});

it('an actor whose name is taken leaves nothing behind', () => {
  const registry = new Registry();
  const make = (id: string) => targetOf(id, { name: registry.via('n') });
  const holder = make('a');
  const before = getCoreStatistics().actors;
  expect(() => make('b')).toThrow(AlreadyRegisteredError);
  expect(getCoreStatistics().actors).toBe(before);
  expect(registry.whereIs('n')).toBe(holder);
});

describe('the order of a lock', () => {
  function locks() {
    const registry = new Registry();
    const log: string[] = [];
    const enter = (name: string, milliseconds: number, options = {}) =>
      registry.lock(
        'key',
        async () => {
          log.push(`${name} in`);
          await new Promise((resolve) => setTimeout(resolve, milliseconds));
          log.push(`${name} out`);
        },
        options,
      );
    return { log, enter };
  }

  it('is kept by one that comes when the first has left and the second is in', async () => {
    const { log, enter } = locks();
    const [first, second] = [enter('a', 10), enter('b', 50)];
    await pass(20);
    const third = enter('c', 10);
    await pass(100);
    await Promise.all([first, second, third]);
    expect(log).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
  });

  it('is kept when one between gives up', async () => {
    const { log, enter } = locks();
    const controller = new AbortController();
    const first = enter('a', 50);
    const second = enter('b', 10, { signal: controller.signal }).catch(() => log.push('b gave up'));
    const third = enter('c', 10);
    await pass(10);
    controller.abort(new Error('enough'));
    await pass(100);
    await Promise.all([first, second, third]);
    expect(log).toEqual(['a in', 'b gave up', 'a out', 'c in', 'c out']);
  });

  it('leaves no watch of a holder behind', async () => {
    const holder = targetOf('holder');
    await new Registry().lock('key', () => 1, { holder });
    expect(countWatches()).toBe(0);
  });
});

it('the signal of a lock has no say any more once the lock is held', async () => {
  const controller = new AbortController();
  const held = new Registry().lock(
    'key',
    async (signal) => {
      controller.abort(new Error('too late'));
      await settle();
      return signal.aborted;
    },
    { signal: controller.signal },
  );
  expect(await held).toBe(false);
});
