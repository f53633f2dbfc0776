import type { BuiltInAction } from './built-in.js';
import { compileValue, type ValueScope } from './json-value.js';

type Params = Record<string, unknown>;

/** The members that are computed, by action; the others are taken as they stand. */
const computed: Record<string, readonly string[]> = {
  'xstate.raise': ['event', 'delay'],
  'xstate.sendTo': ['to', 'event', 'delay'],
  'xstate.cancel': ['sendId'],
  'xstate.log': ['value'],
  'xstate.emit': ['event'],
  'xstate.spawnChild': ['id', 'input'],
  'xstate.stopChild': ['actorRef'],
};

/** Compiles an action that JSON charts have built in, or returns nothing for any other. */
export function compileJsonAction(definition: unknown): BuiltInAction | undefined {
  if (typeof definition !== 'object' || definition === null) return undefined;
  const { type, params } = definition as { type?: unknown; params?: unknown };
  if (typeof type !== 'string' || typeof params !== 'object' || params === null) return undefined;
  if (type === 'xstate.assign') {
    return { type, assignment: compileValue(params) };
  }
  const members = computed[type];
  if (!members) return undefined;
  const action: Record<string, unknown> = { ...(params as Params), type };
  for (const member of members) {
    const value = (params as Params)[member];
    if (typeof value === 'object' && value !== null) action[member] = compileMember(value);
  }
  return action as unknown as BuiltInAction;
}

function compileMember(value: unknown): (scope: ValueScope) => unknown {
  const runner = compileValue(value);
  return ({ context, event }) => runner({ context, event });
}
