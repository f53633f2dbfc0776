import type { ActingActor } from './acting-actor.js';
import { compileValue } from './json-value.js';

type Runner = (actor: ActingActor) => boolean;
type Compile = (definition: unknown) => Runner;
type Params = Record<string, unknown>;

const comparisons: Record<string, (left: never, right: never) => boolean> = {
  '===': (left, right) => left === right,
  '!==': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

/** Compiles a guard that JSON charts have built in, or returns nothing for any other. */
export function compileJsonGuard(definition: unknown, compile: Compile): Runner | undefined {
  if (typeof definition !== 'object' || definition === null) return undefined;
  const { type, params } = definition as { type?: unknown; params?: unknown };
  if (typeof type !== 'string' || typeof params !== 'object' || params === null) return undefined;
  switch (type) {
    case 'xstate.and':
      return every(guardList(type, params as Params), compile);
    case 'xstate.or':
      return some(guardList(type, params as Params), compile);
    case 'xstate.not':
      return not((params as Params).guard, compile);
    case 'xstate.route':
      return route(params as Params, compile);
    case 'xstate.stateIn':
      return stateIn((params as Params).state);
    case 'xstate.compare':
      return compare(params as Params);
    default:
      return undefined;
  }
}

function guardList(type: string, { guards }: Params): unknown[] {
  if (!Array.isArray(guards)) throw new TypeError(`${type} needs params.guards, a list of guards`);
  return guards;
}

function every(guards: unknown[], compile: Compile): Runner {
  const runners = guards.map(compile);
  return (actor) => runners.every((runner) => runner(actor));
}

function some(guards: unknown[], compile: Compile): Runner {
  const runners = guards.map(compile);
  return (actor) => runners.some((runner) => runner(actor));
}

function not(guard: unknown, compile: Compile): Runner {
  const runner = compile(guard);
  return (actor) => !runner(actor);
}

/** What the core makes of a state's `route`: the event must name the state. */
function route({ id, guard }: Params, compile: Compile): Runner {
  const allows = guard ? compile(guard) : () => true;
  return (actor) => (actor.event as { to?: unknown }).to === `#${id}` && allows(actor);
}

function stateIn(state: unknown): Runner {
  return (actor) => {
    const snapshot = actor.workingSnapshot() as {
      matches(value: unknown): boolean;
      _nodes: readonly { id: string }[];
    };
    return typeof state === 'string' && state.startsWith('#')
      ? snapshot._nodes.some((node) => node.id === state.slice(1))
      : snapshot.matches(state);
  };
}

function compare({ left, operator, right }: Params): Runner {
  const comparison = typeof operator === 'string' ? comparisons[operator] : undefined;
  if (!comparison) {
    throw new TypeError(
      `xstate.compare needs an operator of ${Object.keys(comparisons).join(' ')}, got ${String(operator)}`,
    );
  }
  const [leftValue, rightValue] = [compileValue(left), compileValue(right)];
  return ({ context, event }) =>
    comparison(leftValue({ context, event }) as never, rightValue({ context, event }) as never);
}
