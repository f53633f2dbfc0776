import type { WatchableActor } from '../watch/termination.js';
import type { Watch } from '../watch/watch-table.js';

/** An actor that can have a name: of this package or of XState, supervised or not. */
export interface NamedActor extends WatchableActor {
  // biome-ignore lint/suspicious/noExplicitAny: actors of every machine can have names.
  send(event: any): void;
}

/** Who is registered under a name, and with which value. */
export interface RegistryEntry<TValue = unknown, TKey = string> {
  readonly key: TKey;
  readonly actor: NamedActor;
  /** What was given with the registration, or by `updateValue` since. */
  readonly value: TValue;
}

/** What happens to the names of a registry. */
export interface RegistryEvent<TValue = unknown, TKey = string>
  extends RegistryEntry<TValue, TKey> {
  readonly type: 'registered' | 'unregistered';
}

/** An entry as the registry holds it. */
export interface HeldEntry<TValue, TKey> {
  readonly key: TKey;
  readonly actor: NamedActor;
  value: TValue;
  readonly watch: Watch;
}
