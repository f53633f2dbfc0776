import type { ChartTransition, NodeDefinitions } from './chart-definitions.js';
import type { ChartDescription, NodeDescription } from './chart-description.js';
import type { Definition, InvokeLike, StateNodeLike } from './machine-types.js';

/** Reads what the nodes of a chart do, once somebody asks. */
type ReadDefinitions = () => readonly NodeDefinitions[];

/** A state node of a machine that was made from JSON, with the names XState gives its own. */
export class ChartNode {
  readonly key: string;
  readonly id: string;
  readonly type: StateNodeLike['type'];
  readonly path: readonly string[];
  readonly parent: ChartNode | undefined;
  readonly states: Readonly<Record<string, ChartNode>> = Object.create(null) as Record<
    string,
    ChartNode
  >;
  readonly order: number;
  readonly history: false | 'shallow' | 'deep';
  readonly tags: readonly string[];
  readonly meta: unknown;
  readonly description: string | undefined;
  readonly #read: ReadDefinitions;

  constructor(
    described: NodeDescription,
    parent: ChartNode | undefined,
    order: number,
    read: ReadDefinitions,
  ) {
    this.key = described.key;
    this.id = described.id;
    this.type = described.type;
    this.path = parent ? [...parent.path, described.key] : [];
    this.parent = parent;
    this.order = order;
    this.history = described.history ?? false;
    this.tags = described.tags;
    this.meta = described.meta;
    this.description = described.description;
    this.#read = read;
  }

  get #definitions(): NodeDefinitions {
    return this.#read()[this.order] as NodeDefinitions;
  }

  /** The transitions by event descriptor, those of `onDone`, `after` and invocations among them. */
  get transitions(): ReadonlyMap<string, readonly ChartTransition[]> {
    return this.#definitions.transitions;
  }

  /** The eventless transitions, undefined when there are none. */
  get always(): readonly ChartTransition[] | undefined {
    return this.#definitions.always;
  }

  /** The way into the initial state of a compound node. */
  get initial(): ChartTransition | undefined {
    return this.#definitions.initial;
  }

  get entry(): readonly Definition[] {
    return this.#definitions.entry;
  }

  get exit(): readonly Definition[] {
    return this.#definitions.exit;
  }

  get invoke(): readonly InvokeLike[] {
    return this.#definitions.invoke;
  }

  /** The output of a final node or of the machine. */
  get output(): unknown {
    return this.#definitions.output;
  }

  /** The descriptors of the events that lead somewhere or do something here. */
  get ownEvents(): readonly string[] {
    const does = ({ target, actions, reenter }: ChartTransition) =>
      target !== undefined || actions.length > 0 || reenter;
    return [...this.transitions].filter(([, list]) => list.some(does)).map(([type]) => type);
  }

  /** The descriptors of this node's events and of those below it. */
  get events(): readonly string[] {
    const below = Object.values(this.states).flatMap((child) => child.events);
    return [...new Set([...this.ownEvents, ...below])];
  }

  /** Leaves out the parent, so that snapshots, whose history names nodes, can be written as JSON. */
  toJSON(): object {
    const { parent, path, ...json } = this;
    return json;
  }
}

/** Makes the nodes of a chart, in document order; linear in their number. */
export function makeChartNodes(chart: ChartDescription, read: ReadDefinitions): ChartNode[] {
  const nodes: ChartNode[] = [];
  for (const described of chart.nodes) {
    const parent = described.parent < 0 ? undefined : nodes[described.parent];
    const node = new ChartNode(described, parent, nodes.length, read);
    nodes.push(node);
    if (parent) (parent.states as Record<string, ChartNode>)[node.key] = node;
  }
  return nodes;
}
