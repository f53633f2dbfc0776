import { isRecord } from '../core/arguments/is-record.js';
import type { ChartNode } from './chart-node.js';

type Config = Record<string, unknown>;

/** What a transition's config says beside what the core reads. */
export interface TransitionConfig {
  meta?: unknown;
  description?: unknown;
}

/** Where a transition stands in the config of its node. */
type Place = 'initial' | 'always' | 'on';

const none: TransitionConfig = {};

/**
 * Returns a function that finds the config of a node's next transition of a descriptor; it is to be
 * asked in the order of the core's transitions.
 */
export function transitionConfigs({
  nodes,
  config,
}: {
  nodes: readonly ChartNode[];
  config: unknown;
}): (node: number, type: string | undefined, place: Place) => TransitionConfig {
  const lists = new Map<string, TransitionConfig[]>();
  return (index, type, place) => {
    const key = `${index}/${place}/${type}`;
    const known = lists.get(key) ?? read(nodes, index, config, type, place);
    lists.set(key, known);
    return known.shift() ?? none;
  };
}

function read(
  nodes: readonly ChartNode[],
  index: number,
  root: unknown,
  type: string | undefined,
  place: Place,
): TransitionConfig[] {
  const node = nodes[index] as ChartNode;
  const config = configOf(root, node.path);
  if (place !== 'on') return toConfigs(config[place]);
  if (type === 'xstate.route' && index === 0) {
    return nodes.flatMap((each) => toConfigs(configOf(root, each.path).route));
  }
  const on = configsOf(config.on, type);
  if (on.length > 0) return on;
  if (type === `xstate.done.state.${node.id}`) return toConfigs(config.onDone);
  const after = /^xstate\.after\.(.*)$/s.exec(type ?? '')?.[1];
  if (after?.endsWith(`.${node.id}`)) {
    return configsOf(config.after, after.slice(0, -node.id.length - 1));
  }
  return invocationConfigs(node, config, type);
}

const handlers = {
  onDone: 'xstate.done.actor',
  onError: 'xstate.error.actor',
  onSnapshot: 'xstate.snapshot',
};

function invocationConfigs(
  node: ChartNode,
  { invoke }: Config,
  type: string | undefined,
): TransitionConfig[] {
  const all = (Array.isArray(invoke) ? invoke : [invoke]).filter(isRecord);
  return all.flatMap((each, index) => {
    const id = each.id ?? `${index}.${node.id}`;
    const found = Object.entries(handlers).find(([, prefix]) => type === `${prefix}.${id}`);
    return found ? toConfigs(each[found[0]]) : [];
  });
}

function configOf(root: unknown, path: readonly string[]): Config {
  let config = root;
  for (const key of path) config = isRecord(config) ? member(config.states, key) : undefined;
  return isRecord(config) ? config : {};
}

function configsOf(record: unknown, key: string | undefined): TransitionConfig[] {
  return key === undefined ? [] : toConfigs(member(record, key));
}

function member(record: unknown, key: string): unknown {
  return isRecord(record) && Object.hasOwn(record, key) ? record[key] : undefined;
}

function toConfigs(value: unknown): TransitionConfig[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map((each) => (isRecord(each) ? each : none));
}
