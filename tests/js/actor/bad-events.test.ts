import { createActor, createSupervisedMachine, loadMachine, RootSupervisor } from 'statewarden';
import { createMachine, createActor as createXStateActor, raise } from 'xstate';

const toggle = createMachine({
  initial: 'off',
  states: { off: { on: { T: 'on', '*': 'other' } }, on: { on: { T: 'off' } }, other: {} },
});

afterEach(() => RootSupervisor.resetInstance());

describe('send', () => {
  it.each([undefined, null, 5, {}, { type: 5 }, { type: undefined }, [], () => {}])(
    'throws a named error at %p and leaves the actor alone',
    (event) => {
      const actor = createActor(toggle).start();
      expect(() => actor.send(event as never)).toThrow(TypeError);
      actor.send({ type: 'T' });
      expect(actor.getSnapshot().value).toBe('on');
      actor.stop();
    },
  );

  it('says how to send a string, in the words of XState', () => {
    const actor = createActor(toggle).start();
    expect(() => actor.send('T' as never)).toThrow(
      'Only event objects may be sent to actors; use .send({ type: "T" }) instead',
    );
    actor.stop();
  });

  it.each(['', '__proto__', 'constructor', 'valueOf', '\ud800', 'a\udfff.b', ' '])(
    'takes the event type %j as XState does',
    (type) => {
      const [ours, theirs] = [createActor(toggle).start(), createXStateActor(toggle).start()];
      ours.send({ type } as never);
      theirs.send({ type } as never);
      expect(ours.getSnapshot().value).toEqual(theirs.getSnapshot().value);
      ours.stop();
    },
  );

  it('refuses the wildcard as a type', () => {
    const actor = createActor(toggle).start();
    expect(() => actor.send({ type: '*' } as never)).toThrow('wildcard');
    expect(actor.getSnapshot()).toMatchObject({ status: 'active', value: 'off' });
    actor.stop();
  });

  it('keeps the prototypes clean', () => {
    const actor = createActor(toggle).start();
    actor.send(JSON.parse('{"type":"T","__proto__":{"polluted":true}}'));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    actor.stop();
  });

  it('works when it is taken off the actor', () => {
    const actor = createActor(toggle).start();
    const { send } = actor;
    send({ type: 'T' });
    expect(actor.getSnapshot().value).toBe('on');
    actor.stop();
  });

  it('to a stopped actor warns, changes nothing, and is a dead letter of the process', () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    const actor = createSupervisedMachine('a', toggle);
    const root = RootSupervisor.getInstance();
    actor.stop();
    actor.send({ type: 'T' });
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]?.[0]).toContain('was sent to stopped actor');
    expect(root.getDeadLetters()[0]).toMatchObject({ actorId: 'a', reason: 'notRunning' });
    warn.mockRestore();
  });
});

describe('a delay', () => {
  const waiting = (delay: number) =>
    createMachine(
      { initial: 'a', states: { a: { after: { soon: 'b' } }, b: {} } },
      { delays: { soon: delay } },
    );

  it.each([Number.NaN, -1, Number.POSITIVE_INFINITY, 2 ** 60])(
    'of %p milliseconds is a named error of that actor alone',
    (delay) => {
      const errors: Error[] = [];
      const healthy = createSupervisedMachine('healthy', toggle);
      createSupervisedMachine('waiting', waiting(delay), {
        onError: (error) => void errors.push(error),
      });
      expect(errors[0]).toBeInstanceOf(RangeError);
      expect(errors[0]?.message).toContain("'soon'");
      healthy.send({ type: 'T' });
      expect(healthy.getSnapshot().value).toBe('on');
    },
  );

  it('of 40 days is kept, not fired at once', () => {
    jest.useFakeTimers();
    const day = 24 * 60 * 60 * 1000;
    const actor = createActor(waiting(40 * day)).start();
    jest.advanceTimersByTime(39 * day);
    expect(actor.getSnapshot().value).toBe('a');
    jest.advanceTimersByTime(day);
    expect(actor.getSnapshot().value).toBe('b');
    jest.useRealTimers();
  });
});

describe('an endless loop', () => {
  it('of `always` is an error that says so', () => {
    const machine = loadMachine({
      initial: 'a',
      states: { a: { on: { GO: 'b' } }, b: { always: 'c' }, c: { always: 'b' } },
    });
    const actor = createActor(machine);
    const errors: Error[] = [];
    actor.subscribe({ error: (error) => void errors.push(error as Error) });
    actor.start();
    actor.send({ type: 'GO' });
    expect(errors[0]?.message).toMatch(/^Infinite loop detected/);
    expect(actor.getSnapshot()).toMatchObject({ status: 'error', value: 'a' });
  });

  it('of raised events is one too, with the bound that the chart gives', () => {
    const machine = createMachine({
      options: { maxIterations: 50 },
      on: { PING: { actions: raise({ type: 'PING' }) } },
    } as never);
    const actor = createActor(machine);
    const errors: Error[] = [];
    actor.subscribe({ error: (error) => void errors.push(error as Error) });
    actor.start();
    actor.send({ type: 'PING' } as never);
    expect(errors[0]?.message).toContain('more than 50 microsteps');
  });
});

describe('callbacks that come back', () => {
  it('send from guards, actions, observers and listeners is processed afterwards, in order', () => {
    const run = (create: typeof createXStateActor) => {
      const log: string[] = [];
      const machine = createMachine({
        on: {
          A: {
            guard: () => {
              if (log.length === 0) actor.send({ type: 'B', from: 'guard' });
              return true;
            },
            actions: () => {
              log.push('A');
              actor.send({ type: 'B', from: 'action' });
            },
          },
          B: { actions: ({ event }) => void log.push(`B from ${event.from}`) },
        },
      });
      const actor = create(machine);
      let told = 0;
      actor.subscribe(() => {
        if (++told === 2) actor.send({ type: 'B', from: 'observer' });
      });
      actor.start();
      actor.send({ type: 'A' });
      actor.stop();
      return log;
    };
    expect(run(createActor as never)).toEqual(run(createXStateActor));
  });

  it('a chain of actors that send to one another goes 10 000 deep', () => {
    const count = 10_000;
    const actors: { send(event: { type: string }): void }[] = [];
    let reached = 0;
    for (let i = 0; i < count; i++) {
      const machine = createMachine({
        on: {
          PASS: {
            actions: () => {
              reached = i;
              actors[i + 1]?.send({ type: 'PASS' });
            },
          },
        },
      });
      actors.push(createActor(machine).start());
    }
    actors[0]?.send({ type: 'PASS' });
    expect(reached).toBe(count - 1);
  });
});
