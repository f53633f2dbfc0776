import type { ExecutableAction } from '../../behavior/acting-actor.js';
import { type AnyLogic, LogicActor, type LogicScope } from '../logic-actor.js';

const nothing = () => {};

/** Makes a scope in which a logic has no effects; its actions are listed instead. */
export function inertScope(logic: AnyLogic): { scope: LogicScope; actions: ExecutableAction[] } {
  const self = new LogicActor(logic);
  const actions: ExecutableAction[] = [];
  const scope: LogicScope = {
    self,
    id: '',
    sessionId: '',
    system: self.system,
    logger: nothing,
    defer: nothing,
    emit: nothing,
    stopChild: nothing,
    actionExecutor: (action) => void actions.push(action as ExecutableAction),
  };
  return { scope, actions };
}
