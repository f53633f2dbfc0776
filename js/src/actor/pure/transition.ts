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
import type { ChartMachine } from '../../program/chart-machine.js';
import type { EventObject } from '../../program/machine-types.js';
import type { MachineSnapshot } from '../snapshot.js';
import {
  isMachine,
  requireEvent,
  requireLogic,
  requireMachine,
  requireSnapshot,
} from './check-arguments.js';
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
 * @throws InvalidArgumentError for what is no logic, no event, or no snapshot of the machine
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
  return advance('transition', logic, snapshot, event);
}

function advance(
  caller: string,
  logic: unknown,
  snapshot: unknown,
  event: unknown,
): [snapshot: unknown, actions: readonly unknown[]] {
  if (isMachine(logic)) {
    const step = takeStep(caller, logic, snapshot as MachineSnapshot, event as EventObject);
    return [step.snapshot, step.actions];
  }
  requireLogic(caller, logic);
  requireEvent(caller, event);
  const { scope, actions } = inertScope(logic);
  return [logic.transition(snapshot as never, event as EventObject, scope), actions];
}

/**
 * Returns the initial snapshot and the actions that it asks for, without executing any. A machine
 * that fails in its first step returns a snapshot with status `error`.
 *
 * @throws InvalidArgumentError for what is no logic
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
  return begin('initialTransition', logic, input);
}

function begin(
  caller: string,
  logic: unknown,
  input: unknown,
): [snapshot: unknown, actions: readonly unknown[]] {
  if (isMachine(logic)) {
    const step = takeInitialStep(logic, input);
    return [step.snapshot, step.actions];
  }
  requireLogic(caller, logic);
  const { scope, actions } = inertScope(logic);
  return [logic.getInitialSnapshot(scope, input), actions];
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
  return advance('getNextSnapshot', logic, snapshot, event)[0];
}

/** Returns the initial snapshot; see `initialTransition`. */
export function getInitialSnapshot(machine: ChartMachine, input?: unknown): MachineSnapshot;
export function getInitialSnapshot<T extends AnyActorLogic>(
  logic: T,
  ...[input]: OptionalInput<T>
): SnapshotFrom<T>;
export function getInitialSnapshot(logic: unknown, input?: unknown): unknown {
  return begin('getInitialSnapshot', logic, input)[0];
}

/** Returns each microstep that an event leads to: its snapshot and its actions. Throws as `transition`. */
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
  const caller = 'getMicrosteps';
  requireMachine(caller, machine);
  return takeStep(caller, machine, snapshot as MachineSnapshot, event as EventObject).microsteps;
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
  requireMachine('getInitialMicrosteps', machine);
  const { snapshot, microsteps } = takeInitialStep(machine, input);
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
  requireSnapshot('getNextTransitions', snapshot);
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
