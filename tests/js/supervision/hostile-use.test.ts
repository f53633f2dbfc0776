import {
  ActorStoppedError,
  CircuitBreaker,
  createSupervisedMachine,
  InvalidArgumentError,
  RestartStrategy,
  ResumeStrategy,
  RootSupervisor,
  StopStrategy,
  type SupervisedActor,
  Supervisor,
} from 'statewarden';
import { createMachine } from 'xstate';
import { crashable, fail } from './support/machines.js';
import { pass, settle, useVirtualTime } from './support/virtual-time.js';

useVirtualTime();

const atOnce = new RestartStrategy({ backoffType: 'none' });

describe('from within the context factory', () => {
  type Call = (self: SupervisedActor) => unknown;
  const made = (id: string, call: Call) =>
    createSupervisedMachine(
      id,
      createMachine({
        context: ({ self }) => {
          call(self as unknown as SupervisedActor);
          return {};
        },
      }),
    );

  it('stop ends that actor and no other', () => {
    const other = createSupervisedMachine('other', crashable);
    expect(() => made('a', (self) => self.stop())).toThrow(ActorStoppedError);
    expect(other.getSnapshot().status).toBe('active');
    expect(RootSupervisor.getInstance().getAllActors()).toEqual([other]);
  });

  it.each<[string, Call]>([
    ['getHealthMetrics', (self) => expect(self.getHealthMetrics().status).toBe('healthy')],
    ['strategy', (self) => expect(self.strategy.type).toBe('restart')],
    ['retryNow', (self) => expect(self.retryNow()).toBe(false)],
    ['restart', (self) => self.restart()],
  ])('%s does not fail', async (_name, call) => {
    const other = createSupervisedMachine('other', crashable);
    const actor = made('a', call);
    await settle();
    expect(actor.getSnapshot().status).toBe('active');
    expect(RootSupervisor.getInstance().getErrorHistory()).toEqual([]);
    expect(other.getHealthMetrics().restartCount).toBe(0);
  });

  it('an assigned strategy stays the strategy', () => {
    const actor = made('a', (self) => {
      self.strategy = new StopStrategy();
    });
    expect(actor.strategy.type).toBe('stop');
  });
});

describe('from within onError', () => {
  function actorWith(onError: (actor: SupervisedActor) => void, strategy = atOnce) {
    const hook = jest.fn();
    const actor: SupervisedActor = createSupervisedMachine('a', crashable, {
      strategy,
      onError: () => onError(actor),
      onRestart: hook,
    });
    return { actor, onRestart: hook };
  }

  it('stop ends the actor, and nothing restarts it', async () => {
    const { actor, onRestart } = actorWith((failed) => failed.stop());
    actor.send({ type: 'CRASH' });
    await pass(1000);
    expect(actor.getSnapshot().status).toBe('stopped');
    expect(onRestart).not.toHaveBeenCalled();
  });

  it('restart restarts the actor once', async () => {
    const { actor, onRestart } = actorWith((failed) => void failed.restart());
    actor.send({ type: 'CRASH' });
    await pass(1000);
    expect(onRestart).toHaveBeenCalledTimes(1);
    expect(actor.getHealthMetrics()).toMatchObject({ childState: 'running', restartCount: 1 });
  });

  it('send waits for the restart', () => {
    const { actor } = actorWith((failed) => failed.send({ type: 'START' }));
    actor.send({ type: 'CRASH' });
    expect(actor.getSnapshot().value).toBe('active');
  });

  it('a further failure does not recurse', () => {
    let reports = 0;
    const { actor } = actorWith((failed) => {
      if (reports++ < 3) failed.reportError(new Error('again'));
    });
    actor.send({ type: 'CRASH' });
    expect(actor.getHealthMetrics()).toMatchObject({ errorCount: 4, restartCount: 1 });
  });

  it('unregisterActor lets go of the actor, which stops because it is held', () => {
    const { actor } = actorWith((failed) => failed.supervisor?.unregisterActor('a'));
    actor.send({ type: 'CRASH' });
    expect(actor.getSnapshot().status).toBe('stopped');
  });

  it('resetInstance ends everything', async () => {
    const { actor, onRestart } = actorWith(() => RootSupervisor.resetInstance());
    actor.send({ type: 'CRASH' });
    await pass(1000);
    expect(actor.getSnapshot().status).toBe('stopped');
    expect(onRestart).not.toHaveBeenCalled();
    expect(jest.getTimerCount()).toBe(0);
    expect(() => createSupervisedMachine('a', crashable)).not.toThrow();
  });
});

