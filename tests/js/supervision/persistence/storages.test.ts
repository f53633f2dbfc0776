import { createSupervisedMachine, type PersistOptions } from 'statewarden';
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

/** Lets an actor of one id become active and end, and begins the next one. */
function valueOfTheNext(storage: PersistOptions['storage'], between: () => void = () => {}) {
  const first = createSupervisedMachine('a', crashable, { persist: { storage } });
  first.send({ type: 'START' });
  first.stop();
  between();
  return createSupervisedMachine('a', crashable, { persist: { storage } }).getSnapshot().value;
}

function mapStorage() {
  const entries = new Map<string, unknown>();
  return {
    entries,
    get: (key: string) => entries.get(key),
    set: (key: string, snapshot: unknown) => void entries.set(key, snapshot),
  };
}

it('goes by what the storage has, also when somebody else has emptied it', () => {
  const storage = mapStorage();
  expect(valueOfTheNext(storage, () => storage.entries.clear())).toBe('idle');
});

it('does not go on from what another storage has', () => {
  expect(valueOfTheNext(mapStorage())).toBe('active');
  const other = mapStorage();
  const actor = createSupervisedMachine('b', crashable, { persist: { storage: other, key: 'k' } });
  actor.send({ type: 'START' });
  actor.stop();
  const persist = { storage: mapStorage(), key: 'k' };
  expect(createSupervisedMachine('b', crashable, { persist }).getSnapshot().value).toBe('idle');
});

it.each([
  [
    'could not be written',
    () => {
      throw new Error('full');
    },
  ],
  ['is still being written', () => new Promise<void>(() => {})],
])('goes on from a snapshot in memory that %s', (_how, set) => {
  expect(valueOfTheNext({ get: () => undefined, set })).toBe('active');
});

it('leaves to the storage what has been written in the end', async () => {
  let finish = () => {};
  const set = () =>
    new Promise<void>((resolve) => {
      finish = resolve;
    });
  const storage = { get: () => undefined, set };
  expect(valueOfTheNext(storage)).toBe('active');
  createSupervisedMachine('c', crashable, { persist: { storage } }).stop();
  finish();
  await settle();
  const next = createSupervisedMachine('c', crashable, { persist: { storage } });
  expect(next.getSnapshot().value).toBe('idle');
});

it('takes undefined of a Web Storage for nothing, as many a stand-in answers', () => {
  const storage = { getItem: () => undefined, setItem: () => {}, removeItem: () => {} };
  expect(valueOfTheNext(storage)).toBe('idle');
  expect(warned).not.toHaveBeenCalled();
});

it.each([
  [
    'throws',
    () => {
      throw new Error('locked');
    },
    'locked',
  ],
  ['returns a promise', () => Promise.reject(new Error('locked')), 'returned a promise'],
])('says that a snapshot cannot be read when get %s', async (_how, get, words) => {
  const persist = { storage: { get, set: () => {} } };
  createSupervisedMachine('a', crashable, { persist });
  await settle();
  expect(warned.mock.calls).toHaveLength(1);
  const [text, error] = warned.mock.calls[0] as [string, Error];
  expect(text).toContain("the snapshot 'statewarden:a' cannot be read");
  expect(error.message).toContain(words);
});
