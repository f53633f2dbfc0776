import type { ChartDescription, TransitionDescription } from '../program/chart-description.js';
import type { ChartMachine } from '../program/chart-machine.js';
import type { EventObject, StateValue, TransitionLike } from '../program/machine-types.js';
import { matchesDescriptor } from '../program/matches-descriptor.js';
import type { AnyNode } from '../program/state-info.js';
import type { ActingActor } from './acting-actor.js';
import { compileEventGuard } from './event-guard.js';

interface SnapshotLike {
  readonly value: StateValue;
  readonly context: unknown;
}

/**
 * Selects what an event would take from a snapshot, without an actor (semantics:
 * XState transitionNode): descendants before ancestors, exact descriptors before wildcards. It
 * follows the state value, which may name a state that `_nodes` lacks.
 */
export function selectTransitions(
  snapshot: SnapshotLike,
  machine: ChartMachine,
  event: EventObject,
): TransitionLike[] {
  const { chart, nodes } = machine.program;
  const asker = { machine, program: machine.program, context: snapshot.context, event };
  const actor = { ...asker, workingSnapshot: () => snapshot } as unknown as ActingActor;
  const passes = (transition: TransitionDescription): boolean => {
    const slot = chart.slots[transition.guard];
    if (!slot) return true;
    const nodeId = nodes[transition.source]?.id ?? '';
    return compileEventGuard(machine.program.definition(slot), nodeId)(actor);
  };
  const select = (node: AnyNode, value: StateValue): TransitionDescription[] => {
    const below =
      typeof value === 'string'
        ? select(node.states[value] as AnyNode, {})
        : Object.entries(value).flatMap(([key, each]) =>
            each === undefined ? [] : select(node.states[key] as AnyNode, each),
          );
    if (below.length > 0) return below;
    const found = candidates(chart, node.order, event.type).find(passes);
    return found ? [found] : [];
  };
  const selected = select(nodes[0] as AnyNode, snapshot.value);
  return selected.map((transition) => {
    return machine.program.transition(chart.transitions.indexOf(transition)) as TransitionLike;
  });
}

function candidates(
  chart: ChartDescription,
  node: number,
  eventType: string,
): TransitionDescription[] {
  const own = chart.transitions.filter((each) => each.source === node && each.descriptor >= 0);
  const text = (each: TransitionDescription) => chart.descriptors[each.descriptor] ?? '';
  const exact = own.filter((each) => text(each) === eventType);
  const wild = own.filter(
    (each) => text(each) !== eventType && matchesDescriptor(text(each), eventType),
  );
  return [...exact, ...wild.sort((a, b) => text(b).length - text(a).length)];
}
