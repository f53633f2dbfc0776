interface Node {
  readonly states?: Readonly<Record<string, Node>>;
}

/** Says whether a state value names only states that a machine has, from its root node down. */
export function fitsMachine(value: unknown, node: Node | undefined): boolean {
  if (!node) return false;
  if (typeof value === 'string') return child(node, value) !== undefined;
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).every(([key, below]) => fitsMachine(below, child(node, key)));
}

function child(node: Node, key: string): Node | undefined {
  return node.states && Object.hasOwn(node.states, key) ? node.states[key] : undefined;
}
