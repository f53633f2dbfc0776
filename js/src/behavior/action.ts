import {
  type ActingActor,
  type ExecutableAction,
  lookUp,
  ProcessingStatus,
} from './acting-actor.js';
import { type BuiltInAction, isBuiltInAction } from './built-in.js';
import { compileJsonAction } from './json-action.js';
import { compileBuiltIn } from './run-built-in.js';

/** What an action did to the actor: nothing that the snapshot shows, or a change. */
export const ActionReply = { done: 0, changed: 1 } as const;
export type ActionReply = 0 | 1;

/** The children that the state being entered invokes; its actions may address them too early. */
export interface LateChildren {
  readonly ids: readonly string[];
  /** Says that they exist: the actions are those of the initial transition, not of the entry. */
  readonly areInvoked: boolean;
}

export type ActionRunner = (actor: ActingActor, late: LateChildren) => ActionReply;

type ActionFunction = (args: ReturnType<typeof argsOf>, params: unknown) => unknown;

const compiled = new WeakMap<object, ActionRunner>();

/** Compiles an action: a function, a name, `{type, params}`, or one of XState's built-in actions. */
export function compileAction(definition: unknown): ActionRunner {
  if (typeof definition === 'string') return compileNamed(definition, undefined, definition);
  if ((typeof definition !== 'object' && typeof definition !== 'function') || !definition) {
    throw new TypeError(
      `an action must be a function, a name or {type, params}, got ${String(definition)}`,
    );
  }
  const known = compiled.get(definition);
  if (known) return known;
  const runner = compileAnew(definition);
  compiled.set(definition, runner);
  return runner;
}

function compileAnew(definition: object): ActionRunner {
  if (isBuiltInAction(definition)) {
    const run = compileBuiltIn(definition);
    return (actor, late) => run(actor, undefined, late);
  }
  if (typeof definition === 'function') {
    const name = definition.name || '(anonymous)';
    return (actor) => runCustom(actor, name, undefined, definition as ActionFunction);
  }
  const { type, params } = definition as { type?: unknown; params?: unknown };
  if (typeof type !== 'string') {
    throw new TypeError('an action object needs a string `type` that names an implementation');
  }
  return compileNamed(type, params, definition);
}

function compileNamed(name: string, params: unknown, definition: unknown): ActionRunner {
  const jsonAction = compileJsonAction(definition);
  const json = jsonAction && compileBuiltIn(jsonAction);
  return (actor, late) => {
    const found = lookUp(actor.machine.implementations.actions, name);
    if (found === undefined && json) return json(actor, undefined, late);
    const resolved =
      typeof params === 'function'
        ? params({ context: actor.context, event: actor.event })
        : params;
    if (isBuiltInAction(found)) return compileBuiltIn(found)(actor, resolved, late);
    if (found !== undefined && typeof found !== 'function') {
      throw new TypeError(`Action '${name}' is implemented by ${typeof found}, not by a function.`);
    }
    return runCustom(actor, name, resolved, found as ActionFunction | undefined);
  };
}

/** Runs a custom action at once, or at the start of an actor that is not started yet. */
function runCustom(
  actor: ActingActor,
  type: string,
  params: unknown,
  action: ActionFunction | undefined,
): ActionReply {
  const args = argsOf(actor);
  if (actor.recorder) {
    actor.recorder({ type, info: args, params, exec: action as ExecutableAction['exec'] });
  } else if (actor._processingStatus === ProcessingStatus.running) {
    inspectAction(actor, type, params);
    action?.(args, params);
  } else {
    execute(actor, type, params, () => action?.(args, params));
  }
  return ActionReply.done;
}

/**
 * Does what an action is for: at once, or at the start of an actor that is not started yet (XState:
 * actionExecutor).
 */
export function execute(
  actor: ActingActor,
  type: string,
  params: unknown,
  effect: () => void,
): void {
  if (actor.recorder) {
    actor.recorder({ type, info: argsOf(actor), params, exec: effect });
    return;
  }
  const run = () => {
    inspectAction(actor, type, params);
    effect();
  };
  if (actor._processingStatus === ProcessingStatus.running) run();
  else actor.defer(run);
}

/** Tells inspectors of an action that is about to run. */
export function inspectAction(actor: ActingActor, type: string, params: unknown): void {
  if (!actor.system.isInspected) return;
  actor.system._sendInspectionEvent({
    type: '@xstate.action',
    actorRef: actor.ref,
    action: { type, params },
  });
}

/** Returns what actions and their expressions are called with. */
export function argsOf(actor: ActingActor) {
  const { context, event, system } = actor;
  return { context, event, self: actor.ref, system };
}

export type ActionArgs = ReturnType<typeof argsOf>;
export type { BuiltInAction };
