import { assign, raise } from 'xstate';
import type { ScriptedImplementations } from './implementations.js';

type Scope = { context: unknown; event: unknown };

/** Reads a value of the JSON dialect as far as the charts use it. */
function resolve(value: unknown, scope: Scope): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('$add' in value) {
    const terms = value.$add as unknown[];
    return terms.reduce<number>((sum, term) => sum + (resolve(term, scope) as number), 0);
  }
  if (!('$pointer' in value)) return value;
  const keys = (value.$pointer as string).split('/').slice(1);
  return keys.reduce<unknown>((found, key) => (found as Record<string, unknown>)?.[key], scope);
}

/** Adds to the implementations what XState does not know: the JSON built-ins as named actions. */
export function withJsonBuiltIns(implementations: ScriptedImplementations) {
  const { guards, delays, actors, actions } = implementations;
  return {
    guards,
    delays,
    actors,
    actions: {
      ...actions,
      'xstate.assign': assign((scope: Scope, params: unknown) =>
        Object.fromEntries(
          Object.entries(params as object).map(([key, value]) => [key, resolve(value, scope)]),
        ),
      ),
      'xstate.raise': raise(
        (_: Scope, params: unknown) => (params as { event: { type: string } }).event,
      ),
    },
  };
}
