import type { ResolvedPersistOptions } from './persist-options.js';
import type { SnapshotStorage } from './storage.js';

const prefix = 'statewarden:';

/** Snapshots that this process keeps, by name. */
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
  #hasEnded = false;
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
      if (isActiveSnapshot(stored)) return stored;
    } catch (error) {
      this.#warn(error);
    }
    return undefined;
  }

  /** Writes what the actor becomes into the storage from now on, once per turn. */
  follow(actor: KeptActor): void {
    if (!this.#storage) return;
    actor.accompany(() => this.#schedule(actor));
    this.#schedule(actor);
  }

  /** Keeps the last snapshot of an actor that is about to end. */
  keepLast(actor: KeptActor): void {
    this.#keep(actor);
    this.#hasEnded = true;
  }

  /** Forgets the snapshot: there is nothing to go on from. */
  forget(): void {
    this.#hasEnded = true;
    memory.delete(this.#key);
    try {
      this.#watch(this.#storage?.delete?.(this.#key));
    } catch (error) {
      this.#warn(error);
    }
  }

  #schedule(actor: KeptActor): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      this.#keep(actor);
    });
  }

  #keep(actor: KeptActor): void {
    if (this.#hasEnded) return;
    try {
      const snapshot = actor.getPersistedSnapshot();
      if (!isActiveSnapshot(snapshot)) return;
      memory.set(this.#key, snapshot);
      this.#watch(this.#storage?.set(this.#key, snapshot));
    } catch (error) {
      this.#warn(error);
    }
  }

  #watch(written: unknown): void {
    if (written instanceof Promise) written.catch((error: unknown) => this.#warn(error));
  }

  #warn(error: unknown): void {
    if (this.#hasWarned) return;
    this.#hasWarned = true;
    console.warn(`statewarden: the snapshot '${this.#key}' cannot be kept:`, error);
  }
}

function isActiveSnapshot(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return 'value' in value && 'status' in value && value.status === 'active';
}
