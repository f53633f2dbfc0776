import type { Actor, AnyActorLogic, ActorOptions as XStateActorOptions } from 'xstate';
import { ChartMachine } from '../program/chart-machine.js';
import { isXStateMachine } from '../program/machine-types.js';
import { setActorFactory } from './actor-factory.js';
import type { ActorOptions } from './actor-options.js';
import type { BaseActor } from './base-actor.js';
import { type AnyLogic, LogicActor } from './logic-actor.js';
import { MachineActor } from './machine-actor.js';
import { type PromiseArgs, promiseLogic } from './promise-logic.js';

/**
 * Makes an actor without a supervisor, not started: of a machine, of any other ActorLogic, or of an
 * async function. It behaves exactly as XState's `createActor`, errors included.
 *
 * @throws TypeError when it can be made of none of these
 * @throws ChartError when the machine is no valid statechart
 */
export function createActor(machine: ChartMachine, options?: ActorOptions): MachineActor;
export function createActor(
  create: (args: PromiseArgs) => unknown,
  options?: ActorOptions,
): BaseActor;
export function createActor<TLogic extends AnyActorLogic>(
  logic: TLogic,
  options?: XStateActorOptions<TLogic>,
): Actor<TLogic>;
export function createActor(logic: unknown, given: unknown = {}): unknown {
  const options = given as ActorOptions;
  if (logic instanceof ChartMachine || isXStateMachine(logic)) {
    return new MachineActor(logic, options);
  }
  if (typeof logic === 'function') {
    return new LogicActor(functionLogic(logic as (args: PromiseArgs) => unknown), options);
  }
  if (isLogic(logic)) return new LogicActor(logic, options);
  throw new TypeError(
    'An actor is made of a machine, of an ActorLogic with `transition` and `getInitialSnapshot`, or of an async function. A config or its JSON text is made a machine by `loadMachine`.',
  );
}

const functionLogics = new WeakMap<object, AnyLogic>();

function functionLogic(create: (args: PromiseArgs) => unknown): AnyLogic {
  const known = functionLogics.get(create);
  if (known) return known;
  const logic = promiseLogic(create);
  functionLogics.set(create, logic);
  return logic;
}

function isLogic(logic: unknown): logic is AnyLogic {
  if (typeof logic !== 'object' || logic === null) return false;
  const { transition, getInitialSnapshot } = logic as Partial<AnyLogic>;
  return typeof transition === 'function' && typeof getInitialSnapshot === 'function';
}

setActorFactory((logic, options) => createActor(logic as never, options as never));
