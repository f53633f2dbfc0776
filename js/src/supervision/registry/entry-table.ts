import { endOf, openWatch } from '../watch/open-watch.js';
import { watchTable } from '../watch/watch-table.js';
import type { HeldEntry, NamedActor } from './registry-entry.js';

/** The entries of a registry by key, in the order in which they came. Those of the dead are none. */
export class EntryTable<TValue, TKey> {
  readonly #byKey = new Map<TKey, Set<HeldEntry<TValue, TKey>>>();
  readonly #byActor = new Map<NamedActor, Set<HeldEntry<TValue, TKey>>>();
  readonly #onRemoved: (entry: HeldEntry<TValue, TKey>) => void;

  /** @param onRemoved - is told of each entry that goes, whatever the reason */
  constructor(onRemoved: (entry: HeldEntry<TValue, TKey>) => void) {
    this.#onRemoved = onRemoved;
  }

  /** Adds an entry that goes when its actor ends. */
  add(key: TKey, actor: NamedActor, value: TValue): HeldEntry<TValue, TKey> {
    const watch = openWatch(actor, { isReady: () => true, hear: () => this.remove(entry) });
    const entry: HeldEntry<TValue, TKey> = { key, actor, value, watch };
    addTo(this.#byKey, key, entry);
    addTo(this.#byActor, actor, entry);
    return entry;
  }

  /** Removes an entry; one that is gone already is ignored. */
  remove(entry: HeldEntry<TValue, TKey>): void {
    if (!this.#byKey.get(entry.key)?.has(entry)) return;
    removeFrom(this.#byKey, entry.key, entry);
    removeFrom(this.#byActor, entry.actor, entry);
    watchTable.close(entry.watch);
    this.#onRemoved(entry);
  }

  /** Lists the entries of a key whose actors live; those of others go now. */
  of(key: TKey): HeldEntry<TValue, TKey>[] {
    return this.#living(this.#byKey.get(key));
  }

  /** Lists the entries of an actor, unless it has ended. */
  ofActor(actor: NamedActor): HeldEntry<TValue, TKey>[] {
    return this.#living(this.#byActor.get(actor));
  }

  /** Lists all entries whose actors live, by key in the order of the keys. */
  all(): HeldEntry<TValue, TKey>[] {
    return [...this.#byKey.keys()].flatMap((key) => this.of(key));
  }

  #living(entries: Iterable<HeldEntry<TValue, TKey>> | undefined): HeldEntry<TValue, TKey>[] {
    const all = [...(entries ?? [])];
    for (const entry of all) if (endOf(entry.actor)) this.remove(entry);
    return all.filter((entry) => this.#byKey.get(entry.key)?.has(entry));
  }
}

function addTo<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.add(value);
  else map.set(key, new Set([value]));
}

function removeFrom<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const values = map.get(key);
  values?.delete(value);
  if (values?.size === 0) map.delete(key);
}
