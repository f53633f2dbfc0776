import {
  createSupervisedMachine,
  RootSupervisor,
  type SnapshotStorage,
  StopStrategy,
  setUnhandledErrorReporter,
} from 'statewarden';
import { createMachine, spawnChild } from 'xstate';
import { crashable } from '../support/machines.js';
import { settle, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

let warned: jest.SpyInstance;
beforeEach(() => {
  warned = jest.spyOn(console, 'warn').mockImplementation();
});
afterEach(() => {
  warned.mockRestore();
});

function memoryStorage(): SnapshotStorage & { entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    get: (key) => (entries.has(key) ? JSON.parse(entries.get(key) as string) : undefined),
    set: (key, snapshot) => void entries.set(key, JSON.stringify(snapshot)),
    delete: (key) => void entries.delete(key),
  };
}

it('an actor that is kept and that nobody observes has its last error reported, as in XState', () => {
  const reported: unknown[] = [];
  setUnhandledErrorReporter((error) => reported.push(error));
  const persist = { storage: memoryStorage() };
  const actor = createSupervisedMachine('a', crashable, { persist });
  RootSupervisor.getInstance().unregisterActor('a');
  actor.send({ type: 'CRASH' });
  setUnhandledErrorReporter();
  expect(actor.getSnapshot().status).toBe('error');
  expect(reported).toEqual([new Error('CRASH')]);
});

describe('persist: true', () => {
  it('lets the next actor of the id go on from the last good snapshot', () => {
    const first = createSupervisedMachine('a', crashable, { persist: true });
    first.send({ type: 'START' });
    first.send({ type: 'INC' });
    first.stop();
    const second = createSupervisedMachine('a', crashable, { persist: true });
    expect(second.getSnapshot()).toMatchObject({
      status: 'active',
      value: 'active',
      context: { count: 1 },
    });
    expect(createSupervisedMachine('b', crashable, { persist: true }).getSnapshot().value).toBe(
      'idle',
    );
  });

  it('keeps no failed state: what is kept is the state before the failing event', () => {
    const options = { persist: true, strategy: new StopStrategy() };
    const first = createSupervisedMachine('a', crashable, options);
    first.send({ type: 'START' });
    first.send({ type: 'CRASH' });
    expect(first.getSnapshot().status).toBe('stopped');
    expect(createSupervisedMachine('a', crashable, options).getSnapshot()).toMatchObject({
      status: 'active',
      value: 'active',
    });
  });

  it('keeps nothing of a machine that is done', () => {
    const machine = createMachine({
      initial: 'working',
      states: { working: { on: { FINISH: 'over' } }, over: { type: 'final' } },
    });
    createSupervisedMachine('a', machine, { persist: true }).send({ type: 'FINISH' });
    const second = createSupervisedMachine('a', machine, { persist: true });
    expect(second.getSnapshot()).toMatchObject({ status: 'active', value: 'working' });
  });

  it('ignores a snapshot that does not fit the machine', () => {
    createSupervisedMachine('a', crashable, { persist: true }).stop();
    const other = createMachine({ initial: 'elsewhere', states: { elsewhere: {} } });
    const actor = createSupervisedMachine('a', other, { persist: true });
    expect(actor.getSnapshot().value).toBe('elsewhere');
    expect(actor.getHealthMetrics().errorCount).toBe(0);
    expect(warned).toHaveBeenCalledTimes(1);
  });

  it('gives way to a snapshot that is given', () => {
    const first = createSupervisedMachine('a', crashable, { persist: true });
    const idle = first.getPersistedSnapshot();
    first.send({ type: 'START' });
    first.stop();
    const second = createSupervisedMachine('a', crashable, { persist: true, snapshot: idle });
    expect(second.getSnapshot().value).toBe('idle');
  });

  it('is forgotten by resetInstance', () => {
    createSupervisedMachine('a', crashable, { persist: true }).send({ type: 'START' });
    RootSupervisor.resetInstance();
    const second = createSupervisedMachine('a', crashable, { persist: true });
    expect(second.getSnapshot().value).toBe('idle');
  });
});

