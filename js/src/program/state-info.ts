import type { ChartNode } from './chart-node.js';
import type { StateNodeLike, StateValue } from './machine-types.js';

export type AnyNode = StateNodeLike | ChartNode;

/** What people see of a configuration and its history; shared by all actors that are in it. */
export interface StateInfo {
  readonly value: StateValue;
  /** The active nodes in the order in which they were entered, as XState's `_nodes`. */
  readonly nodes: readonly AnyNode[];
  readonly tags: ReadonlySet<string>;
  readonly historyValue: Readonly<Record<string, readonly AnyNode[]>>;
}

/** The core's answer to `writeState`. */
interface WrittenState {
  value: StateValue;
  nodes: number[];
  history: Record<string, string[]>;
}

/** Reads what the core wrote about a state. */
export function readStateInfo(
  text: string,
  nodes: readonly AnyNode[],
  byId: ReadonlyMap<string, AnyNode>,
): StateInfo {
  const state = JSON.parse(text) as WrittenState;
  const active = state.nodes.map((index) => nodes[index] as AnyNode);
  const historyValue: Record<string, readonly AnyNode[]> = {};
  for (const [id, ids] of Object.entries(state.history)) {
    historyValue[id] = ids.map((each) => byId.get(each)).filter((node) => node !== undefined);
  }
  return {
    value: deepFreeze(state.value),
    nodes: Object.freeze(active),
    tags: new Set(active.flatMap((node) => node.tags)),
    historyValue: Object.freeze(historyValue),
  };
}

/** Shared by actors, so nobody may change it. */
function deepFreeze(value: StateValue): StateValue {
  if (typeof value === 'object') {
    for (const each of Object.values(value)) if (each !== undefined) deepFreeze(each);
    Object.freeze(value);
  }
  return value;
}
