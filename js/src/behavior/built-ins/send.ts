import type { ActingActor, AnyActorRef } from '../acting-actor.js';
import { ActionReply, execute, type LateChildren } from '../action.js';
import type { BuiltInAction } from '../built-in.js';
import { argsOf, evaluate, evaluateDelay, evaluateEvent } from './expression.js';

/** Queues an internal event of this macrostep, or schedules it (XState: raise.ts). */
export function raise(actor: ActingActor, action: BuiltInAction, params: unknown): ActionReply {
  const args = argsOf(actor);
  const event = evaluateEvent(action.event, args, params, 'raise');
  const delay = evaluateDelay(actor, action.delay, args, params);
  const id = action.id as string | undefined;
  if (delay === undefined) actor.raise(event);
  execute(actor, action.type, { event, id, delay }, () => {
    if (delay !== undefined) actor.defer(() => actor.schedule(actor.ref, event, delay, id));
  });
  return ActionReply.done;
}

/** Sends an event after the macrostep, at once or later (XState: send.ts). */
export function sendTo(
  actor: ActingActor,
  action: BuiltInAction,
  params: unknown,
  late: LateChildren,
): ActionReply {
  const args = argsOf(actor);
  const event = evaluateEvent(action.event, args, params, 'sendTo');
  const delay = evaluateDelay(actor, action.delay, args, params);
  const id = action.id as string | undefined;
  const to = evaluate(action.to, args, params) as AnyActorRef | string | undefined;
  const isLate = typeof to === 'string' && late.ids.includes(to);
  const target = isLate ? undefined : findTarget(actor, to);
  const targetId = typeof to === 'string' ? to : undefined;
  const sent = { to: target ?? to, targetId, event, id, delay };
  if (isLate && !late.areInvoked) {
    actor.awaitInvocation(to, (child) => {
      sent.to = child;
    });
  }
  execute(actor, action.type, sent, () => {
    actor.defer(() => {
      const found = findTarget(actor, sent.to);
      if (delay !== undefined) actor.schedule(found, event, delay, id);
      else actor.system._relay(actor.ref, found, asErrorEvent(actor, event));
    });
  });
  // Inspectors see the name of a late child, even of one that is there by now.
  if (isLate && late.areInvoked) sent.to = actor.children.get(to) ?? to;
  return ActionReply.done;
}

/** Cancels an event that was to be sent later (XState: cancel.ts). */
export function cancel(actor: ActingActor, action: BuiltInAction, params: unknown): ActionReply {
  const sendId = evaluate(action.sendId, argsOf(actor), params) as string;
  execute(actor, action.type, { sendId }, () => actor.defer(() => actor.cancelScheduled(sendId)));
  return ActionReply.done;
}

function findTarget(actor: ActingActor, to: AnyActorRef | string | undefined): AnyActorRef {
  if (typeof to !== 'string') return to || actor.ref;
  const found = targetNamed(actor, to);
  if (!found) {
    throw new Error(`Unable to send event to actor '${to}' from machine '${actor.machine.id}'.`);
  }
  return found;
}

function targetNamed(actor: ActingActor, name: string): AnyActorRef | undefined {
  if (name === '#_parent') return actor._parent;
  if (name === '#_internal') return actor.ref;
  return actor.children.get(name.startsWith('#_') ? name.slice(2) : name);
}

function asErrorEvent(actor: ActingActor, event: { type: string; data?: unknown }) {
  if (event.type !== 'xstate.error') return event;
  return { type: `xstate.error.actor.${actor.id}`, error: event.data, actorId: actor.id };
}
