import type { ResolvedPersistOptions } from './persist-options.js';
import type { SnapshotStorage } from './storage.js';

const prefix = 'statewarden:';

/** Snapshots that this process keeps, by name: those that no storage has, or not yet. */
const memory = new Map<string, unknown>();

/** Forgets what this process keeps; storages keep what they have. */
export function forgetKeptSnapshots(): void {
  memory.clear();
}

/** What a keeper asks of its actor. */
export interface KeptActor {
  readonly id: string;
  accompany(next: () => void): void;
  getPersistedSnapshot(): unknown;
}

/**
 * Keeps the last good snapshot of one actor, for the next actor of the same id. A snapshot that
 * cannot be kept is warned of once and harms nobody.
 */
export class SnapshotKeeper {
  readonly #key: string;
  readonly #storage: SnapshotStorage | undefined;
  #isScheduled = false;
  #hasWarned = false;

  constructor(actorId: string, options: ResolvedPersistOptions) {
    this.#key = options.key ?? `${prefix}${actorId}`;
    this.#storage = options.storage;
  }

  /** Returns the snapshot to go on from, undefined when there is none that can be used. */
  load(): unknown {
    const inMemory = memory.get(this.#key);
    if (isActiveSnapshot(inMemory)) return inMemory;
    try {
      const stored = this.#storage?.get(this.#key);
      if (stored instanceof Promise) {
        stored.catch(() => {});
        throw new TypeError('get() returned a promise, but an actor starts at once');
      }
      if (isActiveSnapshot(stored)) return stored;
    } catch (error) {
      this.#warn('read', error);
    }
    return undefined;
  }

  /** Writes what the actor becomes into the storage from now on, once per turn. */
  follow(actor: KeptActor): void {
    if (!this.#storage) return;
    actor.accompany(() => this.#schedule(actor));
    this.#schedule(actor);
  }

  /** Forgets the snapshot: there is nothing to go on from. */
  forget(): void {
    memory.delete(this.#key);
    try {
      const deleted: unknown = this.#storage?.delete?.(this.#key);
      if (deleted instanceof Promise) deleted.catch((error) => this.#warn('deleted', error));
    } catch (error) {
      this.#warn('deleted', error);
    }
  }

  #schedule(actor: KeptActor): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      this.keep(actor);
    });
  }

  /** Keeps the present snapshot of an actor, unless that has ended. */
  keep(actor: KeptActor): void {
    try {
      const snapshot = actor.getPersistedSnapshot();
      if (!isActiveSnapshot(snapshot)) return;
      memory.set(this.#key, snapshot);
      const written: unknown = this.#storage?.set(this.#key, snapshot);
      if (written instanceof Promise) void this.#awaitWritten(snapshot, written);
      else if (this.#storage) this.#leaveToStorage(snapshot);
    } catch (error) {
      this.#warn('kept', error);
    }
  }

  async #awaitWritten(snapshot: unknown, written: Promise<unknown>): Promise<void> {
    try {
      await written;
      this.#leaveToStorage(snapshot);
    } catch (error) {
      this.#warn('kept', error);
    }
  }

  /** What the storage has is its own: others may change it there, and memory is not filled up. */
  #leaveToStorage(snapshot: unknown): void {
    if (memory.get(this.#key) === snapshot) memory.delete(this.#key);
  }

  #warn(done: 'read' | 'kept' | 'deleted', error: unknown): void {
    if (this.#hasWarned) return;
    this.#hasWarned = true;
    console.warn(`statewarden: the snapshot '${this.#key}' cannot be ${done}:`, error);
  }
}

function isActiveSnapshot(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return 'value' in value && 'status' in value && value.status === 'active';
}
