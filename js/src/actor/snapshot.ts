import type { AnyActorRef } from '../behavior/acting-actor.js';
import type { ChartMachine } from '../program/chart-machine.js';
import type {
  EventObject,
  StateValue,
  TransitionLike,
  XStateMachineLike,
} from '../program/machine-types.js';
import { matchesState } from '../program/matches-state.js';
import type { AnyNode, StateInfo } from '../program/state-info.js';
import type { AnySnapshot } from './actor-options.js';

export type AnyMachine = XStateMachineLike | ChartMachine;

/** A machine's snapshot, with XState's members in XState's order. */
export interface MachineSnapshot extends AnySnapshot {
  readonly status: 'active' | 'done' | 'error' | 'stopped';
  readonly output: unknown;
  readonly error: unknown;
  readonly machine: AnyMachine;
  readonly context: unknown;
  readonly _nodes: readonly AnyNode[];
  readonly value: StateValue;
  readonly tags: ReadonlySet<string>;
  readonly children: Readonly<Record<string, AnyActorRef | undefined>>;
  readonly historyValue: Readonly<Record<string, readonly AnyNode[]>>;
  /** Says whether the state value contains this one. */
  matches(value: StateValue): boolean;
  hasTag(tag: string): boolean;
  /** Says whether the event would take a transition that leads somewhere or does something. */
  can(event: EventObject): boolean;
  /** Returns the `meta` of the active nodes by node id. */
  getMeta(): Record<string, unknown>;
  toJSON(): object;
}

/** Makes the snapshot that people see. */
export function makeSnapshot(
  outcome: Pick<MachineSnapshot, 'status' | 'output' | 'error'>,
  machine: AnyMachine,
  context: unknown,
  children: MachineSnapshot['children'],
  state: StateInfo,
): MachineSnapshot {
  return {
    status: outcome.status,
    output: outcome.output,
    error: outcome.error,
    machine,
    context,
    _nodes: state.nodes,
    value: state.value,
    tags: state.tags,
    children,
    historyValue: state.historyValue,
    matches,
    hasTag,
    can,
    getMeta,
    toJSON,
  };
}

function matches(this: MachineSnapshot, value: StateValue): boolean {
  return matchesState(value, this.value);
}

function hasTag(this: MachineSnapshot, tag: string): boolean {
  return this.tags.has(tag);
}

function can(this: MachineSnapshot, event: EventObject): boolean {
  const transitions = (this.machine as SelectingMachine).getTransitionData(this, event);
  return transitions.some((each) => each.target !== undefined || each.actions.length > 0);
}

interface SelectingMachine {
  getTransitionData(snapshot: unknown, event: EventObject): TransitionLike[];
}

function getMeta(this: MachineSnapshot): Record<string, unknown> {
  const meta: Record<string, unknown> = {};
  for (const node of this._nodes) if (node.meta !== undefined) meta[node.id] = node.meta;
  return meta;
}

function toJSON(this: MachineSnapshot): object {
  const { _nodes, tags, machine, getMeta, toJSON, can, hasTag, matches, ...json } = this;
  return { ...json, tags: [...tags] };
}
