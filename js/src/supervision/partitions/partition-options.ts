import type { ChildSpec, ChildTemplate } from '../children/child-spec.js';
import { InvalidOptionError } from '../errors/invalid-option-error.js';
import { isObject, OptionReader } from '../options/option-reader.js';
import { availableParallelism } from '../parallelism.js';
import { type SupervisorOptions, supervisorOptionNames } from '../supervisor-options.js';

/** What concerns children that differ from one another. */
const notForPartitions = [
  'children',
  'template',
  'maxChildren',
  'autoShutdown',
  'reviveStopped',
] as const;

type NotForPartitions = (typeof notForPartitions)[number];

/** What a PartitionedSupervisor may be made with; times in milliseconds. */
export interface PartitionedSupervisorOptions extends Omit<SupervisorOptions, NotForPartitions> {
  /**
   * How many partitions there are, which is as many as there can ever be. Whole number from 1 to
   * 65536.
   * @default the cores: navigator.hardwareConcurrency or os.availableParallelism()
   */
  partitions?: number;
  /** What each partition is: a child spec without `id`, or what makes it of the partition's number. */
  template: ChildTemplate | ((partition: number) => ChildTemplate);
}

const owner = 'PartitionedSupervisor';
const most = 65_536;
const inherited = supervisorOptionNames.filter(
  (name) => !(notForPartitions as readonly string[]).includes(name),
);

/** Turns the options into those of a supervisor with a child for each partition. */
export function readPartitionOptions(options: unknown): SupervisorOptions {
  checkPartitionOptions(owner, options);
  const read = new OptionReader<PartitionedSupervisorOptions>(owner, options ?? {}, [
    ...(inherited as (keyof PartitionedSupervisorOptions)[]),
    'partitions',
    'template',
  ]);
  const isTemplate = (value: unknown) => typeof value === 'function' || isObject(value);
  const words = 'a child spec without id, or a function that makes one of a partition number';
  const template = read.value<PartitionedSupervisorOptions['template']>(
    'template',
    isTemplate,
    words,
  );
  if (template === undefined) throw new InvalidOptionError(owner, 'template', undefined, words);
  const cores = Math.min(availableParallelism(), most);
  const count = read.number('partitions', cores, { min: 1, max: most, integer: true });
  const {
    partitions: _partitions,
    template: _template,
    ...rest
  } = options as object as {
    partitions?: unknown;
    template?: unknown;
  } & SupervisorOptions;
  return { ...rest, children: Array.from({ length: count }, (_, at) => specOf(template, at)) };
}

function specOf(template: PartitionedSupervisorOptions['template'], at: number): ChildSpec {
  const made: unknown = typeof template === 'function' ? template(at) : template;
  if (isObject(made) && !('id' in made)) return { ...made, id: String(at) };
  const words = 'a child spec without id for each partition';
  throw new InvalidOptionError(owner, 'template', made, words);
}

/** Refuses what concerns children that differ; new options of a running one as well. */
export function checkPartitionOptions(call: string, options: unknown): void {
  if (!isObject(options)) return;
  const name = notForPartitions.find(
    (each) =>
      (each !== 'template' || call !== owner) &&
      (options as Record<string, unknown>)[each] !== undefined,
  );
  if (name === undefined) return;
  const given = (options as Record<string, unknown>)[name];
  throw new InvalidOptionError(call, name, given, 'nothing, as all partitions are alike');
}
