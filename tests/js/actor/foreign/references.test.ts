import {
  createActor,
  createSupervisedMachine,
  RootSupervisor,
  setUnhandledErrorReporter,
  toPromise,
  waitFor,
} from 'statewarden';
import * as xstate from 'xstate';
import {
  assign,
  createMachine,
  createActor as createXStateActor,
  SimulatedClock,
  sendParent,
  sendTo,
} from 'xstate';

// biome-ignore lint/suspicious/noExplicitAny: actors of two packages meet here.
type Any = any;

afterEach(() => {
  RootSupervisor.resetInstance();
  setUnhandledErrorReporter();
});

describe('a reference of ours in the hands of XState', () => {
  const toggle = createMachine({
    initial: 'off',
    states: {
      off: { on: { T: 'on' } },
      on: { on: { T: 'off', END: 'end' } },
      end: { type: 'final' },
    },
    output: 3,
  });

  it('is sent to, with and without a delay', () => {
    const ours = createActor(toggle).start();
    const clock = new SimulatedClock();
    const sender = createMachine({
      context: { target: ours as Any },
      on: {
        NOW: { actions: sendTo(({ context }) => context.target, { type: 'T' }) },
        LATER: { actions: sendTo(({ context }) => context.target, { type: 'T' }, { delay: 5 }) },
      },
    });
    const actor = createXStateActor(sender, { clock }).start();
    actor.send({ type: 'NOW' });
    expect(ours.getSnapshot().value).toBe('on');
    actor.send({ type: 'LATER' });
    clock.increment(5);
    expect(ours.getSnapshot().value).toBe('off');
    ours.stop();
  });

  it('is waited for by waitFor and toPromise of either package', async () => {
    for (const create of [createActor, createXStateActor] as Any[]) {
      for (const [wait, promise] of [
        [xstate.waitFor, xstate.toPromise],
        [waitFor, toPromise],
      ] as Any[]) {
        const actor = create(toggle).start();
        const isOn = wait(actor, (snapshot: Any) => snapshot.matches('on'));
        const output = promise(actor);
        actor.send({ type: 'T' });
        await expect(isOn).resolves.toMatchObject({ value: 'on' });
        actor.send({ type: 'END' });
        await expect(output).resolves.toBe(3);
      }
    }
  });

  it('is selected from, as useSelector does', () => {
    const actor = createSupervisedMachine('a', toggle);
    const values: unknown[] = [];
    const selection = actor.select((snapshot: Any) => snapshot.value);
    const subscription = selection.subscribe((value: unknown) => void values.push(value));
    actor.send({ type: 'T' });
    expect([selection.get(), ...values]).toEqual(['on', 'on']);
    subscription.unsubscribe();
  });

  it('is a parent of XState actors: they answer it, live in its system, and end with it', () => {
    const parent = createActor(
      createMachine({
        context: { got: '' },
        on: {
          HELLO: { actions: assign({ got: ({ event }) => event.from }) },
          'xstate.done.actor.*': { actions: assign({ got: ({ event }) => event.type }) },
        },
      }),
    ).start();
    const child = createXStateActor(
      createMachine({
        initial: 'a',
        states: {
          a: {
            on: { GO: { target: 'b', actions: sendParent({ type: 'HELLO', from: 'child' }) } },
          },
          b: { on: { END: 'c' } },
          c: { type: 'final' },
        },
      }),
      { parent: parent as Any, id: 'child', systemId: 'kid' },
    ).start();
    expect(parent.system.get('kid')).toBe(child);
    child.send({ type: 'GO' });
    expect(parent.getSnapshot().context.got).toBe('child');
    child.send({ type: 'END' });
    expect(parent.getSnapshot().context.got).toBe('xstate.done.actor.child');
    parent.stop();
  });

  it('in a system of XState is numbered by it and is inspected there', () => {
    const types: string[] = [];
    const root = createXStateActor(createMachine({}), {
      inspect: ({ type, actorRef }: Any) => void types.push(`${type} ${actorRef.id}`),
    }).start();
    const ours = createActor(toggle as Any, { parent: root, id: 'ours' } as Any).start();
    ours.send({ type: 'T' } as never);
    const sibling = createXStateActor(createMachine({}), { parent: root as Any });
    expect(Number(sibling.sessionId.slice(2))).toBe(Number(ours.sessionId.slice(2)) + 1);
    expect(types.filter((each) => each.endsWith('ours'))).toEqual([
      '@xstate.actor ours',
      '@xstate.event ours',
      '@xstate.snapshot ours',
      '@xstate.event ours',
      '@xstate.microstep ours',
      '@xstate.snapshot ours',
    ]);
  });
});