describe('from within onRestart', () => {
  it('send is processed by the new incarnation', () => {
    const actor = createSupervisedMachine('a', crashable, {
      strategy: atOnce,
      onRestart: (restarted) => restarted.send({ type: 'START' }),
    });
    actor.send({ type: 'CRASH' });
    expect(actor.getSnapshot().value).toBe('active');
  });

  it('a failing event is one more failure, up to the limit', () => {
    const strategy = new RestartStrategy({ backoffType: 'none', maxRestarts: 5 });
    const actor = createSupervisedMachine('a', crashable, {
      strategy,
      onRestart: (restarted) => restarted.send({ type: 'CRASH' }),
    });
    actor.send({ type: 'CRASH' });
    expect(actor.getSnapshot().status).toBe('stopped');
    expect(actor.getHealthMetrics()).toMatchObject({ errorCount: 6, restartCount: 5 });
  });

  it('stop and resetInstance end the actor', () => {
    const stopped = createSupervisedMachine('a', crashable, {
      strategy: atOnce,
      onRestart: (restarted) => restarted.stop(),
    });
    stopped.send({ type: 'CRASH' });
    expect(stopped.getSnapshot().status).toBe('stopped');
    const reset = createSupervisedMachine('b', crashable, {
      strategy: atOnce,
      onRestart: () => RootSupervisor.resetInstance(),
    });
    reset.send({ type: 'CRASH' });
    expect(reset.getSnapshot().status).toBe('stopped');
  });
});

describe('from within an action', () => {
  function acting(act: (actor: SupervisedActor) => void, strategy = atOnce) {
    const machine = createMachine({
      initial: 'idle',
      states: {
        idle: { on: { ACT: { target: 'acted', actions: ({ self }) => act(self as never) } } },
        acted: { on: { BACK: 'idle' } },
      },
    });
    return createSupervisedMachine('a', machine, { strategy });
  }

  it('restart happens after the event', async () => {
    let done = Promise.resolve();
    const actor = acting((self) => {
      done = self.restart();
    });
    actor.send({ type: 'ACT' });
    expect(actor.getSnapshot().value).toBe('acted');
    await done;
    expect(actor.getSnapshot().value).toBe('idle');
    expect(actor.getHealthMetrics()).toMatchObject({ childState: 'running', restartCount: 1 });
  });

  it('stop lets the event end first', () => {
    const onStop = jest.fn();
    const actor = acting((self) => self.stop());
    actor.subscribe({ complete: onStop });
    actor.send({ type: 'ACT' });
    expect(actor.getSnapshot()).toMatchObject({ status: 'stopped', value: 'acted' });
    expect(onStop).toHaveBeenCalledTimes(1);
    expect(RootSupervisor.getInstance().getAllActors()).toEqual([]);
  });

  it('reportError fails the actor after the event', async () => {
    const actor = acting(
      (self) => self.reportError(new Error('noticed')),
      new RestartStrategy({ backoffType: 'none', preserveState: true }),
    );
    actor.send({ type: 'ACT' });
    await settle();
    expect(actor.getSnapshot().value).toBe('acted');
    expect(actor.getHealthMetrics()).toMatchObject({ errorCount: 1, restartCount: 1 });
  });

  it('resetInstance ends the actor after the event', () => {
    const actor = acting(() => RootSupervisor.resetInstance());
    actor.send({ type: 'ACT' });
    expect(actor.getSnapshot().status).toBe('stopped');
    expect(() => createSupervisedMachine('a', crashable)).not.toThrow();
  });

  it('an actor may be made, and its failure is its own', () => {
    const actor = acting(() => {
      createSupervisedMachine('inner', crashable, { strategy: new StopStrategy() }).send({
        type: 'CRASH',
      });
    });
    actor.send({ type: 'ACT' });
    expect(actor.getHealthMetrics()).toMatchObject({ errorCount: 0, status: 'healthy' });
    expect(RootSupervisor.getInstance().getErrorHistory()).toHaveLength(1);
  });

  it('a failing sibling is restarted while the action runs', () => {
    const sibling = createSupervisedMachine('sibling', crashable, { strategy: atOnce });
    const actor = acting(() => sibling.send({ type: 'CRASH' }));
    actor.send({ type: 'ACT' });
    expect(sibling.getHealthMetrics()).toMatchObject({ restartCount: 1, childState: 'running' });
    expect(actor.getSnapshot().value).toBe('acted');
  });

  it('an action of the initial state may stop or reset', () => {
    const machine = createMachine({
      entry: () => {
        RootSupervisor.resetInstance();
      },
    });
    const actor = createSupervisedMachine('a', machine);
    expect(actor.getSnapshot().status).toBe('stopped');
    expect(RootSupervisor.getInstance().getAllActors()).toEqual([]);
  });
});

