import type { ChartDescription } from './chart-description.js';
import type { TransitionLike } from './machine-types.js';
import type { AnyNode } from './state-info.js';

/** What the nodes of either kind of machine know of their transitions. */
interface TransitionSource {
  readonly transitions: ReadonlyMap<string, readonly TransitionLike[]>;
  readonly always?: readonly TransitionLike[] | undefined;
}

/**
 * Finds the transitions of the nodes by the core's numbers, undefined for those into initial states
 * and of history states. Linear in their number.
 */
export function makeTransitionTable(
  { transitions, descriptors, nodes: described }: ChartDescription,
  nodes: readonly AnyNode[],
): (TransitionLike | undefined)[] {
  const seen = new Map<string, number>();
  const defaults = new Set(described.map((node) => node.initial));
  return transitions.map(({ source, descriptor }, index) => {
    const node = nodes[source] as TransitionSource | undefined;
    if (!node || defaults.has(index)) return undefined;
    const type = descriptors[descriptor];
    const place = `${source}/${descriptor}`;
    const ordinal = seen.get(place) ?? 0;
    seen.set(place, ordinal + 1);
    const list = type === undefined ? node.always : node.transitions.get(type);
    return list?.[ordinal];
  });
}
