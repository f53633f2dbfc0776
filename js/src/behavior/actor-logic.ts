import { isXStateMachine } from '../program/machine-types.js';
import { type ActingActor, lookUp } from './acting-actor.js';

const inlineName = /^xstate\.invoke\.(\d+)\.(.*)/s;

/** Finds the logic that a machine names `src`: an implementation, or one inline in an invocation. */
export function findActorLogic(actor: ActingActor, src: string): unknown {
  const match = inlineName.exec(src);
  if (!match) return lookUp(actor.machine.implementations.actors, src);
  const [, index = '', nodeId = ''] = match;
  if (!isXStateMachine(actor.machine)) return actor.program.inlineActor(src);
  const invoke = actor.machine.getStateNodeById(nodeId).config.invoke;
  const config = Array.isArray(invoke) ? invoke[Number(index)] : invoke;
  return (config as { src?: unknown } | undefined)?.src;
}
