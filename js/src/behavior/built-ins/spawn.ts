import {
  type ActingActor,
  type AnyActorRef,
  ProcessingStatus,
  type SpawnOptions,
} from '../acting-actor.js';
import { ActionReply, execute } from '../action.js';
import { findActorLogic } from '../actor-logic.js';
import type { BuiltInAction } from '../built-in.js';
import { warn } from '../warn.js';
import { argsOf, evaluate } from './expression.js';

/** Makes a child under an id and starts it after the macrostep (XState: spawnChild.ts). */
export function spawnChild(actor: ActingActor, action: BuiltInAction): ActionReply {
  const { src, systemId, syncSnapshot } = action;
  const { context, event } = actor;
  const logic = typeof src === 'string' ? findActorLogic(actor, src) : src;
  const id = evaluate(action.id, argsOf(actor), undefined) as string | undefined;
  let child: AnyActorRef | undefined;
  let input: unknown;
  if (logic) {
    input =
      typeof action.input === 'function'
        ? action.input({ context, event, self: actor.ref })
        : action.input;
    child = actor.makeChild(logic, { id, systemId, src, input, syncSnapshot });
  } else {
    warn(`Actor type '${String(src)}' not found in machine '${actor.id}'.`);
  }
  actor.setChild(String(id), child);
  execute(actor, action.type, { id: action.id, systemId, actorRef: child, src, input }, () => {
    if (child) startLater(actor, child);
  });
  return ActionReply.changed;
}

/** Makes the `spawn` of `assign` and of the context factory (XState: spawn.ts). */
export function makeSpawn(actor: ActingActor) {
  return (src: unknown, options: Omit<SpawnOptions, 'src'> = {}): AnyActorRef => {
    const logic = typeof src === 'string' ? findActorLogic(actor, src) : src;
    if (!logic) {
      throw new Error(
        `Actor logic '${String(src)}' not implemented in machine '${actor.machine.id}'`,
      );
    }
    const { context, event } = actor;
    const input =
      typeof src === 'string' && typeof options.input === 'function'
        ? options.input({ context, event, self: actor.ref })
        : options.input;
    const child = actor.makeChild(logic, { ...options, input, src });
    actor.setChild(child.id, child);
    startLater(actor, child);
    return child;
  };
}

/** Takes a child out of the actor and stops it after the macrostep (XState: stopChild.ts). */
export function stopChild(actor: ActingActor, action: BuiltInAction, params: unknown): ActionReply {
  const named = evaluate(action.actorRef, argsOf(actor), params) as
    | AnyActorRef
    | string
    | undefined;
  const child = typeof named === 'string' ? actor.children.get(named) : named;
  if (child) actor.removeChild(child.id);
  execute(actor, action.type, child, () => {
    if (!child) return;
    unregister(actor, child);
    if (child._processingStatus === ProcessingStatus.running) {
      actor.defer(() => stopNow(actor, child));
    } else {
      stopNow(actor, child);
    }
  });
  return ActionReply.changed;
}

function startLater(actor: ActingActor, child: AnyActorRef): void {
  actor.defer(() => {
    if (child._processingStatus !== ProcessingStatus.stopped) actor.startChild(child);
  });
}

function stopNow(actor: ActingActor, child: AnyActorRef): void {
  if (child._parent !== actor.ref) {
    throw new Error(`Cannot stop child actor ${child.id} of ${actor.id} because it is not a child`);
  }
  (child as AnyActorRef & { _stop(): void })._stop();
}

/** Frees the system ids of a child and of all below it, so that they may be used again at once. */
export function unregister(actor: ActingActor, child: AnyActorRef): void {
  const snapshot = child.getSnapshot() as { children?: Record<string, AnyActorRef> } | undefined;
  for (const each of Object.values(snapshot?.children ?? {})) if (each) unregister(actor, each);
  actor.system._unregister(child);
}
