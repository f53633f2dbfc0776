import type { ChartDescription, SlotDescription } from './chart-description.js';
import type { ChartNode } from './chart-node.js';
import type { Definition, InvokeLike, TransitionLike } from './machine-types.js';
import { transitionConfigs } from './transition-configs.js';

/** A transition of a machine made from JSON, with the members that XState gives its own. */
export interface ChartTransition extends Omit<TransitionLike, 'source' | 'target'> {
  readonly target: readonly ChartNode[] | undefined;
  readonly source: ChartNode;
  /** The descriptor, `''` for `always`, null for the way into an initial state. */
  readonly eventType: string | null;
  readonly meta?: unknown;
  readonly description?: string;
  toJSON(): object;
}

/** What a node does; the rest of a node is what it is. */
export interface NodeDefinitions {
  readonly transitions: Map<string, ChartTransition[]>;
  always: ChartTransition[] | undefined;
  initial: ChartTransition | undefined;
  readonly entry: Definition[];
  readonly exit: Definition[];
  readonly invoke: InvokeLike[];
  output: unknown;
}

/** What the definitions of a chart are read from. */
export interface DefinitionSource {
  readonly chart: ChartDescription;
  readonly nodes: readonly ChartNode[];
  /** The config, as it was given. */
  readonly config: unknown;
  definition(slot: SlotDescription): unknown;
  invocation(slot: SlotDescription): InvokeLike;
}

/** Reads what each node of a chart does; linear in the chart. */
export function readDefinitions(source: DefinitionSource): NodeDefinitions[] {
  const all = source.nodes.map(() => nothing());
  for (const slot of source.chart.slots) addSlot(all[slot.node], slot, source);
  const defaults = new Set(source.chart.nodes.map((node) => node.initial));
  const configs = transitionConfigs(source);
  for (const [index, { source: node, descriptor }] of source.chart.transitions.entries()) {
    const definitions = all[node];
    if (!definitions || source.nodes[node]?.type === 'history') continue;
    const type = source.chart.descriptors[descriptor];
    if (defaults.has(index)) {
      definitions.initial = makeTransition(
        source,
        index,
        null,
        configs(node, undefined, 'initial'),
      );
    } else if (type === undefined) {
      definitions.always ??= [];
      const config = configs(node, undefined, 'always');
      definitions.always.push(makeTransition(source, index, '', config));
    } else {
      const list = definitions.transitions.get(type) ?? [];
      definitions.transitions.set(type, list);
      list.push(makeTransition(source, index, type, configs(node, type, 'on')));
    }
  }
  return all;
}

function nothing(): NodeDefinitions {
  const [always, initial, output] = [undefined, undefined, undefined];
  return { transitions: new Map(), always, initial, entry: [], exit: [], invoke: [], output };
}

function addSlot(
  definitions: NodeDefinitions | undefined,
  slot: SlotDescription,
  source: DefinitionSource,
): void {
  if (!definitions) return;
  if (slot.kind === 'output') definitions.output = source.definition(slot);
  if (slot.kind === 'invocation') definitions.invoke.push(source.invocation(slot));
  if (slot.kind !== 'action') return;
  const [, list] = /\/(entry|exit)(?:\/\d+)?$/.exec(slot.pointer) ?? [];
  if (list === 'entry' || list === 'exit') definitions[list].push(source.definition(slot));
}

function makeTransition(
  { chart, nodes, definition }: DefinitionSource,
  index: number,
  eventType: string | null,
  { meta, description }: { meta?: unknown; description?: unknown },
): ChartTransition {
  const described = chart.transitions[index] as ChartDescription['transitions'][number];
  const source = nodes[described.source] as ChartNode;
  const isTargetless = described.targets.length === 0;
  const target = described.targets.map((each) => nodes[each] as ChartNode);
  const slotOf = (each: number) => definition(chart.slots[each] as SlotDescription);
  const delay = chart.delays.find(({ descriptor }) => descriptor === described.descriptor);
  const delayed = delay && {
    event: eventType,
    delay: delay.milliseconds ?? chart.slots[delay.slot]?.name,
  };
  const transition: ChartTransition = {
    ...delayed,
    ...(meta === undefined ? {} : { meta }),
    ...(typeof description === 'string' ? { description } : {}),
    actions: described.actions.map(slotOf),
    guard: described.guard < 0 ? undefined : slotOf(described.guard),
    target: isTargetless ? undefined : target,
    source,
    reenter: described.reenter,
    eventType,
    toJSON: () => ({
      ...transition,
      source: `#${source.id}`,
      target: transition.target?.map((node) => `#${node.id}`),
    }),
  };
  return transition;
}
