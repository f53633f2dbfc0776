import { checkEvent } from '../../actor/check-event.js';
import { guarded } from '../../actor/report.js';
import type { EventObject } from '../../program/machine-types.js';
import { dispose } from '../dispose.js';
import { ActorStoppedError } from '../errors/actor-stopped-error.js';
import { AlreadyRegisteredError } from '../errors/already-registered-error.js';
import { InvalidArgumentError, requireFunction } from '../errors/invalid-argument-error.js';
import { RegistryStoppedError } from '../errors/registry-stopped-error.js';
import { Listeners, type Subscription } from '../telemetry/listeners.js';
import { endOf, requireTarget } from '../watch/open-watch.js';
import { EntryTable } from './entry-table.js';
import { KeyLocks, type LockOptions } from './key-locks.js';
import { RegisteredName } from './registered-name.js';
import type { HeldEntry, NamedActor, RegistryEntry, RegistryEvent } from './registry-entry.js';
import { type RegistryOptions, readRegistryOptions, requireKey } from './registry-options.js';

type Entry<TValue, TKey> = RegistryEntry<TValue, TKey>;

/**
 * Finds actors by names. A name is anything that can be the key of a Map. An entry is there from its
 * registration until its actor ends for good, so it outlives restarts; the end of an actor frees its
 * names at once.
 *
 * @example
 * const printers = new Registry();
 * createSupervisedMachine('p1', printer, { name: printers.via('office') });
 * printers.via('office').send({ type: 'PRINT' });
 */
export class Registry<TValue = unknown, TKey = string> {
  readonly keys: 'unique' | 'duplicate';
  readonly #entries = new EntryTable<TValue, TKey>((entry) => this.#tell('unregistered', entry));
  readonly #listeners = new Listeners<RegistryEvent<TValue, TKey>>();
  readonly #locks = new KeyLocks<TKey>();
  readonly #meta = new Map<unknown, unknown>();
  #isStopped = false;

  /** @throws InvalidOptionError when an option is unknown or out of its range */
  constructor(options?: RegistryOptions) {
    this.keys = readRegistryOptions(options).keys;
  }

