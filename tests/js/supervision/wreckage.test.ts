import {
  createSupervisedMachine,
  getCoreStatistics,
  RestartStrategy,
  RootSupervisor,
} from 'statewarden';
import { assign, createMachine, fromCallback, fromPromise, spawnChild } from 'xstate';

// What a failed actor of XState leaves behind, nobody can clean up; under supervision nothing is left.

// biome-ignore lint/suspicious/noExplicitAny: children of any kind.
type Any = any;

let log: string[] = [];

const callback = fromCallback(() => {
  log.push('callback made');
  return () => void log.push('callback disposed of');
});

const promise = fromPromise(({ signal }) => {
  signal.addEventListener('abort', () => void log.push('promise aborted'));
  return new Promise(() => {});
});

const boom = () => {
  throw new Error('boom');
};

const machine = createMachine({
  initial: 'working',
  states: {
    working: {
      invoke: [
        { id: 'callback', src: callback, systemId: 'the-callback' },
        { id: 'promise', src: promise },
        { id: 'nested', src: createMachine({ invoke: { src: callback, systemId: 'the-leaf' } }) },
      ],
      on: {
        BOOM: { actions: boom },
        SPAWN_AND_BOOM: { actions: [spawnChild(callback, { id: 'new', systemId: 'new' }), boom] },
        LEAVE_AND_BOOM: { target: 'idle', actions: boom },
      },
    },
    idle: {},
  },
});

beforeEach(() => {
  log = [];
});
afterEach(() => RootSupervisor.resetInstance());

const atOnce = new RestartStrategy({ maxRestarts: 1000, backoffType: 'none' });

const supervise = (strategy = atOnce) => createSupervisedMachine('a', machine, { strategy });

describe('a failed step under supervision', () => {
  it('disposes of callbacks and aborts promises of the old incarnation before the new one begins', () => {
    supervise().send({ type: 'BOOM' });
    expect(log.slice(0, 2)).toEqual(['callback made', 'callback made']);
    const ends = log.slice(2, 5).sort();
    expect(ends).toEqual(['callback disposed of', 'callback disposed of', 'promise aborted']);
    expect(log.slice(5)).toEqual(['callback made', 'callback made']);
  });

  it('frees the system ids of children, and of theirs, for the next incarnation', () => {
    const actor = supervise();
    const before = actor.system.get('the-callback');
    actor.send({ type: 'BOOM' });
    expect(actor.getSnapshot().status).toBe('active');
    expect(actor.system.get('the-callback')).not.toBe(before);
    expect(Object.keys(actor.system.getAll()).sort()).toEqual(['the-callback', 'the-leaf']);
  });

  it('frees the system id of a child that was spawned in the step and never started', () => {
    const actor = supervise();
    actor.send({ type: 'SPAWN_AND_BOOM' });
    expect(actor.system.get('new')).toBeUndefined();
    actor.send({ type: 'SPAWN_AND_BOOM' });
    expect(actor.getHealthMetrics().errorCount).toBe(2);
  });

  it('stops the children whose state was being left', () => {
    const actor = supervise();
    const children = Object.values(actor.getSnapshot().children as Any) as Any[];
    actor.send({ type: 'LEAVE_AND_BOOM' });
    expect(children.map((child) => child._processingStatus)).toEqual([2, 2, 2]);
  });

  it('stops everything when the limit is reached', () => {
    const actor = supervise(new RestartStrategy({ maxRestarts: 0 }));
    const children = Object.values(actor.getSnapshot().children as Any) as Any[];
    actor.send({ type: 'BOOM' });
    expect(children.map((child) => child._processingStatus)).toEqual([2, 2, 2]);
    expect(log.filter((each) => each === 'callback disposed of')).toHaveLength(2);
    expect(actor.system.getAll()).toEqual({});
  });

  it('leaves nothing in the core after many failures', () => {
    const actor = supervise();
    const { actors, timers, keptEvents, keptEffects } = getCoreStatistics();
    for (let i = 0; i < 50; i++) actor.send({ type: i % 2 ? 'SPAWN_AND_BOOM' : 'LEAVE_AND_BOOM' });
    const after = getCoreStatistics();
    expect(after).toMatchObject({ actors, timers, keptEvents, keptEffects });
  });

  it('stops the children of a failed start', () => {
    let starts = 0;
    const failing = createMachine({
      context: {},
      entry: [
        spawnChild(callback, { id: 'kid', systemId: 'kid' }),
        assign(() => {
          if (starts++ === 0) throw new Error('not yet');
          return {};
        }),
      ],
    });
    const actor = createSupervisedMachine('b', failing, { strategy: atOnce });
    expect(actor.getSnapshot().status).toBe('active');
    expect(Object.keys(actor.system.getAll())).toEqual(['kid']);
    expect(log).toEqual(['callback made']);
  });
});