describe('with a storage', () => {
  it('writes the last good snapshot once per turn, and reads it in another process', async () => {
    const storage = memoryStorage();
    const set = jest.spyOn(storage, 'set');
    const first = createSupervisedMachine('a', crashable, { persist: { storage } });
    await settle();
    set.mockClear();
    first.send({ type: 'START' });
    for (let i = 0; i < 10; i++) first.send({ type: 'INC' });
    await settle();
    expect(set).toHaveBeenCalledTimes(1);
    expect(storage.get('statewarden:a')).toMatchObject({
      status: 'active',
      value: 'active',
      context: { count: 10 },
    });
    RootSupervisor.resetInstance();
    const second = createSupervisedMachine('a', crashable, { persist: { storage } });
    expect(second.getSnapshot()).toMatchObject({ value: 'active', context: { count: 10 } });
  });

  it('uses the key that is given, and deletes what is over', () => {
    const storage = memoryStorage();
    const machine = createMachine({
      initial: 'working',
      states: { working: { on: { FINISH: 'over' } }, over: { type: 'final' } },
    });
    const options = { persist: { storage, key: 'my key' } };
    createSupervisedMachine('a', machine, options).stop();
    expect([...storage.entries.keys()]).toEqual(['my key']);
    createSupervisedMachine('a', machine, options).send({ type: 'FINISH' });
    expect([...storage.entries.keys()]).toEqual([]);
  });

  it('takes a Web Storage as it is', () => {
    const entries = new Map<string, string>();
    const storage = {
      getItem: (key: string) => entries.get(key) ?? null,
      setItem: (key: string, text: string) => void entries.set(key, text),
      removeItem: (key: string) => void entries.delete(key),
    } as unknown as Storage;
    const first = createSupervisedMachine('a', crashable, { persist: { storage } });
    first.send({ type: 'START' });
    first.stop();
    expect(JSON.parse(entries.get('statewarden:a') ?? '')).toMatchObject({ value: 'active' });
    RootSupervisor.resetInstance();
    const second = createSupervisedMachine('a', crashable, { persist: { storage } });
    expect(second.getSnapshot().value).toBe('active');
  });

  it.each([
    ['text that is no JSON', () => JSON.parse('{')],
    ['null', () => null],
    ['a promise', () => Promise.resolve({ status: 'active', value: 'active' })],
    ['something else', () => 'snapshot'],
    ['a failed snapshot', () => ({ status: 'error', value: 'active', context: {} })],
    ['an unknown state', () => ({ status: 'active', value: { constructor: 'x' }, context: {} })],
    ['a value of another type', () => ({ status: 'active', value: 7, context: {} })],
  ])('that has %s begins anew', (_what, get) => {
    const storage = { get, set: () => {} };
    const actor = createSupervisedMachine('a', crashable, { persist: { storage } });
    expect(actor.getSnapshot()).toMatchObject({ status: 'active', value: 'idle' });
    expect(actor.getHealthMetrics().errorCount).toBe(0);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('full');
      },
    ],
    ['rejects', () => Promise.reject(new Error('full'))],
  ])('that %s is warned of once, and the actor goes on', async (_how, set) => {
    const storage = { get: () => undefined, set, delete: set };
    const actor = createSupervisedMachine('a', crashable, { persist: { storage } });
    for (const type of ['START', 'STOP', 'START'] as const) {
      actor.send({ type });
      await settle();
    }
    actor.stop();
    await settle();
    expect(actor.getSnapshot().value).toBe('active');
    expect(warned).toHaveBeenCalledTimes(1);
    expect(warned.mock.calls[0]?.[1]).toEqual(new Error('full'));
  });
});

it('a snapshot that cannot be written is warned of, and the actor goes on', () => {
  const child = createMachine({});
  const machine = createMachine({ entry: spawnChild(child) });
  const actor = createSupervisedMachine('a', machine, { persist: true });
  actor.stop();
  expect(warned).toHaveBeenCalledTimes(1);
  expect(actor.getSnapshot().status).toBe('stopped');
});

it('what has finished is forgotten, also in memory: the next of its id begins anew', () => {
  const machine = createMachine({
    initial: 'a',
    states: { a: { on: { NEXT: 'b' } }, b: { on: { NEXT: 'c' } }, c: { type: 'final' } },
  });
  const make = () => createSupervisedMachine('finishing', machine, { persist: true });
  const first = make();
  first.send({ type: 'NEXT' });
  first.stop();
  const second = make();
  expect(second.getSnapshot().value).toBe('b');
  second.send({ type: 'NEXT' });
  expect(make().getSnapshot().value).toBe('a');
});

it('a snapshot fits a machine only when each of its regions does', () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
  const region = { initial: 'a', states: { a: {}, b: {} } };
  const machine = createMachine({ type: 'parallel', states: { left: region, right: region } });
  const kept = { status: 'active', context: {}, value: { left: 'b', right: 'gone' }, children: {} };
  const storage = { get: () => kept, set: () => {} };
  const actor = createSupervisedMachine('regions', machine, { persist: { storage } });
  expect(actor.getSnapshot().value).toEqual({ left: 'a', right: 'a' });
  expect(warn).toHaveBeenCalledTimes(1);
  warn.mockRestore();
});
