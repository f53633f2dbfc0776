import { timestamp } from '../../actor/system-clock.js';
import { DeadLetterReason as ReasonCode } from '../../core/codes.js';
import { BoundedLog } from './bounded-log.js';
import { Listeners, type Subscription } from './listeners.js';

/** Why an event reached nobody. */
export type DeadLetterReason = keyof typeof ReasonCode;

/** An event that reached nobody. */
export interface DeadLetter {
  readonly event: { readonly type: string };
  readonly eventType: string;
  /** The id of the actor that it was meant for, undefined when that is not known any more. */
  readonly actorId: string | undefined;
  /**
   * - `notRunning`: the actor had ended
   * - `poisonous`: the actor failed while it processed the event
   * - `stashOverflow`: too many events waited for an actor that is held
   * - `stoppedWhileWaiting`: the actor ended while the event waited
   * - `mailboxOverflow`: too many events waited for an actor that runs
   */
  readonly reason: DeadLetterReason;
  /** When, in milliseconds of the wall clock (`Date.now()`), or of an injected clock. */
  readonly timestamp: number;
}

const capacity = 1000;
const reasons = Object.keys(ReasonCode) as DeadLetterReason[];

/** The events of this process that reached nobody: the newest thousand, and who wants to know. */
class DeadLetters {
  readonly #log = new BoundedLog<DeadLetter>(capacity);
  readonly #listeners = new Listeners<DeadLetter>();

  /** Logs an event by the core's reason and returns the entry; O(1) and the listeners. */
  add(event: { readonly type: string }, actorId: string | undefined, code: number): DeadLetter {
    const reason = reasons[code] ?? 'notRunning';
    const letter = { event, eventType: event.type, actorId, reason, timestamp: timestamp() };
    this.#log.append(letter);
    this.#listeners.tell(letter);
    return letter;
  }

  /** Calls a listener with each further dead letter, at once. */
  subscribe(listener: (letter: DeadLetter) => void): Subscription {
    return this.#listeners.add(listener);
  }

  newestFirst(): DeadLetter[] {
    return this.#log.newestFirst();
  }

  clear(): void {
    this.#log.clear();
  }

  /** Forgets the entries and the listeners. */
  reset(): void {
    this.#log.clear();
    this.#listeners.clear();
  }
}

export const deadLetters = new DeadLetters();
