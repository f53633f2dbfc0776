import type { ActingActor } from '../acting-actor.js';
import { ActionReply, compileAction, type LateChildren } from '../action.js';
import type { BuiltInAction } from '../built-in.js';
import { compileGuard } from '../guard.js';
import { runBuiltIn } from '../run-built-in.js';
import { argsOf } from './expression.js';

type Options = Record<string, unknown> | undefined;

/** Collects actions, then runs them one after another (XState: enqueueActions.ts). */
export function enqueueActions(
  actor: ActingActor,
  action: BuiltInAction,
  params: unknown,
  late: LateChildren,
): ActionReply {
  const queue: ((reply: ActionReply) => ActionReply)[] = [];
  const add = (run: () => ActionReply) => {
    queue.push((reply) => (run() === ActionReply.changed ? ActionReply.changed : reply));
  };
  const addBuiltIn = (builtIn: BuiltInAction) => {
    add(() => runBuiltIn(actor, builtIn, undefined, late));
  };
  const enqueue = (each: unknown) => add(() => compileAction(each)(actor, late));
  Object.assign(enqueue, builtInsOf(addBuiltIn));
  const check = (guard: unknown) => compileGuard(guard)(actor);
  (action.collect as (args: unknown, params: unknown) => void)(
    { ...argsOf(actor), enqueue, check },
    params,
  );
  return queue.reduce<ActionReply>((reply, run) => run(reply), ActionReply.done);
}

function builtInsOf(add: (action: BuiltInAction) => void) {
  return {
    assign: (assignment: unknown) => add({ type: 'xstate.assign', assignment }),
    cancel: (sendId: unknown) => add({ type: 'xstate.cancel', sendId }),
    raise: (event: unknown, options?: Options) => add({ ...options, type: 'xstate.raise', event }),
    sendTo: (to: unknown, event: unknown, options?: Options) =>
      add({ ...options, type: 'xstate.sendTo', to, event }),
    sendParent: (event: unknown, options?: Options) =>
      add({ ...options, type: 'xstate.sendTo', to: '#_parent', event }),
    spawnChild: (src: unknown, options?: Options) =>
      add({ ...options, type: 'xstate.spawnChild', src }),
    stopChild: (actorRef: unknown) => add({ type: 'xstate.stopChild', actorRef }),
    emit: (event: unknown) => add({ type: 'xstate.emit', event }),
  };
}
