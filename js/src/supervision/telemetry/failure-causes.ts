import type { SupervisionError } from './error-history.js';

/** Failures that have their cause in common: the name of the error and where it was thrown. */
export interface FailureCause {
  /** The error's name, such as `'TypeError'`. */
  readonly name: string;
  /** The topmost line of the error's stack, `''` when it has none. */
  readonly frame: string;
  /** The message of the newest of these failures, cut to 200 characters. */
  readonly message: string;
  /** How many there were. */
  readonly count: number;
  /** When the first one happened, in milliseconds of the wall clock (`Date.now()`). */
  readonly firstTime: number;
  /** When the newest one happened, likewise. */
  readonly lastTime: number;
  /** The actor of the newest one. */
  readonly lastActorId: string;
  /** The path of the supervisor that the newest one reached first. */
  readonly lastSupervisorId: string;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Cause = Writable<FailureCause>;

const capacity = 100;
const longestText = 200;

/**
 * Counts failures by cause; the hundred causes that were seen last. It keeps texts only. A stack is
 * read once for each error name and message, since writing a stack takes long.
 */
export class FailureCauses {
  readonly #causes = new Map<string, Cause>();
  readonly #known = new Map<string, string>();

  /** The cause of the failure before, which the next one mostly shares. */
  #newest: { readonly name: string; readonly message: string; cause: Cause } | undefined;

  /** Counts a failure; O(1). */
  note({ error, actorId, supervisorId, timestamp }: SupervisionError): void {
    const [name, message] = [textOf(error, 'name'), textOf(error, 'message')];
    const { name: lastName, message: lastMessage, cause: lastCause } = this.#newest ?? {};
    const isSame = lastCause !== undefined && name === lastName && message === lastMessage;
    const cause = isSame ? lastCause : this.#causeOf(error, name, message, timestamp);
    cause.message = message;
    cause.count++;
    cause.lastTime = timestamp;
    cause.lastActorId = actorId;
    cause.lastSupervisorId = supervisorId;
    if (!isSame) this.#newest = { name, message, cause };
  }

  /** Finds or makes the cause of a failure and puts it behind all others. */
  #causeOf(error: Error, name: string, message: string, time: number): Cause {
    const short = `${name}\n${message}`;
    const key = this.#known.get(short) ?? `${name}\n${frameOf(error)}`;
    const cause = this.#causes.get(key) ?? {
      name,
      frame: key.slice(name.length + 1),
      message,
      count: 0,
      firstTime: time,
      lastTime: time,
      lastActorId: '',
      lastSupervisorId: '',
    };
    renew(this.#causes, key, cause);
    renew(this.#known, short, key);
    return cause;
  }

  /** Lists the causes, the most frequent first; O(n log n). */
  list(): FailureCause[] {
    return [...this.#causes.values()]
      .map((cause) => ({ ...cause }))
      .sort((a, b) => b.count - a.count || b.lastTime - a.lastTime);
  }

  clear(): void {
    this.#causes.clear();
    this.#known.clear();
    this.#newest = undefined;
  }
}

/** Puts an entry behind all others, and drops the first when there are too many. */
function renew<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= capacity) return;
  const [first] = map.keys();
  map.delete(first as string);
}

/** An error is anybody's object: its fields may be missing or throw. */
function textOf(error: Error, field: 'name' | 'message' | 'stack'): string {
  try {
    const text = String(error[field] ?? '');
    return field === 'stack' ? text : text.slice(0, longestText);
  } catch {
    return '';
  }
}

/** The first line of a stack that names a place: `at f (file:1:2)` in V8, `f@file:1:2` elsewhere. */
function frameOf(error: Error): string {
  const message = textOf(error, 'message');
  const stack = textOf(error, 'stack');
  const behind = message === '' ? 0 : stack.indexOf(message) + message.length;
  const line = stack
    .slice(behind)
    .split('\n')
    .find((each) => /^\s*at |@.*:\d+/.test(each));
  return (line ?? '').trim().slice(0, longestText);
}
