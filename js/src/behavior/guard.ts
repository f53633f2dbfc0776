import { type ActingActor, lookUp } from './acting-actor.js';
import { compileJsonGuard } from './json-guard.js';

export type GuardRunner = (actor: ActingActor) => boolean;

type GuardArgs = { context: unknown; event: unknown };
type GuardFunction = (args: GuardArgs, params: unknown) => unknown;

/** A guard made by XState's `and`, `or`, `not` or `stateIn`. */
interface BuiltInGuard {
  check(snapshot: object, args: GuardArgs, guard: unknown): unknown;
}

const compiled = new WeakMap<object, GuardRunner>();

/** Compiles a guard: a function, a name, `{type, params}`, or one of XState's built-in guards. */
export function compileGuard(definition: unknown): GuardRunner {
  if (typeof definition === 'string') return compileNamed(definition, undefined, definition);
  if ((typeof definition !== 'object' && typeof definition !== 'function') || !definition) {
    throw new TypeError(
      `a guard must be a function, a name or {type, params}, got ${String(definition)}`,
    );
  }
  const known = compiled.get(definition);
  if (known) return known;
  const runner = compileAnew(definition);
  compiled.set(definition, runner);
  return runner;
}

function compileAnew(definition: object): GuardRunner {
  if (typeof definition === 'function') return compileFunction(definition as GuardFunction);
  const { type, params } = definition as { type?: unknown; params?: unknown };
  if (typeof type !== 'string') {
    throw new TypeError('a guard object needs a string `type` that names an implementation');
  }
  return compileNamed(type, params, definition);
}

function compileFunction(guard: GuardFunction): GuardRunner {
  if ('check' in guard) {
    const builtIn = guard as unknown as BuiltInGuard;
    return (actor) => Boolean(builtIn.check(actor.workingSnapshot(), argsOf(actor), guard));
  }
  return (actor) => Boolean(guard(argsOf(actor), undefined));
}

function compileNamed(name: string, params: unknown, definition: unknown): GuardRunner {
  const json = compileJsonGuard(definition, compileGuard);
  return (actor) => {
    const found = lookUp(actor.machine.implementations.guards, name);
    if (typeof found !== 'function') {
      if (found !== undefined && found !== null) return compileGuard(found)(actor);
      if (json) return json(actor);
      // XState's own words, its stray quote included.
      throw new Error(`Guard '${name}' is not implemented.'.`);
    }
    if ('check' in found) return compileGuard(found)(actor);
    const args = argsOf(actor);
    return Boolean(found(args, typeof params === 'function' ? params(args) : params));
  };
}

function argsOf(actor: ActingActor): GuardArgs {
  return { context: actor.context, event: actor.event };
}
