import * as statewarden from 'statewarden';
import {
  assertEvent,
  createActor,
  createEmptyActor,
  loadMachine,
  mapState,
  matchesState,
  SimulatedClock,
  waitFor,
} from 'statewarden';
import * as xstate from 'xstate';
import { createMachine } from 'xstate';

// biome-ignore lint/suspicious/noExplicitAny: the two packages are compared, whatever the types.
type Any = any;

const outcome = (run: () => unknown) => {
  try {
    return run();
  } catch (error) {
    return (error as Error).message;
  }
};

describe('matchesState', () => {
  const values: Any[] = ['a', 'a.b', 'a\\.b', { a: 'b' }, { a: { b: 'c' } }, { a: {}, b: 'c' }, ''];
  it('agrees with XState for each pair of values and paths', () => {
    for (const a of values) {
      for (const b of values) {
        expect([a, b, matchesState(a, b)]).toEqual([a, b, xstate.matchesState(a, b)]);
      }
    }
  });

  it('is what snapshots match by, keys with dots included', () => {
    const machine = createMachine({ initial: 'a.b', states: { 'a.b': {} } });
    const [ours, theirs] = [createActor(machine), xstate.createActor(machine)];
    for (const value of ['a.b', 'a\\.b'] as Any[]) {
      expect(ours.getSnapshot().matches(value)).toBe(theirs.getSnapshot().matches(value));
    }
  });
});

describe('assertEvent', () => {
  it.each(['a.b', 'a.*', '*', ['x', 'a.*'], 'x', ['x', 'y'], []])(
    'takes or refuses an event by %j as XState does',
    (type: Any) => {
      const event = { type: 'a.b' };
      expect(outcome(() => assertEvent(event, type))).toBe(
        outcome(() => xstate.assertEvent(event, type)),
      );
    },
  );
});

describe('mapState', () => {
  it('maps the active states of either kind of machine as XState does', () => {
    const config = {
      type: 'parallel',
      states: { p: { initial: 'q', states: { q: {}, r: {} } }, s: {} },
    } as const;
    const mapper = {
      map: () => 'root',
      states: { p: { map: () => 'p', states: { r: { map: () => 'r' } } }, s: { map: () => 's' } },
    };
    const view = (results: Any) => results.map((each: Any) => [each.stateNode.id, each.result]);
    const machine = createMachine(config);
    const theirs = xstate.mapState(xstate.createActor(machine).getSnapshot(), mapper);
    for (const each of [machine, loadMachine(config)]) {
      const snapshot = createActor(each as Any).getSnapshot();
      expect(view(mapState(snapshot as Any, mapper))).toEqual(view(theirs));
    }
  });
});

describe('SimulatedClock', () => {
  const script = (clock: Any) => {
    const log: unknown[] = [];
    clock.setTimeout(() => log.push('b'), 20);
    clock.setTimeout(() => {
      log.push('a');
      clock.setTimeout(() => log.push('nested'), 0);
      clock.setTimeout(() => log.push('later'), 15);
      clock.clearTimeout(cancelled);
    }, 10);
    const cancelled = clock.setTimeout(() => log.push('never'), 30);
    clock.setTimeout(() => log.push('same'), 20);
    log.push(clock.now());
    clock.increment(20);
    log.push(clock.now());
    clock.set(100);
    log.push(outcome(() => clock.set(50)));
    return log;
  };

  it("fires in the order of XState's, timers that timers set included", () => {
    expect(script(new SimulatedClock())).toEqual(script(new xstate.SimulatedClock()));
  });

  it('drives the delays of an actor', () => {
    const clock = new SimulatedClock();
    const machine = createMachine({ initial: 'a', states: { a: { after: { 5: 'b' } }, b: {} } });
    const actor = createActor(machine, { clock }).start();
    clock.increment(5);
    expect(actor.getSnapshot().value).toBe('b');
    actor.stop();
  });
});

