import type {
  AnyActorLogic,
  AnyMachineSnapshot,
  AnyStateMachine,
  AnyTransitionDefinition,
  EventFromLogic,
  ExecutableActionsFrom,
  InputFrom,
  SnapshotFrom,
} from 'xstate';
import type { ExecutableAction } from '../../behavior/acting-actor.js';
import { ChartMachine } from '../../program/chart-machine.js';
import { type EventObject, isXStateMachine } from '../../program/machine-types.js';
import type { AnyLogic } from '../logic-actor.js';
import type { AnyMachine, MachineSnapshot } from '../snapshot.js';
import { inertScope } from './inert-scope.js';
import { takeInitialStep, takeStep } from './machine-logic.js';
import type { Microstep } from './step.js';

type OptionalInput<T extends AnyActorLogic> =
  undefined extends InputFrom<T> ? [input?: InputFrom<T>] : [input: InputFrom<T>];

/**
 * Returns the snapshot that an event leads to, and the actions that it asks for, without executing
 * any: XState's pure function, for its machines, for charts without XState, and for any ActorLogic.
 *
 * @throws what a guard, an assigner or another expression of the machine throws
 */
export function transition(
  machine: ChartMachine,
  snapshot: MachineSnapshot,
  event: EventObject,
): [snapshot: MachineSnapshot, actions: ExecutableAction[]];
export function transition<T extends AnyActorLogic>(
  logic: T,
  snapshot: SnapshotFrom<T>,
  event: EventFromLogic<T>,
): [snapshot: SnapshotFrom<T>, actions: ExecutableActionsFrom<T>[]];
export function transition(logic: unknown, snapshot: unknown, event: unknown): unknown {
  if (isMachine(logic)) {
    const step = takeStep(logic, snapshot as MachineSnapshot, event as EventObject);
    return [step.snapshot, step.actions];
  }
  const { scope, actions } = inertScope(logic as AnyLogic);
  const next = (logic as AnyLogic).transition(snapshot as never, event as EventObject, scope);
  return [next, actions];
}

/**
 * Returns the initial snapshot and the actions that it asks for, without executing any. A machine
 * that fails in its first step returns a snapshot with status `error`.
 */
export function initialTransition(
  machine: ChartMachine,
  input?: unknown,
): [snapshot: MachineSnapshot, actions: ExecutableAction[]];
export function initialTransition<T extends AnyActorLogic>(
  logic: T,
  ...[input]: OptionalInput<T>
): [snapshot: SnapshotFrom<T>, actions: ExecutableActionsFrom<T>[]];
export function initialTransition(logic: unknown, input?: unknown): unknown {
  if (isMachine(logic)) {
    const step = takeInitialStep(logic, input);
    return [step.snapshot, step.actions];
  }
  const { scope, actions } = inertScope(logic as AnyLogic);
  return [(logic as AnyLogic).getInitialSnapshot(scope, input), actions];
}

/** Returns the snapshot that an event leads to; see `transition`. */
export function getNextSnapshot(
  machine: ChartMachine,
  snapshot: MachineSnapshot,
  event: EventObject,
): MachineSnapshot;
export function getNextSnapshot<T extends AnyActorLogic>(
  logic: T,
  snapshot: SnapshotFrom<T>,
  event: EventFromLogic<T>,
): SnapshotFrom<T>;
export function getNextSnapshot(logic: unknown, snapshot: unknown, event: unknown): unknown {
  return transition(logic as AnyActorLogic, snapshot as never, event as never)[0];
}

/** Returns the initial snapshot; see `initialTransition`. */
export function getInitialSnapshot(machine: ChartMachine, input?: unknown): MachineSnapshot;
export function getInitialSnapshot<T extends AnyActorLogic>(
  logic: T,
  ...[input]: OptionalInput<T>
): SnapshotFrom<T>;
export function getInitialSnapshot(logic: unknown, input?: unknown): unknown {
  return initialTransition(logic as ChartMachine, input)[0];
}

/** Returns each microstep that an event leads to: its snapshot and its actions. */
export function getMicrosteps(
  machine: ChartMachine,
  snapshot: MachineSnapshot,
  event: EventObject,
): Microstep[];
export function getMicrosteps<T extends AnyStateMachine>(
  machine: T,
  snapshot: SnapshotFrom<T>,
  event: EventFromLogic<T>,
): [snapshot: SnapshotFrom<T>, actions: ExecutableActionsFrom<T>[]][];
export function getMicrosteps(machine: unknown, snapshot: unknown, event: unknown): unknown {
  return takeStep(machine as AnyMachine, snapshot as MachineSnapshot, event as EventObject)
    .microsteps;
}

/**
 * Returns each microstep into the initial state, the one that enters it first.
 *
 * @throws what the machine throws in its first step
 */
export function getInitialMicrosteps(machine: ChartMachine, input?: unknown): Microstep[];
export function getInitialMicrosteps<T extends AnyStateMachine>(
  machine: T,
  ...[input]: OptionalInput<T>
): [snapshot: SnapshotFrom<T>, actions: ExecutableActionsFrom<T>[]][];
export function getInitialMicrosteps(machine: unknown, input?: unknown): unknown {
  const { snapshot, microsteps } = takeInitialStep(machine as AnyMachine, input);
  if (snapshot.status === 'error') throw snapshot.error;
  return microsteps;
}

interface AnyStateNode {
  readonly id: string;
  readonly type: string;
  readonly parent?: AnyStateNode | undefined;
  readonly transitions: ReadonlyMap<string, readonly AnyTransitionDefinition[]>;
  readonly always?: readonly AnyTransitionDefinition[] | undefined;
}

/**
 * Lists the transitions that could be taken from a snapshot, whatever their guards say: per active
 * leaf from the leaf to the root, each node once.
 */
export function getNextTransitions(
  snapshot: MachineSnapshot | AnyMachineSnapshot,
): AnyTransitionDefinition[] {
  const visited = new Set<string>();
  const found: AnyTransitionDefinition[] = [];
  const isAtomic = ({ type }: AnyStateNode) => type === 'atomic' || type === 'final';
  for (const leaf of (snapshot._nodes as unknown as AnyStateNode[]).filter(isAtomic)) {
    for (let node: AnyStateNode | undefined = leaf; node; node = node.parent) {
      if (visited.has(node.id)) continue;
      visited.add(node.id);
      for (const transitions of node.transitions.values()) found.push(...transitions);
      found.push(...(node.always ?? []));
    }
  }
  return found;
}

function isMachine(logic: unknown): logic is AnyMachine {
  return logic instanceof ChartMachine || isXStateMachine(logic);
}
