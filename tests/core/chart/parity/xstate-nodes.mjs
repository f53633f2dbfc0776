// What XState makes of a config, in the form in which the fixtures hold it.
import { createMachine } from 'xstate';

/** Lists the nodes below a node in document order. */
function preorder(node) {
  return [node, ...Object.keys(node.states).flatMap((key) => preorder(node.states[key]))];
}

const nameOf = (implementation) =>
  typeof implementation === 'string' ? implementation : implementation.type;

/** Describes all nodes of a machine; throws where XState does. */
export function describeNodes(config) {
  const nodes = preorder(createMachine(config).root);
  const indexOf = (node) => nodes.indexOf(node);
  // A function can only be the test that XState itself makes for a route.
  const guardOf = (guard) => {
    if (!guard) return null;
    return typeof guard === 'function' ? 'xstate.route' : nameOf(guard);
  };
  const transition = ({ target, guard, actions, reenter }) => [
    (target ?? []).map(indexOf),
    guardOf(guard),
    actions.map(nameOf),
    reenter,
  ];
  const own = (actions) => actions.filter((action) => typeof action !== 'function').map(nameOf);
  return nodes.map((node) => ({
    key: node.key,
    id: node.id,
    type: node.type,
    parent: node.parent ? indexOf(node.parent) : -1,
    initial: node.type === 'compound' ? transition(node.initial) : null,
    entry: own(node.entry),
    exit: own(node.exit),
    tags: node.tags,
    always: (node.always ?? []).map(transition),
    on: [...node.transitions]
      .filter(([, transitions]) => transitions.length > 0)
      .map(([descriptor, transitions]) => [descriptor, transitions.map(transition)]),
    after: node.entry.filter((action) => typeof action === 'function').map((a) => a.event.type),
    invoke: node.invoke.map(({ src, id }) => [src, id]),
  }));
}

/** Returns the id of the node that a target names, seen from the node at `path`; null for none. */
export function resolveTarget(config, path, target) {
  const copy = structuredClone(config);
  let source = copy;
  for (const key of path) source = source.states[key];
  source.on = { E: target };
  try {
    let node = createMachine(copy).root;
    for (const key of path) node = node.states[key];
    const [found] = node.transitions.get('E')[0].target ?? [{ id: '' }];
    return found.id ?? null;
  } catch {
    return null;
  }
}
