import type { ActingActor } from './acting-actor.js';
import type { ActionReply, LateChildren } from './action.js';
import type { BuiltInAction } from './built-in.js';
import { assign, compileAssign } from './built-ins/assign.js';
import { emit } from './built-ins/emit.js';
import { enqueueActions } from './built-ins/enqueue-actions.js';
import { log } from './built-ins/log.js';
import { cancel, raise, sendTo } from './built-ins/send.js';
import { spawnChild, stopChild } from './built-ins/spawn.js';

/** Runs a built-in action with the values of its `params`. */
export type BuiltInRunner = (
  actor: ActingActor,
  params: unknown,
  late: LateChildren,
) => ActionReply;

const compiled = new WeakMap<object, BuiltInRunner>();

/** Prepares a built-in action that runs often. */
export function compileBuiltIn(action: BuiltInAction): BuiltInRunner {
  const known = compiled.get(action);
  if (known) return known;
  const runner: BuiltInRunner =
    action.type === 'xstate.assign'
      ? compileAssign(action)
      : (actor, params, late) => runBuiltIn(actor, action, params, late);
  compiled.set(action, runner);
  return runner;
}

/** Runs a built-in action by the data its creator left on it (semantics: XState's actions/). */
export function runBuiltIn(
  actor: ActingActor,
  action: BuiltInAction,
  params: unknown,
  late: LateChildren,
): ActionReply {
  switch (action.type) {
    case 'xstate.assign':
      return assign(actor, action, params);
    case 'xstate.raise':
      return raise(actor, action, params);
    case 'xstate.sendTo':
      return sendTo(actor, action, params, late);
    case 'xstate.cancel':
      return cancel(actor, action, params);
    case 'xstate.emit':
      return emit(actor, action, params);
    case 'xstate.log':
      return log(actor, action, params);
    case 'xstate.spawnChild':
      return spawnChild(actor, action);
    case 'xstate.stopChild':
      return stopChild(actor, action, params);
    case 'xstate.enqueueActions':
      return enqueueActions(actor, action, params, late);
    default:
      throw new TypeError(`The built-in action '${action.type}' is not known to this version.`);
  }
}
