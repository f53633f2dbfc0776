import { checkEvent } from '../../actor/check-event.js';
import { reportDeadLetter } from '../../actor/host.js';
import type { AnyActorRef } from '../../behavior/acting-actor.js';
import { DeadLetterReason } from '../../core/codes.js';
import type { EventObject } from '../../program/machine-types.js';
import type { Subscription } from '../telemetry/listeners.js';
import type { NamedActor } from './registry-entry.js';

/** What a name needs of its registry. */
interface NamingRegistry<TValue, TKey> {
  whereIs(key: TKey): NamedActor | undefined;
  register(key: TKey, actor: NamedActor, value: TValue): Subscription;
}

/**
 * A name in a registry, whoever has it at the moment. It is the `name` that an actor is made with, and
 * it can be sent to like an actor, also by `sendTo`.
 */
export class RegisteredName<TValue = unknown, TKey = string> {
  readonly key: TKey;
  /** What an actor that is made with this name is registered with. */
  readonly value: TValue;
  readonly #registry: NamingRegistry<TValue, TKey>;

  /** @internal Made by `Registry.via`. */
  constructor(registry: NamingRegistry<TValue, TKey>, key: TKey, value: TValue) {
    this.#registry = registry;
    this.key = key;
    this.value = value;
  }

  /** The key as a string. */
  get id(): string {
    return String(this.key);
  }

  /** The actor that has the name now, undefined when nobody has. */
  get actor(): NamedActor | undefined {
    return this.#registry.whereIs(this.key);
  }

  /**
   * Sends an event to whoever has the name now; when nobody has, it becomes a dead letter.
   *
   * @throws TypeError when it is no event
   */
  send(event: EventObject): void {
    checkEvent(event);
    const { actor } = this;
    if (actor) actor.send(event);
    else reportDeadLetter(this as unknown as AnyActorRef, event, DeadLetterReason.notRunning);
  }

  /** @internal How machines send. */
  _send(event: EventObject): void {
    this.send(event);
  }

  /** @internal Registers an actor that is made with this name. */
  give(actor: NamedActor): void {
    this.#registry.register(this.key, actor, this.value);
  }
}
