import { OptionReader } from '../options/option-reader.js';
import { browserStorage } from './browser-storage.js';
import {
  isSnapshotStorage,
  isWebStorage,
  type SnapshotStorage,
  storageOf,
  type WebStorage,
} from './storage.js';

/** How snapshots are kept. */
export interface PersistOptions {
  /**
   * Where to keep them instead of in this process's memory, which has only what could not be written:
   * an adapter, or a Web Storage such as `sessionStorage`.
   * @default localStorage where there is one, else none
   */
  storage?: SnapshotStorage | WebStorage;
  /**
   * The name under which the snapshot is kept.
   * @default the actor's id, behind 'statewarden:'
   */
  key?: string;
}

/** How snapshots are kept, checked. */
export interface ResolvedPersistOptions {
  readonly storage: SnapshotStorage | undefined;
  readonly key: string | undefined;
}

const isStorage = (value: unknown) => isSnapshotStorage(value) || isWebStorage(value);
const isKey = (value: unknown) => typeof value === 'string' && value !== '';

/** Checks `persist`; undefined when nothing is to be kept. Throws InvalidOptionError. */
export function readPersistOptions(
  given: boolean | PersistOptions | undefined,
): ResolvedPersistOptions | undefined {
  if (given === undefined || given === false) return undefined;
  const options = given === true ? {} : given;
  const read = new OptionReader<PersistOptions>('persist', options, ['storage', 'key']);
  const storage = read.value<SnapshotStorage | WebStorage>(
    'storage',
    isStorage,
    'an adapter with get and set, or a Web Storage',
  );
  return {
    storage: storage === undefined ? browserStorage() : storageOf(storage),
    key: read.value('key', isKey, 'a non-empty string'),
  };
}
