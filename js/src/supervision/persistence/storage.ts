/** Keeps persisted snapshots by name. Calls that throw are reported; the actor goes on. */
export interface SnapshotStorage {
  /** Returns what was kept under a name, synchronously; undefined or null when there is nothing. */
  get(key: string): unknown;
  /** Keeps a snapshot, plain JSON, under a name. */
  set(key: string, snapshot: unknown): void | Promise<void>;
  /** Forgets what was kept under a name. */
  delete?(key: string): void | Promise<void>;
}

/** What is needed of a Web Storage, whose own type Node's types lack. */
export interface WebStorage {
  getItem(key: string): string | null | undefined;
  setItem(key: string, text: string): void;
  removeItem(key: string): void;
}

/** Says whether a value is an adapter with get and set. */
export function isSnapshotStorage(value: unknown): value is SnapshotStorage {
  const storage = value as Partial<SnapshotStorage> | null | undefined;
  return typeof storage?.get === 'function' && typeof storage.set === 'function';
}

/** Says whether a value is a Web Storage, such as `localStorage`. */
export function isWebStorage(value: unknown): value is WebStorage {
  const storage = value as Partial<WebStorage> | null | undefined;
  return typeof storage?.getItem === 'function' && typeof storage.setItem === 'function';
}

/** Returns an adapter itself, or one that writes JSON text into a Web Storage. */
export function storageOf(storage: SnapshotStorage | WebStorage): SnapshotStorage {
  if (isSnapshotStorage(storage)) return storage;
  return {
    get(key) {
      const text = storage.getItem(key);
      return text === null || text === undefined ? undefined : JSON.parse(text);
    },
    set(key, snapshot) {
      storage.setItem(key, JSON.stringify(snapshot));
    },
    delete(key) {
      storage.removeItem(key);
    },
  };
}