  /** Whether the registry was stopped. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  /**
   * Registers an actor under a name; unsubscribing takes that back. With duplicate keys an actor may be
   * registered under the same name more than once.
   *
   * @throws AlreadyRegisteredError with the `holder`, when the name is taken and keys are unique
   * @throws ActorStoppedError when the actor has ended
   * @throws InvalidArgumentError when the key or the actor is none
   * @throws RegistryStoppedError when the registry was stopped
   */
  register(key: TKey, actor: NamedActor, value?: TValue): Subscription {
    this.#checkRunning('a registration');
    requireKey('Registry.register: key', key);
    requireNamed('Registry.register: actor', actor);
    if (endOf(actor)) throw new ActorStoppedError(actor.id, 'a registration');
    const holder = this.keys === 'unique' ? this.whereIs(key) : undefined;
    if (holder) throw new AlreadyRegisteredError(key, holder);
    const entry = this.#entries.add(key, actor, value as TValue);
    this.#tell('registered', entry);
    return { unsubscribe: () => this.#entries.remove(entry) };
  }

  /** Takes a name from an actor, or from everybody who has it; what is not registered is ignored. */
  unregister(key: TKey, actor?: NamedActor): void {
    for (const entry of this.#entries.of(key)) {
      if (actor === undefined || entry.actor === actor) this.#entries.remove(entry);
    }
  }

  /** Returns the actor that has a name; with duplicate keys, the one that had it first. */
  whereIs(key: TKey): NamedActor | undefined {
    return this.#entries.of(key)[0]?.actor;
  }

  /** Lists who is registered under a name, in the order of registration. */
  lookup(key: TKey): Entry<TValue, TKey>[] {
    return this.#entries.of(key).map(shown);
  }

  /** Lists the names of an actor. */
  keysOf(actor: NamedActor): TKey[] {
    return this.#entries.ofActor(actor).map(({ key }) => key);
  }

  /**
   * Makes another value of the one that an actor is registered with, and returns it; undefined when
   * the name is not registered. Nobody is told.
   *
   * @param actor - whose value it is; needed with duplicate keys only, and then all its values under
   *   the name are changed
   * @throws InvalidArgumentError when keys are duplicate and no actor is given
   */
  updateValue(
    key: TKey,
    update: (value: TValue) => TValue,
    actor?: NamedActor,
  ): TValue | undefined {
    requireFunction('Registry.updateValue: update', update);
    if (this.keys === 'duplicate') requireNamed('Registry.updateValue: actor', actor);
    let updated: TValue | undefined;
    for (const entry of this.#entries.of(key)) {
      if (actor !== undefined && entry.actor !== actor) continue;
      entry.value = update(entry.value);
      updated = entry.value;
    }
    return updated;
  }

  /** Lists those registered under a name whose value a predicate accepts. */
  match(key: TKey, accepts: (value: TValue, actor: NamedActor) => boolean): Entry<TValue, TKey>[] {
    requireFunction('Registry.match: accepts', accepts);
    return this.lookup(key).filter(({ value, actor }) => accepts(value, actor));
  }

  /** Lists the entries of all names, or those that a predicate accepts. */
  select(accepts: (entry: Entry<TValue, TKey>) => boolean = () => true): Entry<TValue, TKey>[] {
    requireFunction('Registry.select: accepts', accepts);
    return this.#entries.all().map(shown).filter(accepts);
  }

  /** Counts the entries of all names, or of one. */
  count(key?: TKey): number {
    return (key === undefined ? this.#entries.all() : this.#entries.of(key)).length;
  }

  /**
   * Returns the name itself, to be sent to whoever has it by then, or to make an actor with.
   *
   * @param value - what an actor that is made with it is registered with
   * @throws InvalidArgumentError when the key is none
   */
  via(key: TKey, value?: TValue): RegisteredName<TValue, TKey> {
    requireKey('Registry.via: key', key);
    return new RegisteredName<TValue, TKey>(this, key, value as TValue);
  }

  /**
   * Sends an event to everybody who is registered under a name, or calls a function with each entry,
   * in the order of registration: publish and subscribe within the process. Who leaves meanwhile is
   * left out, who comes is not in it. What the function throws is reported and harms no other.
   *
   * @returns how many were told
   * @throws TypeError when it is neither an event nor a function
   */
  dispatch(key: TKey, how: EventObject | ((entry: Entry<TValue, TKey>) => void)): number {
    if (typeof how !== 'function') checkEvent(how);
    const tell =
      typeof how === 'function' ? how : ({ actor }: { actor: NamedActor }) => actor.send(how);
    let told = 0;
    for (const entry of this.#entries.of(key)) {
      if (!this.#entries.of(key).includes(entry)) continue;
      told++;
      guarded(() => tell(shown(entry)));
    }
    return told;
  }

  /**
   * Runs asynchronous sections of one key one after the other, in the order of the calls, and returns
   * what the section returned. A section that locks its own key again waits for ever. The key need not
   * be a registered name.
   *
   * @throws RegistryStoppedError (a rejection) when the registry was stopped, also meanwhile
   * @throws InvalidArgumentError, InvalidOptionError (a rejection) when the key, the section or an
   *   option is none
   */
  async lock<TResult>(
    key: TKey,
    section: (signal: AbortSignal) => TResult | Promise<TResult>,
    options: LockOptions = {},
  ): Promise<TResult> {
    this.#checkRunning('a lock');
    requireKey('Registry.lock: key', key);
    requireFunction('Registry.lock: section', section);
    return this.#locks.run(key, section, options);
  }

  /** Returns what was kept with the registry itself under a key. */
  getMeta(key: unknown): unknown {
    return this.#meta.get(key);
  }

  /** Keeps something with the registry itself; undefined forgets it. */
  setMeta(key: unknown, value: unknown): void {
    this.#checkRunning('setMeta');
    if (value === undefined) this.#meta.delete(key);
    else this.#meta.set(key, value);
  }

  /** Calls a listener with each name that is registered or given up from now on. */
  subscribe(listener: (event: RegistryEvent<TValue, TKey>) => void): Subscription {
    requireFunction('Registry.subscribe: listener', listener);
    return this.#listeners.add(listener);
  }

  /**
   * Forgets all names, whose actors live on, and the listeners, who are told before. Sections that
   * hold or await a lock are given up. Stopping twice does nothing.
   */
  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    for (const entry of this.#entries.all()) this.#entries.remove(entry);
    this.#listeners.clear();
    this.#meta.clear();
    this.#locks.abort(new RegistryStoppedError('a lock'));
  }

  /** Stops the registry at the end of a block: `using registry = new Registry()`. */
  [dispose](): void {
    this.stop();
  }

  #checkRunning(asked: string): void {
    if (this.#isStopped) throw new RegistryStoppedError(asked);
  }

  #tell(type: RegistryEvent['type'], entry: HeldEntry<TValue, TKey>): void {
    if (this.#listeners.size > 0) this.#listeners.tell({ type, ...shown(entry) });
  }
}

function shown<TValue, TKey>(entry: HeldEntry<TValue, TKey>): Entry<TValue, TKey> {
  const { key, actor, value } = entry;
  return { key, actor, value };
}

function requireNamed(argument: string, actor: unknown): void {
  requireTarget(argument, actor);
  if (typeof (actor as Partial<NamedActor>).send === 'function') return;
  throw new InvalidArgumentError(argument, actor, 'an actor');
}
