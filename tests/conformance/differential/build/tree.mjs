const maxNodes = 60;
const letters = 'abcdefghij';

/**
 * Makes a tree of nodes with keys, ids and parents of a described root state; what XState would
 * refuse is mended, what exceeds 60 states is cut off. Returns the nodes in document order.
 */
export function makeTree(description, machineId) {
  const nodes = [];
  let made = 0;
  const visit = (state, key, parent) => {
    const node = { state, key, parent, children: [], type: state.type };
    node.path = parent ? [...parent.path, key] : [];
    node.id = state.id && parent ? `id${made}` : [machineId, ...node.path].join('.');
    made++;
    nodes.push(node);
    for (const [index, child] of (state.children ?? []).entries()) {
      if (nodes.length >= maxNodes) break;
      const childKey = child.numeric ? String(9 - index) : letters[index];
      node.children.push(visit(child, childKey, node));
    }
    mend(node, nodes);
    return node;
  };
  visit(description, machineId, undefined);
  return nodes;
}

/** A state needs a child that it can enter, or it is atomic. */
function mend(node, nodes) {
  if (node.children.some((child) => child.type !== 'history')) return;
  for (const child of node.children) nodes.splice(nodes.indexOf(child), 1);
  node.children = [];
  if (node.type === 'compound' || node.type === 'parallel') node.type = 'atomic';
}

/** All nodes below a node, in document order. */
export const descendants = (node) =>
  node.children.flatMap((child) => [child, ...descendants(child)]);

/** Picks from a list by any number. */
export const pick = (list, index) => list[index % list.length];
