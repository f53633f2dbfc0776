import type { ActingActor } from '../acting-actor.js';
import { type ActionArgs, ActionReply } from '../action.js';
import type { BuiltInAction } from '../built-in.js';
import { setMember } from '../set-member.js';
import { makeSpawn } from './spawn.js';

interface AssignArgs extends ActionArgs {
  spawn: ReturnType<typeof makeSpawn>;
}

type Context = Record<string, unknown>;

/** Returns a copy of the context with the assigned members. */
type Assigner = (context: Context, args: AssignArgs, params: unknown) => Context;

/** Writes one assigned member into the copy. */
type MemberAssigner = (copy: Context, args: AssignArgs, params: unknown) => void;

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
  const args = { context, event, self: actor.ref, system, spawn: makeSpawn(actor) };
  actor.context = assigner(context as Context, args, params);
  return ActionReply.changed;
}

function compileAssigner(assignment: unknown): Assigner {
  if (typeof assignment === 'function') {
    return (context, args, params) => ({ ...context, ...assignment(args, params) });
  }
  const members = Object.entries(assignment as Record<string, unknown>).map(compileMember);
  return (context, args, params) => {
    const copy = { ...context };
    for (const member of members) member(copy, args, params);
    return copy;
  };
}

function compileMember([key, value]: [string, unknown]): MemberAssigner {
  // A plain write to this key would exchange the prototype.
  if (key === '__proto__') {
    return (copy, args, params) => {
      const member = typeof value === 'function' ? value(args, params) : value;
      setMember(copy, key, member);
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
