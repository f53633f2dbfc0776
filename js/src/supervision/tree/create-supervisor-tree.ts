import { isRecord } from '../../core/arguments/is-record.js';
import type { Implementations } from '../../program/machine-types.js';
import type { ChildSource } from '../children/child-spec.js';
import { InvalidOptionError } from '../errors/invalid-option-error.js';
import { SupervisorTreeError } from '../errors/supervisor-tree-error.js';
import { OptionReader } from '../options/option-reader.js';
import { StrategyNames, strategyNames } from '../strategies/strategy-names.js';
import type { StrategyFactory } from '../strategies/strategy-source.js';
import type { SupervisionStrategy } from '../strategies/supervision-strategy.js';
import { Supervisor } from '../supervisor.js';
import { isSupervisor } from '../supervisor-brand.js';
import type { SupervisorOptions } from '../supervisor-options.js';
import { MemberReader } from './member-reader.js';
import { readJson } from './read-json.js';
import { enough, TreeIssues } from './tree-issue.js';
import { TreeReader } from './tree-reader.js';
import { TreeStrategies } from './tree-strategies.js';

/** What the names in the JSON of a supervisor tree stand for. */
export interface SupervisorTreeOptions {
  /** The supervisor above; without one, the tree stands alone. */
  parent?: Supervisor;
  /** Machines by the names that children give as `machine`. */
  machines?: Readonly<Record<string, ChildSource>>;
  /** Strategies and factories beside those of `registerStrategy`; none may have the same name. */
  strategies?: Readonly<Record<string, SupervisionStrategy | StrategyFactory>>;
  /** Named actions, guards, actors and delays of the charts in the JSON, and of machines as text. */
  implementations?: Partial<Implementations>;
  /** Functions by the names that stand wherever a function is expected, such as `onError`. */
  // biome-ignore lint/suspicious/noExplicitAny: each is called as its place demands.
  callbacks?: Readonly<Record<string, (...args: any[]) => any>>;
}

const owner = 'createSupervisorTree';
const optionNames = ['parent', 'machines', 'strategies', 'implementations', 'callbacks'] as const;

/**
 * Makes a supervisor, with all that is below it, of JSON: its `id`, and the options of a Supervisor,
 * where names stand for machines, strategies and functions. Nothing is started unless all is right.
 *
 * @param tree - JSON text, or the object that it stands for; it is copied
 * @throws SupervisorTreeError when the JSON is no supervisor tree; its `issues` list all faults
 * @throws InvalidOptionError when an option is unknown or wrong
 * @throws ChildError, DuplicateIdError, SupervisorStoppedError as a Supervisor's constructor
 *
 * @example
 * const shop = createSupervisorTree(await readFile('shop.json', 'utf8'), {
 *   machines: { cart, payments },
 *   callbacks: { report: (error) => console.error(error) },
 * });
 */
export function createSupervisorTree(
  tree: string | Readonly<Record<string, unknown>>,
  options: SupervisorTreeOptions = {},
): Supervisor {
  const read = new OptionReader<SupervisorTreeOptions>(owner, options, optionNames);
  const parent = read.value<Supervisor>('parent', isSupervisor, 'a Supervisor');
  const record = (name: (typeof optionNames)[number]) =>
    read.value<Record<string, unknown>>(name, isRecord, 'an object with what the names stand for');
  const names = new StrategyNames(strategyNames);
  for (const [name, strategy] of Object.entries(record('strategies') ?? {})) {
    names.add(`${owner}: strategies`, name, strategy);
  }
  const { id, options: found } = readTree(tree, names, {
    machines: record('machines') ?? {},
    implementations: record('implementations') ?? {},
    callbacks: readCallbacks(record('callbacks') ?? {}),
  });
  return new Supervisor(id, parent ? { ...found, parent } : found);
}

function readCallbacks(callbacks: Record<string, unknown>): Record<string, unknown> {
  for (const [name, callback] of Object.entries(callbacks)) {
    if (typeof callback === 'function') continue;
    throw new InvalidOptionError(`${owner}: callbacks`, name, callback, 'a function');
  }
  return callbacks;
}

function readTree(
  tree: unknown,
  names: StrategyNames,
  known: {
    machines: Record<string, unknown>;
    implementations: Partial<Implementations>;
    callbacks: Record<string, unknown>;
  },
): { readonly id: string; readonly options: SupervisorOptions } {
  const issues = new TreeIssues();
  const members = new MemberReader(issues, known.callbacks);
  const strategies = new TreeStrategies(names, members, issues);
  try {
    const json = readJson(tree, issues);
    if (issues.list.length === 0) {
      const read = new TreeReader(known, members, strategies, issues).tree(json);
      if (issues.list.length === 0) return read;
    }
  } catch (error) {
    if (error !== enough) throw error;
  }
  throw new SupervisorTreeError(issues.list);
}
