import type { ActingActor } from '../acting-actor.js';
import { ActionReply, execute } from '../action.js';
import type { BuiltInAction } from '../built-in.js';
import { argsOf, evaluate } from './expression.js';

/** Tells the actor's `on` listeners of an event, after the macrostep (XState: emit.ts). */
export function emit(actor: ActingActor, action: BuiltInAction, params: unknown): ActionReply {
  const event = evaluate(action.event, argsOf(actor), params) as { type: string };
  execute(actor, action.type, { event }, () => actor.defer(() => actor.emit(event)));
  return ActionReply.done;
}
