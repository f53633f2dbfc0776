import type { ExecutableAction } from '../../behavior/acting-actor.js';
import { selectTransitions } from '../../behavior/select-transitions.js';
import { InvalidArgumentError } from '../../core/arguments/invalid-argument-error.js';
import { setChartLogic } from '../../program/chart-logic.js';
import type { EventObject, StateValue } from '../../program/machine-types.js';
import type { LogicScope } from '../logic-actor.js';
import { type PersistOptions, persistSnapshot } from '../persistence.js';
import type { AnyMachine, MachineSnapshot } from '../snapshot.js';
import { requireEvent, requireSnapshot } from './check-arguments.js';
import { type Microstep, Step } from './step.js';
import { StepActor } from './step-actor.js';

/** What a step of a machine came to. */
export interface StepResult {
  readonly snapshot: MachineSnapshot;
  readonly actions: readonly ExecutableAction[];
  readonly microsteps: readonly Microstep[];
}

/**
 * Takes an event from a snapshot; the effects are the scope's, nobody's without one. Refuses what is
 * no snapshot of this machine or no event in the name of the caller.
 */
export function takeStep(
  caller: string,
  machine: AnyMachine,
  from: MachineSnapshot,
  event: EventObject,
  scope?: LogicScope,
): StepResult {
  requireSnapshot(caller, from);
  requireEvent(caller, event);
  const step = new Step(scope, { from });
  return run(machine, step, (actor) => {
    if (step.unrestorable) throw ofAnotherMachine(caller, machine, from, step.unrestorable.error);
    return actor.take(event);
  });
}

function ofAnotherMachine(
  caller: string,
  { id }: AnyMachine,
  snapshot: MachineSnapshot,
  error: unknown,
): InvalidArgumentError {
  const wanted = `a snapshot of the machine '${id}' (${(error as Error).message})`;
  return new InvalidArgumentError(`${caller}: snapshot`, snapshot, wanted);
}

/** Enters the initial state. A failure shows in the snapshot. */
export function takeInitialStep(
  machine: AnyMachine,
  input: unknown,
  scope?: LogicScope,
): StepResult {
  return run(machine, new Step(scope), (actor) => actor.initial(), input);
}

/**
 * Returns the snapshot that a persisted one stands for; its children are made, not started. Throws
 * what makes it unusable.
 */
export function restoreSnapshot(
  machine: AnyMachine,
  persisted: unknown,
  scope: LogicScope | undefined,
): MachineSnapshot {
  const step = new Step(scope, { persisted });
  return run(machine, step, (actor) => {
    if (step.unrestorable) throw step.unrestorable.error;
    return actor.initial();
  }).snapshot;
}

function run(
  machine: AnyMachine,
  step: Step,
  take: (actor: StepActor) => MachineSnapshot,
  input?: unknown,
): StepResult {
  const actor = new StepActor(machine, step, input);
  try {
    return { snapshot: take(actor), actions: step.actions, microsteps: step.microsteps };
  } finally {
    actor.dispose();
  }
}

/** Starts the children that are to run. */
function start(snapshot: MachineSnapshot): void {
  for (const child of Object.values(snapshot.children)) {
    const { status } = (child?.getSnapshot() ?? {}) as { status?: string };
    if (status === 'active') child?.start();
  }
}

/** What a snapshot is to be made of that nobody has taken. */
export interface ResolvedStateConfig {
  value: StateValue;
  context?: unknown;
  status?: MachineSnapshot['status'];
  output?: unknown;
  error?: unknown;
}

function resolveState(machine: AnyMachine, config: ResolvedStateConfig): MachineSnapshot {
  if (typeof config !== 'object' || config === null || config.value === undefined) {
    const wanted = "an object with a state 'value', such as { value: 'idle', context: {} }";
    throw new InvalidArgumentError('ChartMachine.resolveState: config', config, wanted);
  }
  const persisted = { children: {}, ...config, context: config.context ?? {} };
  const snapshot = restoreSnapshot(machine, persisted, undefined);
  const isDone = snapshot._nodes.some(
    (node) => node.type === 'final' && node.parent === machine.root,
  );
  return isDone ? { ...snapshot, status: 'done' } : snapshot;
}

setChartLogic({
  transition: (machine, snapshot, event, scope) =>
    takeStep(
      'ChartMachine.transition',
      machine,
      snapshot as MachineSnapshot,
      event,
      scope as LogicScope,
    ).snapshot,
  getInitialSnapshot: (machine, scope, input) =>
    takeInitialStep(machine, input, scope as LogicScope).snapshot,
  restoreSnapshot: (machine, persisted, scope) =>
    restoreSnapshot(machine, persisted, scope as LogicScope),
  getPersistedSnapshot: (snapshot, options) =>
    persistSnapshot(snapshot as MachineSnapshot, options as PersistOptions),
  start: (snapshot) => start(snapshot as MachineSnapshot),
  getTransitionData(machine, snapshot, event) {
    requireSnapshot('ChartMachine.getTransitionData', snapshot);
    return selectTransitions(snapshot as MachineSnapshot, machine, event);
  },
  resolveState: (machine, config) => resolveState(machine, config as ResolvedStateConfig),
});
