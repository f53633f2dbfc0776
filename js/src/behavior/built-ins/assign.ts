import type { ActingActor } from '../acting-actor.js';
import { ActionReply } from '../action.js';
import type { BuiltInAction } from '../built-in.js';
import type { ActionArgs } from './expression.js';
import { makeSpawn } from './spawn.js';

interface AssignArgs extends ActionArgs {
  spawn: ReturnType<typeof makeSpawn>;
}

/** Writes the assigned members into a copy of the context. */
type Assigner = (copy: Record<string, unknown>, args: AssignArgs, params: unknown) => void;

/** Replaces the context by a copy with the assigned members (XState: assign.ts). */
export function assign(actor: ActingActor, action: BuiltInAction, params: unknown): ActionReply {
  return replaceContext(actor, compileAssigner(action.assignment), params);
}

/** Prepares an assign action that runs often. */
export function compileAssign(action: BuiltInAction) {
  const assigner = compileAssigner(action.assignment);
  return (actor: ActingActor, params: unknown) => replaceContext(actor, assigner, params);
}

function replaceContext(actor: ActingActor, assigner: Assigner, params: unknown): ActionReply {
  const { context, event, system } = actor;
  if (!context) {
    throw new Error(
      'Cannot assign to undefined `context`. Ensure that `context` is defined in the machine config.',
    );
  }
  const copy = { ...(context as Record<string, unknown>) };
  assigner(copy, { context, event, self: actor, system, spawn: makeSpawn(actor) }, params);
  actor.context = copy;
  return ActionReply.changed;
}

function compileAssigner(assignment: unknown): Assigner {
  if (typeof assignment === 'function') {
    return (copy, args, params) => void Object.assign(copy, assignment(args, params));
  }
  const members = Object.entries(assignment as Record<string, unknown>).map(compileMember);
  return (copy, args, params) => {
    for (const member of members) member(copy, args, params);
  };
}

function compileMember([key, value]: [string, unknown]): Assigner {
  // A plain write to this key would exchange the prototype.
  if (key === '__proto__') {
    return (copy, args, params) => {
      const member = typeof value === 'function' ? value(args, params) : value;
      Object.defineProperty(copy, key, { value: member, enumerable: true, writable: true, configurable: true });
    };
  }
  if (typeof value !== 'function') {
    return (copy) => {
      copy[key] = value;
    };
  }
  return (copy, args, params) => {
    copy[key] = value(args, params);
  };
}
