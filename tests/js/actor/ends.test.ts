import { createActor, getCoreStatistics } from 'statewarden';
import * as xstate from 'xstate';
import { createMachine } from 'xstate';

// biome-ignore lint/suspicious/noExplicitAny: the two packages are compared, whatever the types.
type Any = any;

function watched(actor: Any): string[] {
  const log: string[] = [];
  actor.subscribe({
    next: (snapshot: Any) => log.push(`next ${snapshot.value}`),
    error: (error: Error) => log.push(`error ${error.message}`),
    complete: () => log.push('complete'),
  });
  return log;
}

const toggle = createMachine({
  initial: 'a',
  states: { a: { on: { E: 'b' } }, b: { on: { E: 'a' } } },
});

describe('an event that stops an actor before its start', () => {
  it.each([
    ['xstate', xstate.createActor],
    ['statewarden', createActor],
  ])('waits for the start after the events before it in %s', (_, make: Any) => {
    const actor = make(toggle);
    const log = watched(actor);
    for (const type of ['E', 'xstate.stop']) actor.send({ type });
    expect(actor.getSnapshot().status).toBe('active');
    actor.start();
    expect(log).toEqual(['next a', 'next b', 'complete']);
    expect(actor.getSnapshot()).toMatchObject({ status: 'stopped', value: 'b' });
  });

  it('lets no later event through', () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    const actor = createActor(toggle);
    for (const type of ['xstate.stop', 'E']) actor.send({ type } as Any);
    expect(actor.start().getSnapshot()).toMatchObject({ status: 'stopped', value: 'a' });
    warn.mockRestore();
  });
});

describe('an actor that its context factory stops', () => {
  it('never starts, without an error, and leaves nothing in the core', () => {
    const before = getCoreStatistics().actors;
    const machine = createMachine({
      initial: 'a',
      context: ({ self }: Any) => {
        self.stop();
        return { n: 1 };
      },
      states: { a: {} },
    });
    const actor = createActor(machine);
    const log = watched(actor);
    actor.start();
    expect(log).toEqual([]);
    expect(actor.getSnapshot()).toMatchObject({ status: 'active', value: 'a', context: { n: 1 } });
    expect(getCoreStatistics().actors).toBe(before);
  });
});

describe('an actor restored from the snapshot of a stopped one', () => {
  it('is stopped when it starts, and processes nothing', () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    const before = getCoreStatistics().actors;
    const stopped = createActor(toggle).start().stop();
    const snapshot = (stopped as Any).getPersistedSnapshot();
    const actor = createActor(toggle, { snapshot });
    const log = watched(actor);
    actor.start();
    actor.send({ type: 'E' } as Any);
    expect(log).toEqual(['complete']);
    expect(actor.getSnapshot()).toMatchObject({ status: 'stopped', value: 'a' });
    expect(getCoreStatistics().actors).toBe(before);
    warn.mockRestore();
  });
});

describe('an inspector that throws at the making of an actor', () => {
  it('throws to the maker, as in XState, and leaves nothing in the core', () => {
    const before = getCoreStatistics().actors;
    const inspect = () => {
      throw new Error('the inspector');
    };
    for (const make of [xstate.createActor, createActor] as Any[]) {
      expect(() => make(toggle, { inspect })).toThrow('the inspector');
    }
    expect(getCoreStatistics().actors).toBe(before);
  });
});
