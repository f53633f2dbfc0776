import { setMember } from './set-member.js';

/** What a value of a JSON chart is computed from. */
export interface ValueScope {
  context: unknown;
  event: unknown;
}

export type ValueRunner = (scope: ValueScope) => unknown;

/**
 * Compiles a value of a JSON chart: JSON in which `{"$pointer": "/context/…"}` or `/event/…`
 * (RFC 6901) stands for what is found there, `{"$add": […]}` for a sum of numbers or a joined
 * string, and `{"$literal": …}` for itself.
 */
export function compileValue(value: unknown): ValueRunner {
  if (typeof value !== 'object' || value === null) return () => value;
  if (Array.isArray(value)) {
    const items = value.map(compileValue);
    return (scope) => items.map((item) => item(scope));
  }
  const entries = Object.entries(value);
  const [first] = entries;
  if (first && entries.length === 1) {
    const [key, operand] = first;
    if (key === '$literal') return () => operand;
    if (key === '$pointer' && typeof operand === 'string') return compilePointer(operand);
    if (key === '$add' && Array.isArray(operand)) return compileSum(operand);
  }
  return compileRecord(entries);
}

const operators = ['$literal', '$pointer', '$add'];

/**
 * Returns what stands for a value of a JSON chart that is evaluated elsewhere: the value itself, or a
 * function of the context and the event when it has something to compute.
 */
export function compileExpression(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !computes(value)) return value;
  const run = compileValue(value);
  return ({ context, event }: ValueScope) => run({ context, event });
}

function computes(value: object): boolean {
  return Object.entries(value).some(
    ([key, each]) =>
      operators.includes(key) || (typeof each === 'object' && each !== null && computes(each)),
  );
}

function compileRecord(entries: [string, unknown][]): ValueRunner {
  const members = entries.map(([key, value]) => [key, compileValue(value)] as const);
  return (scope) => {
    const result: Record<string, unknown> = {};
    for (const [key, member] of members) setMember(result, key, member(scope));
    return result;
  };
}

function compilePointer(pointer: string): ValueRunner {
  const tokens = pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  return (scope) => {
    let found: unknown = scope;
    for (const token of tokens) {
      if (typeof found !== 'object' || found === null || !Object.hasOwn(found, token)) {
        return undefined;
      }
      found = (found as Record<string, unknown>)[token];
    }
    return found;
  };
}

function compileSum(operands: unknown[]): ValueRunner {
  const items = operands.map(compileValue);
  return (scope) => {
    const values = items.map((item) => item(scope));
    return values.every((value) => typeof value === 'number')
      ? values.reduce((sum: number, value) => sum + (value as number), 0)
      : values.map(String).join('');
  };
}
