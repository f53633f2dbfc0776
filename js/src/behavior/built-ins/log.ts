import type { ActingActor } from '../acting-actor.js';
import { ActionReply, execute } from '../action.js';
import type { BuiltInAction } from '../built-in.js';
import { argsOf, evaluate } from './expression.js';

/** Hands a value to the actor's logger (XState: log.ts). */
export function log(actor: ActingActor, action: BuiltInAction, params: unknown): ActionReply {
  const value = evaluate(action.value, argsOf(actor), params);
  const { label } = action;
  execute(actor, action.type, { value, label }, () => {
    if (label) actor.logger(label, value);
    else actor.logger(value);
  });
  return ActionReply.done;
}
