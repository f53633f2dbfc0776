import { descendants, pick } from './tree.mjs';

/** Writes a described target as XState's config does, relative to `source` where it can be. */
export function writeTarget(target, source, nodes) {
  if (target.kind === 'none') return undefined;
  if (target.kind === 'many') return writeMany(target, nodes);
  if (target.form === 1 && source.children.length > 0) {
    const chosen = pick(descendants(source), target.node);
    return `.${relativePath(chosen, source)}`;
  }
  if (target.form === 2 && source.parent) {
    const chosen = pick(descendants(source.parent), target.node);
    return relativePath(chosen, source.parent);
  }
  return `#${pick(nodes, target.node).id}`;
}

/** Targets in several regions of one parallel state. */
function writeMany({ node, regions }, nodes) {
  const parallels = nodes.filter((each) => each.type === 'parallel');
  if (parallels.length === 0) return `#${pick(nodes, node).id}`;
  const parallel = pick(parallels, node);
  const targets = parallel.children
    .filter((child) => child.type !== 'history')
    .slice(0, Math.max(1, regions.length))
    .map((region, index) => pick([region, ...descendants(region)], regions[index] ?? 0));
  return targets.map((each) => `#${each.id}`);
}

function relativePath(node, ancestor) {
  return node.path.slice(ancestor.path.length).join('.');
}