describe('waitFor', () => {
  const machine = createMachine({
    initial: 'a',
    states: { a: { on: { E: 'b' } }, b: { type: 'final' } },
  });

  it.each(['statewarden', 'xstate'])('of %s resolves, ends and is aborted alike', async (name) => {
    const wait = ({ statewarden, xstate } as Any)[name].waitFor as typeof waitFor;
    const actor = createActor(machine).start();
    await expect(wait(actor, (snapshot) => snapshot.matches('a'))).resolves.toBe(
      actor.getSnapshot(),
    );
    const signal = AbortSignal.abort('enough');
    await expect(wait(actor, () => false, { signal })).rejects.toBe('enough');
    const controller = new AbortController();
    const aborted = wait(actor, () => false, { signal: controller.signal });
    controller.abort('later');
    await expect(aborted).rejects.toBe('later');
    await expect(wait(actor, () => false, { timeout: 1 })).rejects.toThrow(
      'Timeout of 1 ms exceeded',
    );
    const never = wait(actor, () => false);
    actor.send({ type: 'E' });
    await expect(never).rejects.toThrow('Actor terminated without satisfying predicate');
  });

  it('rejects with the error that ends the actor', async () => {
    const failing = createMachine({
      on: {
        E: {
          actions: () => {
            throw new Error('no');
          },
        },
      },
    });
    const actor = createActor(failing).start();
    const never = waitFor(actor, () => false);
    actor.send({ type: 'E' });
    await expect(never).rejects.toThrow('no');
  });
});

describe('waitFor on an actor that has ended', () => {
  const finished = createMachine({ initial: 'a', states: { a: { type: 'final' } } });
  const failed = createMachine({
    entry: () => {
      throw new Error('no');
    },
  });
  const rejection = async (wait: Any, actor: Any) => {
    actor.subscribe({ error: () => {} });
    actor.start();
    return wait(actor, () => false).then(
      () => 'resolved',
      (error: Error) => error.message,
    );
  };

  it.each([
    ['is done', finished],
    ['failed', failed],
  ])('rejects, as XState does, when the actor %s', async (_, machine) => {
    const theirs = await rejection(xstate.waitFor, xstate.createActor(machine));
    expect(await rejection(waitFor, createActor(machine))).toBe(theirs);
    expect(await rejection(waitFor, xstate.createActor(machine))).toBe(theirs);
  });

  it('rejects when the actor was stopped, before its start or after it', async () => {
    for (const make of [createActor, xstate.createActor] as Any[]) {
      const running = make(createMachine({})).start();
      running.stop();
      await expect(waitFor(running, () => false)).rejects.toThrow('Actor terminated');
    }
    const idle = createActor(createMachine({}));
    idle.stop();
    await expect(waitFor(idle, () => false)).rejects.toThrow('Actor terminated');
  });

  it('leaves neither a timer nor a listener of the signal behind', async () => {
    jest.useFakeTimers();
    const { signal } = new AbortController();
    const removed = jest.spyOn(signal, 'removeEventListener');
    const actor = createActor(finished).start();
    await expect(waitFor(actor, () => false, { timeout: 10, signal })).rejects.toThrow();
    expect([jest.getTimerCount(), removed.mock.calls.length]).toEqual([0, 1]);
    jest.useRealTimers();
  });
});

describe('the timeout of waitFor', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('may be longer than timers can be', async () => {
    const timers = jest.spyOn(globalThis, 'setTimeout');
    const outcomes: string[] = [];
    const actor = createActor(createMachine({})).start();
    waitFor(actor, () => false, { timeout: 3e9 }).catch((error) => outcomes.push(error.message));
    await jest.advanceTimersByTimeAsync(3e9 - 1);
    expect(outcomes).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(outcomes).toEqual(['Timeout of 3000000000 ms exceeded']);
    for (const [, milliseconds] of timers.mock.calls) expect(milliseconds).toBeLessThan(2 ** 31);
    actor.stop();
  });
});

describe('createEmptyActor', () => {
  it('makes an actor that takes every event and does nothing', () => {
    const [ours, theirs] = [createEmptyActor(), xstate.createEmptyActor()];
    for (const actor of [ours, theirs]) {
      actor.start();
      actor.send({ type: 'ANYTHING' });
    }
    expect(ours.getSnapshot().status).toBe(theirs.getSnapshot().status);
    ours.stop();
  });
});