describe('from within a subscriber', () => {
  it('stop, restart and reset do no harm', async () => {
    const stopping = createSupervisedMachine('stopping', crashable);
    stopping.subscribe(() => stopping.stop());
    stopping.send({ type: 'START' });
    expect(stopping.getSnapshot().status).toBe('stopped');

    const restarting = createSupervisedMachine('restarting', crashable);
    let restarts = 0;
    restarting.subscribe(() => {
      if (restarts++ === 0) void restarting.restart();
    });
    restarting.send({ type: 'START' });
    await settle();
    expect(restarting.getSnapshot().value).toBe('idle');

    const resetting = createSupervisedMachine('resetting', crashable);
    resetting.subscribe(() => RootSupervisor.resetInstance());
    resetting.send({ type: 'START' });
    expect(resetting.getSnapshot().status).toBe('stopped');
    expect(restarting.getSnapshot().status).toBe('stopped');
  });
});

describe('callbacks that throw are reported and break nothing', () => {
  const throwing = () => {
    throw new Error('bad callback');
  };

  it.each(['onError', 'onRestart', 'onStop'])('%s of an actor and of a supervisor', (name) => {
    const supervisor = new Supervisor('s', { [name]: throwing });
    const other = jest.fn();
    const strategy = new RestartStrategy({ backoffType: 'none', maxRestarts: 1 });
    const actor = createSupervisedMachine('a', crashable, {
      supervisor,
      strategy,
      onError: other,
      onRestart: other,
      onStop: other,
      [name]: throwing,
    });
    actor.send({ type: 'CRASH' });
    actor.send({ type: 'CRASH' });
    expect(actor.getHealthMetrics()).toMatchObject({ restartCount: 1, childState: 'stopped' });
    expect(() => jest.runOnlyPendingTimers()).toThrow('bad callback');
  });

  it('a replaced restart() or stop() that throws', () => {
    const actor = createSupervisedMachine('a', crashable, { strategy: atOnce });
    jest.spyOn(actor, 'restart').mockImplementation(throwing);
    actor.send({ type: 'CRASH' });
    expect(() => jest.runOnlyPendingTimers()).toThrow('bad callback');
    actor.stop();
    expect(actor.getSnapshot().status).toBe('stopped');
  });
});

