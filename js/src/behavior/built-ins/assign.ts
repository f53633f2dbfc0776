import type { ActingActor } from '../acting-actor.js';
import { ActionReply } from '../action.js';
import type { BuiltInAction } from '../built-in.js';
import { argsOf, evaluate } from './expression.js';
import { makeSpawn } from './spawn.js';

/** Replaces the context by a copy with the assigned members (XState: assign.ts). */
export function assign(actor: ActingActor, action: BuiltInAction, params: unknown): ActionReply {
  if (!actor.context) {
    throw new Error(
      'Cannot assign to undefined `context`. Ensure that `context` is defined in the machine config.',
    );
  }
  const args = { ...argsOf(actor), spawn: makeSpawn(actor) };
  const { assignment } = action;
  const update =
    typeof assignment === 'function'
      ? assignment(args, params)
      : mapMembers(assignment as Record<string, unknown>, (each) => evaluate(each, args, params));
  actor.context = { ...(actor.context as object), ...update };
  return ActionReply.changed;
}

function mapMembers(
  members: Record<string, unknown>,
  convert: (member: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).map(([key, each]) => [key, convert(each)]));
}
