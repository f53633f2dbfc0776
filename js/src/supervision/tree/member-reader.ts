import { describeValue } from '../../core/arguments/describe-value.js';
import { isRecord } from '../../core/arguments/is-record.js';
import { nearestName } from '../../core/arguments/nearest-name.js';
import { InvalidOptionError } from '../errors/invalid-option-error.js';
import { pointerTo, type TreeIssues } from './tree-issue.js';

type Members = Record<string, unknown>;

/** Checks one member of an options object by itself; throws InvalidOptionError. */
export type CheckMember = (key: string, value: unknown) => void;

/** Reads members by the very checks that options in code undergo. */
export class MemberReader {
  readonly #issues: TreeIssues;
  readonly #callbacks: Members;

  constructor(issues: TreeIssues, callbacks: Members) {
    this.#issues = issues;
    this.#callbacks = callbacks;
  }

  /**
   * Reads a member: where a function is expected, a text names one; where Infinity may stand,
   * 'infinity' does. Returns undefined when it is wrong and has been reported.
   */
  read(key: string, value: unknown, pointer: string, check: CheckMember): unknown {
    if (!this.#isKnown(key, pointer, check)) return undefined;
    let current = value;
    let isWhole = true;
    for (;;) {
      const fault = faultOf(() => check(key, current));
      if (fault === undefined) return current;
      const { error } = fault;
      const option = error instanceof InvalidOptionError ? error.option : undefined;
      if (isRecord(current) && option !== undefined && option !== key && option in current) {
        const fixed = this.#fix(current[option], error, pointerTo(pointer, option));
        const { [option]: _wrong, ...others } = current;
        if (fixed === undefined) isWhole = false;
        current = fixed === undefined ? others : { ...others, [option]: fixed };
      } else {
        current = isWhole ? this.#fix(current, error, pointer) : undefined;
        if (current === undefined) return undefined;
      }
    }
  }

  /** An unknown key is refused whatever its value. */
  #isKnown(key: string, pointer: string, check: CheckMember): boolean {
    const fault = faultOf(() => check(key, undefined));
    const { error } = fault ?? {};
    if (!(error instanceof InvalidOptionError && error.option === key)) return true;
    const { allowed, nearest } = error;
    this.unknownKey(key, pointer, `expected ${allowed}`, nearest);
    return false;
  }

  unknownKey(key: string, pointer: string, because: string, nearest?: string): void {
    const message = `unknown key ${describeValue(key)}: ${because}${hint(nearest)}`;
    this.#issues.add({ code: 'unknown-key', pointer, message, nearest });
  }

  #fix(value: unknown, error: unknown, pointer: string): unknown {
    const allowed = error instanceof InvalidOptionError ? error.allowed : '';
    if (value === 'infinity' && allowed.includes('Infinity')) return Number.POSITIVE_INFINITY;
    if (typeof value === 'string' && allowed.includes('function')) {
      return this.named('callback', this.#callbacks, value, pointer);
    }
    this.refuse(error, pointer);
    return undefined;
  }

  /** Finds what a name stands for, or reports that there is none. */
  named(kind: string, known: Members, name: string, pointer: string): unknown {
    if (Object.hasOwn(known, name)) return known[name];
    const nearest = nearestName(name, Object.keys(known));
    const message = `there is no ${kind} ${describeValue(name)}${hint(nearest)}`;
    this.#issues.add({ code: 'unknown-name', pointer, message, nearest });
    return undefined;
  }

  /** Reports what a check or a factory threw. */
  refuse(error: unknown, pointer: string, code = 'wrong-value'): void {
    const message = error instanceof Error ? error.message : describeValue(error);
    const isOwn = error instanceof InvalidOptionError;
    const nearest = isOwn ? error.nearest : undefined;
    this.#issues.add({ code, pointer, message, nearest, ...(isOwn ? {} : { cause: error }) });
  }
}

function faultOf(check: () => void): { readonly error: unknown } | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    return { error };
  }
}

const hint = (nearest: string | undefined) => (nearest ? `; did you mean '${nearest}'?` : '');
