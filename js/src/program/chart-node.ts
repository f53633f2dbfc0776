import type { ChartDescription, NodeDescription } from './chart-description.js';
import type { StateNodeLike } from './machine-types.js';

/** A state node of a machine that was made from JSON, with the names XState gives its own. */
export interface ChartNode {
  readonly key: string;
  readonly id: string;
  readonly type: StateNodeLike['type'];
  readonly path: readonly string[];
  readonly parent: ChartNode | undefined;
  readonly states: Readonly<Record<string, ChartNode>>;
  readonly order: number;
  readonly history: false | 'shallow' | 'deep';
  readonly tags: readonly string[];
  readonly meta: unknown;
  readonly description: string | undefined;
}

/** Makes the nodes of a chart, in document order; linear in their number. */
export function makeChartNodes(chart: ChartDescription): ChartNode[] {
  const nodes: ChartNode[] = [];
  for (const description of chart.nodes) {
    const parent = description.parent < 0 ? undefined : nodes[description.parent];
    const node = makeNode(description, parent, nodes.length);
    nodes.push(node);
    if (parent) (parent.states as Record<string, ChartNode>)[node.key] = node;
  }
  return nodes;
}

function makeNode(
  description: NodeDescription,
  parent: ChartNode | undefined,
  order: number,
): ChartNode {
  return {
    key: description.key,
    id: description.id,
    type: description.type,
    path: parent ? [...parent.path, description.key] : [],
    parent,
    states: Object.create(null) as Record<string, ChartNode>,
    order,
    history: description.history ?? false,
    tags: description.tags,
    meta: description.meta,
    description: description.description,
  };
}
