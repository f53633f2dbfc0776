import {
  createActor,
  createSupervisedMachine,
  loadMachine,
  RootSupervisor,
  type SupervisedActor,
  type SupervisedActorOptions,
  toPromise,
  waitFor,
} from 'statewarden';
import { type ActorRefFrom, createMachine, type SnapshotFrom, setup } from 'xstate';
import { crashable } from './support/machines.js';

afterEach(() => RootSupervisor.resetInstance());

const counter = setup({
  types: {
    context: {} as { count: number },
    events: {} as { type: 'ADD'; amount: number } | { type: 'CLEAR' },
    input: {} as { start: number },
    tags: {} as 'busy',
    emitted: {} as { type: 'added'; amount: number },
  },
}).createMachine({
  context: ({ input }) => ({ count: input.start }),
  initial: 'idle',
  states: { idle: { tags: 'busy', on: { ADD: 'full' } }, full: {} },
});

it('infers events, context, states, tags and emitted events from the machine', () => {
  const actor = createSupervisedMachine('a', counter, { input: { start: 1 } });
  const snapshot: SnapshotFrom<typeof counter> = actor.getSnapshot();
  const count: number = snapshot.context.count;
  expect(count).toBe(1);
  expect(snapshot.matches('idle')).toBe(true);
  expect(snapshot.hasTag('busy')).toBe(true);
  const subscription = actor.on('added', ({ amount }) => amount.toFixed());
  subscription.unsubscribe();
  const selected: number = actor.select(({ context }) => context.count).get();
  expect(selected).toBe(1);
  actor.send({ type: 'ADD', amount: 1 });
  expect(actor.getSnapshot().value).toBe('full');
  expect(actor.getMachine().id).toBe(counter.id);

  // What follows is checked by the compiler only.
  const refused = () => {
    // @ts-expect-error there is no such event
    actor.send({ type: 'REMOVE' });
    // @ts-expect-error the event lacks its amount
    actor.send({ type: 'ADD' });
    // @ts-expect-error there is no such state
    snapshot.matches('empty');
    // @ts-expect-error there is no such tag
    snapshot.hasTag('idle');
    // @ts-expect-error nothing like this is emitted
    actor.on('removed', () => {});
    // @ts-expect-error the input is of another type
    createSupervisedMachine('b', counter, { input: { start: '1' } });
    // @ts-expect-error the input is missing
    createSupervisedMachine('b', counter, {});
    // @ts-expect-error the input is missing, and with it the options
    createSupervisedMachine('b', counter);
    // @ts-expect-error there is no such option
    createSupervisedMachine('b', crashable, { strategies: [] });
  };
  expect(refused).toBeInstanceOf(Function);
});

it('is a reference to XState, and any supervised actor is one', () => {
  const actor = createSupervisedMachine('a', crashable);
  const reference: ActorRefFrom<typeof crashable> = actor;
  const any: SupervisedActor = actor;
  expect(reference).toBe(any);
  const options: SupervisedActorOptions<typeof crashable> = {
    onRestart: (restarted) => restarted.send({ type: 'START' }),
  };
  expect(createSupervisedMachine('b', crashable, options).getOptions()).toEqual(options);
});

it('takes a machine without types, and JSON, loosely', () => {
  const actor = createSupervisedMachine('a', createMachine({}));
  actor.send({ type: 'ANYTHING' });
  const loose = createSupervisedMachine('b', { initial: 'x', states: { x: {} } });
  loose.send({ type: 'ANYTHING' });
  expect(loose.getSnapshot().value).toBe('x');
});

it('lets charts take events with any members, also those that are interfaces', () => {
  interface Added {
    type: 'ADD';
    price: number;
  }
  const chart = loadMachine({ initial: 'a', states: { a: { on: { ADD: 'b' } }, b: {} } });
  const actor = createActor(chart).start();
  const added: Added = { type: 'ADD', price: 5 };
  actor.send({ type: 'OTHER', price: 5 });
  actor.send(added);
  expect(actor.getSnapshot().value).toBe('b');
});

it('waits for an actor of a chart without XState', async () => {
  const done = loadMachine({ initial: 'a', states: { a: { type: 'final' } }, output: 5 });
  const actor = createActor(done);
  const output: unknown = toPromise(actor);
  const inA = waitFor(actor, (snapshot) => snapshot.matches('a'));
  actor.start();
  expect(await output).toBe(5);
  expect((await inA).value).toBe('a');
});

it('takes any event for an actor that is found by its id', () => {
  createSupervisedMachine('a', counter, { input: { start: 1 } });
  const found = RootSupervisor.getInstance().getActor('a');
  found?.send({ type: 'ADD', amount: 1 });
  expect(found?.getSnapshot().value).toBe('full');

  // What follows is checked by the compiler only.
  const refused = () => {
    // @ts-expect-error an event has a type
    found?.send({ amount: 1 });
  };
  expect(refused).toBeDefined();
});
