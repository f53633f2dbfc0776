import { InvalidArgumentError } from '../../core/arguments/invalid-argument-error.js';
import { ChartMachine } from '../../program/chart-machine.js';
import { isXStateMachine } from '../../program/machine-types.js';
import type { AnyLogic } from '../logic-actor.js';
import type { AnyMachine } from '../snapshot.js';

const makeOne = 'make one of a config with createMachine or loadMachine';

/** Says whether a logic is a machine, XState's or ours. */
export function isMachine(logic: unknown): logic is AnyMachine {
  return logic instanceof ChartMachine || isXStateMachine(logic);
}

/** Refuses what is no machine. */
export function requireMachine(caller: string, machine: unknown): asserts machine is AnyMachine {
  if (isMachine(machine)) return;
  throw new InvalidArgumentError(`${caller}: machine`, machine, `a machine; ${makeOne}`);
}

/** Refuses what no actor could run. */
export function requireLogic(caller: string, logic: unknown): asserts logic is AnyLogic {
  const { transition, getInitialSnapshot } = (logic ?? {}) as Partial<AnyLogic>;
  if (typeof transition === 'function' && typeof getInitialSnapshot === 'function') return;
  const wanted = `a machine or another ActorLogic; ${makeOne}`;
  throw new InvalidArgumentError(`${caller}: logic`, logic, wanted);
}

/** Refuses what is no snapshot of a machine; one of another machine shows later. */
export function requireSnapshot(caller: string, snapshot: unknown): void {
  const { _nodes, children } = (snapshot ?? {}) as { _nodes?: unknown; children?: unknown };
  if (Array.isArray(_nodes) && typeof children === 'object' && children !== null) return;
  throw new InvalidArgumentError(
    `${caller}: snapshot`,
    snapshot,
    'a snapshot, as initialTransition, transition and getSnapshot() return it; make one of a persisted snapshot with createActor(machine, { snapshot }).getSnapshot()',
  );
}

/** Refuses what is no event. */
export function requireEvent(caller: string, event: unknown): void {
  if (typeof (event as { type?: unknown } | null | undefined)?.type === 'string') return;
  const type = typeof event === 'string' ? JSON.stringify(event) : '"…"';
  const wanted = `an object with a string 'type', such as { type: ${type} }`;
  throw new InvalidArgumentError(`${caller}: event`, event, wanted);
}