describe('whatever is thrown', () => {
  it.each([undefined, null, 0, '', 'text', Symbol('s'), { message: 'x' }, [], () => {}, 10n])(
    '%p reaches the strategy as an Error',
    (error) => {
      const onError = jest.fn();
      const strategy = new ResumeStrategy({ logError: false });
      const actor = createSupervisedMachine('a', crashable, { strategy, onError });
      actor.send({ type: 'CRASH', error });
      expect(onError.mock.calls[0]?.[0]).toBeInstanceOf(Error);
      expect(onError.mock.calls[0]?.[0].cause).toBe(error);
    },
  );

  it('an error whose message throws is passed on as it is', () => {
    const error = Object.defineProperty(new Error(), 'message', {
      get() {
        throw new Error('trap');
      },
    });
    const onError = jest.fn();
    const actor = createSupervisedMachine('a', crashable, { strategy: atOnce, onError });
    actor.send({ type: 'CRASH', error });
    expect(onError.mock.calls[0]?.[0]).toBe(error);
    expect(actor.getHealthMetrics().restartCount).toBe(1);
  });

  it('a revoked proxy cannot break supervision', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const actor = createSupervisedMachine('a', crashable, { strategy: atOnce });
    actor.send({ type: 'CRASH', error: proxy });
    expect(actor.getHealthMetrics()).toMatchObject({ errorCount: 1, restartCount: 1 });
  });
});

describe('events', () => {
  it.each(['__proto__', 'constructor', '', 'hasOwnProperty', '\ud800', 'a'.repeat(100_000)])(
    'of type %.20p are events like any other',
    (type) => {
      const actor = createSupervisedMachine('a', crashable);
      actor.send({ type } as never);
      expect(actor.getSnapshot().value).toBe('idle');
      actor.send({ type: 'START' });
      expect(actor.getSnapshot().value).toBe('active');
    },
  );

  it.each([undefined, null, 7, 'START', {}, { type: 7 }])('%p is refused', (event) => {
    const actor = createSupervisedMachine('a', crashable);
    expect(() => actor.send(event as never)).toThrow();
    expect(actor.getHealthMetrics().errorCount).toBe(0);
  });
});

describe('wrong arguments', () => {
  it('are named errors', () => {
    const root = RootSupervisor.getInstance();
    const actor = createSupervisedMachine('a', crashable);
    expect(() => actor.reportError(new Error('x'), 'context' as never)).toThrow(
      InvalidArgumentError,
    );
    expect(() => root.onEvent('listener' as never)).toThrow(InvalidArgumentError);
    expect(() => new Supervisor('s').onEvent(null as never)).toThrow(InvalidArgumentError);
    expect(() => root.onDeadLetter({} as never)).toThrow(InvalidArgumentError);
    expect(() => root.unregisterActor(7 as never)).toThrow(InvalidArgumentError);
  });

  it('of execute reject', async () => {
    await expect(new CircuitBreaker().execute('x' as never)).rejects.toThrow(InvalidArgumentError);
  });
});

it('endless eventless transitions are a failure, and the other actors go on', () => {
  const looping = createMachine({
    options: { maxIterations: 1000 },
    initial: 'idle',
    states: {
      idle: { on: { LOOP: 'a' } },
      a: { always: 'b' },
      b: { always: 'a' },
    },
  } as never);
  const actor = createSupervisedMachine('looping', looping, { strategy: atOnce });
  const other = createSupervisedMachine('other', crashable);
  actor.send({ type: 'LOOP' });
  other.send({ type: 'START' });
  expect(actor.getHealthMetrics()).toMatchObject({ errorCount: 1, restartCount: 1 });
  expect(other.getSnapshot().value).toBe('active');
});

it('two actors that fail each other for ever end by their limits', () => {
  const warned = jest.spyOn(console, 'warn').mockImplementation();
  const machine = (target: () => SupervisedActor) =>
    createMachine({
      on: {
        PING: {
          actions: () => {
            target().send({ type: 'PING' });
            fail({ event: { type: 'PING' } });
          },
        },
      },
    });
  const strategy = new RestartStrategy({ backoffType: 'none', maxRestarts: 20, retryEvent: 5 });
  const one: SupervisedActor = createSupervisedMachine(
    'one',
    machine(() => two),
    { strategy },
  );
  const two: SupervisedActor = createSupervisedMachine(
    'two',
    machine(() => one),
    { strategy },
  );
  one.send({ type: 'PING' });
  jest.advanceTimersByTime(1000);
  expect([one, two].map((actor) => actor.getSnapshot().status)).toEqual(['stopped', 'stopped']);
  warned.mockRestore();
});
