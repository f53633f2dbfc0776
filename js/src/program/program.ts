import { getCore } from '../core/loader.js';
import { type NodeDefinitions, readDefinitions } from './chart-definitions.js';
import type { ChartDescription, ChartIssue, SlotDescription } from './chart-description.js';
import { type ChartNode, makeChartNodes } from './chart-node.js';
import type { DefinitionTable } from './definitions.js';
import type { InvokeLike, StateNodeLike, StateValue, TransitionLike } from './machine-types.js';
import { type AnyNode, readStateInfo, type StateInfo } from './state-info.js';
import { makeTransitionTable } from './transition-table.js';

/** Remembered event types and states at most; both are refilled on demand. */
const maxRemembered = 4096;

/** States that are found without a search: 64. */
const recentMask = 63;

/** The event types that select nothing, whatever the chart says. */
const unselectable = new Set(['xstate.init', 'xstate.stop']);

/** What a program was made from: XState's nodes, in document order, or a config. */
export type ProgramOrigin = { nodes: readonly StateNodeLike[] } | { config: unknown };

/**
 * A chart that the core has loaded, with what JavaScript must know of it. Shared by all actors of
 * a machine.
 */
export class Program {
  /** The core's number of this program. */
  readonly index: number;
  readonly chart: ChartDescription;
  /** State nodes in document order: XState's own where the machine is XState's. */
  readonly nodes: readonly AnyNode[];
  /** What the parser found worth a warning. */
  readonly warnings: readonly ChartIssue[];
  /** Whether it was made from a config, without XState. */
  readonly isChart: boolean;
  readonly #table: DefinitionTable;
  readonly #codes = new Map<string, number>();
  readonly #states = new Map<number, StateInfo>();
  /** The states looked up lately, each at the place that its serial says. */
  readonly #recent: { readonly serial: number; readonly info: StateInfo }[] = [];
  #byId: ReadonlyMap<string, AnyNode> | undefined;
  #transitions: readonly (TransitionLike | undefined)[] | undefined;
  #lastType: string | undefined;
  #lastCode = 0;

  constructor(
    index: number,
    chart: ChartDescription,
    warnings: readonly ChartIssue[],
    table: DefinitionTable,
    origin: ProgramOrigin,
  ) {
    this.index = index;
    this.chart = chart;
    this.warnings = warnings;
    this.#table = table;
    this.isChart = 'config' in origin;
    this.nodes = 'nodes' in origin ? origin.nodes : this.#makeNodes(origin.config);
  }

  #makeNodes(config: unknown): ChartNode[] {
    let definitions: readonly NodeDefinitions[] | undefined;
    const nodes: ChartNode[] = makeChartNodes(this.chart, () => {
      const definition = (slot: SlotDescription) => this.definition(slot);
      const invocation = (slot: SlotDescription) => this.invocation(slot);
      definitions ??= readDefinitions({ chart: this.chart, nodes, config, definition, invocation });
      return definitions;
    });
    return nodes;
  }

  /**
   * Returns the event's class in the core, times two, plus one for an error event of a child.
   * O(1) for types seen before.
   */
  classify(type: string): number {
    if (type === this.#lastType) return this.#lastCode;
    const code = this.#codes.get(type) ?? this.#learn(type);
    this.#lastType = type;
    this.#lastCode = code;
    return code;
  }

  #learn(type: string): number {
    if (this.#codes.size >= maxRemembered) this.#codes.clear();
    const eventClass = unselectable.has(type) ? 0 : getCore().classify(this.index, type);
    const code = eventClass * 2 + (type.startsWith('xstate.error.actor') ? 1 : 0);
    this.#codes.set(type, code);
    return code;
  }

  /** Returns what people see of the state with this serial, undefined when it is new. O(1). */
  knownState(serial: number): StateInfo | undefined {
    const recent = this.#recent[serial & recentMask];
    if (recent?.serial === serial) return recent.info;
    const info = this.#states.get(serial);
    if (info) this.#recent[serial & recentMask] = { serial, info };
    return info;
  }

  /** Remembers what people see of the state with this serial, as the core wrote it. */
  learnState(serial: number, written: string): StateInfo {
    if (this.#states.size >= maxRemembered) this.#states.clear();
    const info = readStateInfo(written, this.nodes, this.byId);
    this.#states.set(serial, info);
    return info;
  }

  /** Finds state nodes by id. */
  get byId(): ReadonlyMap<string, AnyNode> {
    this.#byId ??= new Map(this.nodes.map((node) => [node.id, node]));
    return this.#byId;
  }

  /** Returns a transition as its node has it, by the core's number. */
  transition(index: number): TransitionLike | undefined {
    this.#transitions ??= makeTransitionTable(this.chart, this.nodes);
    return this.#transitions[index];
  }

  /** Returns what the config says at a slot, live values included. */
  definition(slot: SlotDescription): unknown {
    const definition = this.#table.resolve(slot.definition);
    const { type, params } = (definition ?? {}) as { type?: unknown; params?: { guard?: unknown } };
    if (type !== 'xstate.route' || !params) return definition;
    return { type, params: { ...params, guard: this.#table.resolve(params.guard) } };
  }

  /** Returns an invocation as XState normalises it. */
  invocation({ id, name, definition }: SlotDescription): InvokeLike {
    return { ...this.#table.invocation(definition), id, src: name };
  }

  /** Returns the slot of a node's output, -1 without one. */
  outputSlot(node: number): number {
    return this.chart.slots.findIndex((slot) => slot.kind === 'output' && slot.node === node);
  }

  /** Returns what people see of a machine whose initial step failed. */
  preInitialState(): StateInfo {
    const [root] = this.nodes;
    return {
      value: this.initialValue(),
      nodes: root ? [root] : [],
      tags: new Set(root?.tags),
      historyValue: {},
    };
  }

  /** Finds the logic that is inline in an invocation, by the name the invocation got for it. */
  inlineActor(name: string): unknown {
    const slot = this.chart.slots.find((each) => each.kind === 'invocation' && each.name === name);
    return this.#table.resolve((slot?.definition as { src?: unknown } | undefined)?.src);
  }

  /** Returns the state value into which the machine starts when nothing else happens. */
  initialValue(): StateValue {
    return this.#initialValue(0);
  }

  #initialValue(index: number): StateValue {
    const children = this.#children(index);
    const node = this.nodes[index] as AnyNode;
    if (node.type === 'compound') {
      const initial = this.chart.transitions[this.chart.nodes[index]?.initial ?? -1];
      const target = initial?.targets[0] ?? children[0] ?? -1;
      const child = this.nodes[target];
      if (!child) return {};
      const below = this.#initialValue(target);
      const isAtomic = child.type === 'atomic' || child.type === 'final';
      return isAtomic ? child.key : { [child.key]: below };
    }
    const value: StateValue = {};
    if (node.type !== 'parallel') return value;
    for (const child of children) {
      const { key, type } = this.nodes[child] as AnyNode;
      if (type !== 'history') value[key] = this.#initialValue(child);
    }
    return value;
  }

  #children(parent: number): number[] {
    const children: number[] = [];
    this.chart.nodes.forEach((node, index) => {
      if (node.parent === parent) children.push(index);
    });
    return children;
  }
}
