import { createActor, loadMachine } from 'statewarden';
import {
  and,
  assign,
  createMachine,
  createActor as createXStateActor,
  fromPromise,
  raise,
  SimulatedClock,
  sendTo,
} from 'xstate';

// biome-ignore lint/suspicious/noExplicitAny: inspection events are of many kinds.
type Inspected = any;

const transitionView = ({ source, target, eventType, reenter, actions }: Inspected) => ({
  source: source.id,
  target: target?.map((node: { id: string }) => node.id),
  eventType,
  reenter,
  actions: actions.length,
});

function view({ type, event, snapshot, action, _transitions, sourceRef, actorRef }: Inspected) {
  return {
    type,
    actor: actorRef.id.replace(/x:\d+/, 'x'),
    source: sourceRef?.id.replace(/x:\d+/, 'x'),
    event: event?.type,
    action: action && { type: action.type, delay: action.params?.delay, id: action.params?.id },
    snapshot: snapshot && [snapshot.status, snapshot.value, snapshot.context, snapshot.output],
    transitions: _transitions?.map(transitionView),
  };
}

/** Runs a script in XState and here, and returns what inspectors were told on either side. */
function inspected(
  machine: unknown,
  ours: unknown,
  script: (actor: Inspected, clock: Inspected) => void,
) {
  return [
    [createXStateActor, machine],
    [createActor, ours],
  ].map(([create, logic]) => {
    const told: unknown[] = [];
    const clock = new SimulatedClock();
    const actor = (create as Inspected)(logic, {
      id: 'root',
      clock,
      inspect: (event: Inspected) => told.push(view(event)),
    });
    actor.subscribe({ error: () => {} });
    actor.start();
    script(actor, clock);
    return told;
  });
}

const busy = createMachine({
  id: 'busy',
  context: { n: 0 },
  initial: 'a',
  states: {
    a: {
      entry: 'hello',
      after: { 5: 'b', soon: { target: 'b', guard: () => false } },
      on: { GO: { target: 'b', actions: [assign({ n: 1 }), raise({ type: 'NEXT' }), 'custom'] } },
    },
    b: { always: { target: 'c', guard: and([() => true]) }, exit: 'bye' },
    c: { on: { NEXT: { actions: 'seen' }, END: 'd' } },
    d: { type: 'final' },
  },
});

describe('the inspection of an actor', () => {
  it('tells of events, actions, microsteps and snapshots in the order of XState', () => {
    const [theirs, ours] = inspected(busy, busy, (actor) => {
      actor.send({ type: 'GO' });
      actor.send({ type: 'NOTHING' });
      actor.send({ type: 'END' });
    });
    expect(ours).toEqual(theirs);
    const microsteps = ours?.filter((each) => (each as Inspected).type === '@xstate.microstep');
    expect(microsteps).toHaveLength(6);
  });

  it('tells of timers and of the events in which they end', () => {
    const [theirs, ours] = inspected(busy, busy, (actor, clock) => {
      clock.increment(5);
      actor.stop();
    });
    expect(ours).toEqual(theirs);
  });

  it('tells of the transitions of a config as of those of a machine', () => {
    const config = JSON.stringify({
      id: 'm',
      initial: 'a',
      states: {
        a: { on: { E: { target: 'p', actions: 'x' } } },
        p: {
          type: 'parallel',
          onDone: 'end',
          states: {
            q: { on: { E: '#m.end' } },
            r: { on: { E: { target: '#m.end', reenter: true }, '*': {} } },
          },
        },
        end: { always: [{ target: 'a', guard: { type: 'never' } }] },
      },
    });
    const guards = { never: () => false };
    const machine = createMachine(JSON.parse(config), { guards });
    const [theirs, ours] = inspected(machine, loadMachine(config, { guards }), (actor) => {
      actor.send({ type: 'E' });
      actor.send({ type: 'F' });
      actor.send({ type: 'E' });
    });
    expect(ours).toEqual(theirs);
  });

  it('tells of children, of what is sent to them, and of an error that nobody handles', async () => {
    const machine = createMachine({
      id: 'm',
      invoke: { id: 'child', src: 'child' },
      entry: sendTo('child', { type: 'HELLO' }),
      initial: 'a',
      states: { a: { invoke: { id: 'worker', src: 'worker' } } },
    }).provide({
      actors: {
        child: createMachine({ on: { HELLO: {} } }),
        worker: fromPromise(() => Promise.reject(new Error('no'))),
      },
    });
    const [theirs, ours] = inspected(machine, machine, () => {});
    await new Promise((resolve) => setTimeout(resolve));
    expect(ours).toEqual(theirs);
    const end = {
      type: '@xstate.microstep',
      snapshot: ['error', 'a', {}, undefined],
      transitions: [],
    };
    expect(ours).toContainEqual(expect.objectContaining(end));
  });

  it('tells late inspectors too', () => {
    const counts = [createXStateActor, createActor].map((create) => {
      const actor = (create as typeof createXStateActor)(busy).start();
      const types: string[] = [];
      actor.system.inspect((event) => void types.push(event.type));
      actor.send({ type: 'GO' });
      actor.stop();
      return types;
    });
    expect(counts[1]).toEqual(counts[0]);
  });
});

describe('an inspector that has unsubscribed', () => {
  it('leaves actors to work as if it had never been, others inspected', () => {
    const machine = createMachine({ initial: 'a', states: { a: { on: { E: 'b' } }, b: {} } });
    const actor = createActor(machine).start() as Inspected;
    const asked = jest.spyOn(actor, 'microstepTaken');
    const [first, second] = [1, 2].map(() => actor.system.inspect(() => {}));
    first.unsubscribe();
    first.unsubscribe();
    actor.send({ type: 'E' });
    expect(asked).toHaveBeenCalledTimes(1);
    second.unsubscribe();
    actor.send({ type: 'X' });
    actor.send({ type: 'E' });
    expect(asked).toHaveBeenCalledTimes(1);
    actor.stop();
  });
});
