import { describeValue } from '../../core/arguments/describe-value.js';
import { isPlainObject } from '../../program/plain-object.js';
import { pointerTo, type TreeIssues } from './tree-issue.js';

/** JSON text may have as many characters, and JSON as many values. */
const largest = 16 * 1024 * 1024;
const mostValues = 1_000_000;
const deepest = 512;

const byteOrderMark = /^\uFEFF/;

/** Parses JSON text, or copies what is an object already; undefined when it is no JSON at all. */
export function readJson(given: unknown, issues: TreeIssues): unknown {
  const value = typeof given === 'string' ? parse(given, issues) : given;
  return issues.list.length > 0 ? undefined : new JsonCopy(issues).of(value, '', 0);
}

function parse(text: string, issues: TreeIssues): unknown {
  if (text.length > largest) {
    const message = `the JSON text is longer than ${largest} characters`;
    issues.add({ code: 'too-large', pointer: '', message });
    return undefined;
  }
  try {
    return JSON.parse(text.replace(byteOrderMark, ''));
  } catch (cause) {
    const message = `the text is no JSON: ${(cause as Error).message}`;
    issues.add({ code: 'syntax', pointer: '', message, cause });
    return undefined;
  }
}

/** Copies JSON, so that whatever its owner does to it later changes nothing. */
class JsonCopy {
  readonly #issues: TreeIssues;
  #values = 0;

  constructor(issues: TreeIssues) {
    this.#issues = issues;
  }

  of(value: unknown, pointer: string, depth: number): unknown {
    if (++this.#values > mostValues) {
      if (this.#values === mostValues + 1) this.#refuse('too-large', pointer, tooMany);
      return undefined;
    }
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    if (depth > deepest) return this.#refuse('too-deep', pointer, tooDeep);
    if (Array.isArray(value)) {
      return value.map((each, at) => this.of(each, pointerTo(pointer, at), depth + 1));
    }
    if (isPlainObject(value)) return this.#members(value, pointer, depth);
    return this.#refuse('not-json', pointer, `${describeValue(value)} is no JSON`);
  }

  #members(value: Record<string, unknown>, pointer: string, depth: number): object {
    const copy: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
      const at = pointerTo(pointer, key);
      if (key === '__proto__') this.#refuse('forbidden-key', at, "the key '__proto__' is refused");
      else if (value[key] !== undefined) copy[key] = this.of(value[key], at, depth + 1);
    }
    return copy;
  }

  #refuse(code: string, pointer: string, message: string): undefined {
    // A pointer to what is very deep is longer than anybody reads.
    const short = pointer.length > 1_000 ? pointer.slice(0, 1_000) : pointer;
    this.#issues.add({ code, pointer: short, message });
    return undefined;
  }
}

const tooMany = `there are more than ${mostValues} values`;
const tooDeep = `it is nested more than ${deepest} levels deep`;
