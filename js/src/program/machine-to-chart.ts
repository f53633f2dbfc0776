import type { DefinitionTable } from './definitions.js';
import type {
  Definition,
  InvokeLike,
  StateNodeLike,
  TransitionLike,
  XStateMachineLike,
} from './machine-types.js';

const afterPrefix = 'xstate.after.';

/** A chart's JSON and the state nodes it was made from, in document order. */
export interface ConvertedMachine {
  chart: Record<string, unknown>;
  nodes: StateNodeLike[];
}

/**
 * Turns XState's machine tree (not its config: targets are resolved there, and tools edit it) into
 * the core's JSON; functions stay in `table`. Linear in the size of the machine.
 */
export function machineToChart(
  machine: XStateMachineLike,
  table: DefinitionTable,
): ConvertedMachine {
  const nodes: StateNodeLike[] = [];
  const indexes = new Map<StateNodeLike, number>();
  const number = (node: StateNodeLike): void => {
    indexes.set(node, nodes.push(node) - 1);
    for (const child of Object.values(node.states)) number(child);
  };
  number(machine.root);
  const chart = new NodeConverter(table, indexes).convert(machine.root);
  const maxIterations = machine.config.options?.maxIterations;
  if (maxIterations !== undefined && Number.isFinite(maxIterations)) {
    chart.options = { maxIterations };
  }
  if (machine.version !== undefined) chart.version = String(machine.version);
  return { chart, nodes };
}

class NodeConverter {
  readonly #table: DefinitionTable;
  readonly #indexes: Map<StateNodeLike, number>;

  constructor(table: DefinitionTable, indexes: Map<StateNodeLike, number>) {
    this.#table = table;
    this.#indexes = indexes;
  }

  convert(node: StateNodeLike): Record<string, unknown> {
    const chart: Record<string, unknown> = { id: node.id, type: node.type };
    if (node.type === 'history') return this.#history(node, chart);
    if (node.type === 'compound') chart.initial = this.#initial(node);
    chart.entry = this.#definitions(node.entry.filter((action) => !isAfterTimer(action)));
    chart.exit = this.#definitions(node.exit.filter((action) => !isAfterTimer(action)));
    if (node.always) chart.always = node.always.map((each) => this.#transition(each));
    if (node.invoke.length > 0) chart.invoke = node.invoke.map((each) => this.#invocation(each));
    if (node.tags.length > 0) chart.tags = [...node.tags];
    if (node.output !== undefined) chart.output = this.#table.keep(node.output);
    this.#addTransitions(node, chart);
    const children = Object.values(node.states);
    if (children.length > 0) {
      const states = emptyRecord();
      for (const child of children) states[child.key] = this.convert(child);
      chart.states = states;
    }
    return chart;
  }

  #history(node: StateNodeLike, chart: Record<string, unknown>): Record<string, unknown> {
    chart.history = node.history === 'deep' ? 'deep' : 'shallow';
    const { target } = node.config;
    if (target !== undefined && target !== '') {
      const targets = typeof target === 'string' ? [target] : target;
      chart.target = targets.map((each) => (typeof each === 'string' ? each : this.#index(each)));
    }
    return chart;
  }

  #initial(node: StateNodeLike): unknown {
    const initial = node.initial;
    const target = initial?.target[0]?.key;
    if (target === undefined) return undefined;
    const actions = initial?.actions ?? [];
    return actions.length === 0 ? target : { target, actions: this.#definitions(actions) };
  }

  #addTransitions(node: StateNodeLike, chart: Record<string, unknown>): void {
    const on = emptyRecord();
    const after = emptyRecord();
    // A delay without transitions still is a timer.
    for (const delay of Object.keys(node.config.after ?? {})) after[normalDelay(delay)] = [];
    for (const [descriptor, transitions] of node.transitions) {
      const delay = transitions[0]?.delay;
      const list = transitions.map((each) => this.#transition(each));
      if (delay !== undefined && descriptor.startsWith(afterPrefix)) after[String(delay)] = list;
      else on[descriptor] = list;
    }
    chart.on = on;
    if (Object.keys(after).length > 0) chart.after = after;
  }

  #transition(transition: TransitionLike): Record<string, unknown> {
    const chart: Record<string, unknown> = {};
    if (transition.target) chart.target = transition.target.map((node) => this.#index(node));
    if (transition.guard !== undefined) chart.guard = this.#table.keep(transition.guard);
    if (transition.actions.length > 0) chart.actions = this.#definitions(transition.actions);
    if (transition.reenter) chart.reenter = true;
    return chart;
  }

  #invocation(invoke: InvokeLike): Record<string, unknown> {
    return { id: invoke.id, src: invoke.src, input: this.#table.keep(invoke) };
  }

  #definitions(definitions: readonly Definition[]): Definition[] {
    return definitions.map((each) => this.#table.keep(each));
  }

  #index(node: StateNodeLike): number {
    return this.#indexes.get(node) ?? node.order;
  }
}

/** XState keeps the timers of `after` as raise and cancel actions; here the core has them. */
function isAfterTimer(action: Definition): boolean {
  if (typeof action !== 'function') return false;
  const { type, id, sendId } = action as { type?: unknown; id?: unknown; sendId?: unknown };
  const name = type === 'xstate.raise' ? id : type === 'xstate.cancel' ? sendId : undefined;
  return typeof name === 'string' && name.startsWith(afterPrefix);
}

function normalDelay(delay: string): string {
  return Number.isNaN(+delay) ? delay : String(+delay);
}

/** Makes an object whose keys may be any string, `__proto__` included. */
export function emptyRecord(): Record<string, unknown> {
  return Object.create(null) as Record<string, unknown>;
}
