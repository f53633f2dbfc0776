import type { AnyMachineSnapshot, AnyStateNode } from 'xstate';
import { requireSnapshot } from '../pure/check-arguments.js';
import type { MachineSnapshot } from '../snapshot.js';

/** What to make of a state when it is active, and of those below it. */
export interface StateMapper<TSnapshot, TResult> {
  map?: (snapshot: TSnapshot) => TResult;
  states?: { [key: string]: StateMapper<TSnapshot, TResult> | undefined };
}

interface PathNode {
  readonly type: string;
  readonly path: readonly string[];
  readonly parent?: PathNode | undefined;
}

/**
 * Maps the active states by a tree of mappers in the shape of the machine, from each leaf to the
 * root, each state once: XState's `mapState`.
 */
export function mapState<TSnapshot extends AnyMachineSnapshot | MachineSnapshot, TResult>(
  snapshot: TSnapshot,
  mapper: StateMapper<TSnapshot, TResult>,
): { stateNode: AnyStateNode; result: TResult }[] {
  requireSnapshot('mapState', snapshot);
  const results: { stateNode: AnyStateNode; result: TResult }[] = [];
  const visited = new Set<PathNode>();
  for (const leaf of snapshot._nodes as unknown as PathNode[]) {
    if (leaf.type !== 'atomic' && leaf.type !== 'final') continue;
    for (let node: PathNode | undefined = leaf; node && !visited.has(node); node = node.parent) {
      visited.add(node);
      const map = mapperOf(mapper, node.path)?.map;
      if (map) results.push({ stateNode: node as unknown as AnyStateNode, result: map(snapshot) });
    }
  }
  return results;
}

function mapperOf<TSnapshot, TResult>(
  mapper: StateMapper<TSnapshot, TResult>,
  path: readonly string[],
): StateMapper<TSnapshot, TResult> | undefined {
  let found: StateMapper<TSnapshot, TResult> | undefined = mapper;
  for (const key of path) {
    const states: Record<string, StateMapper<TSnapshot, TResult> | undefined> = found?.states ?? {};
    found = Object.hasOwn(states, key) ? states[key] : undefined;
  }
  return found;
}
