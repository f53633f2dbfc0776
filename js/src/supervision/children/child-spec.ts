// biome-ignore-all lint/suspicious/noExplicitAny: a child may run any machine.
import type { AnyStateMachine } from 'xstate';
import type { StatechartSource } from '../create-supervised-machine.js';
import { InvalidArgumentError, requireId } from '../errors/invalid-argument-error.js';
import { InvalidOptionError } from '../errors/invalid-option-error.js';
import { isObject, OptionReader } from '../options/option-reader.js';
import type { SupervisedActor } from '../supervised-actor.js';
import { readActorOptions, type SupervisedActorOptions } from '../supervised-actor-options.js';
import type { SupervisorOptions } from '../supervisor-options.js';

/** What a child may run: an XState machine, or a statechart as a config object or JSON text. */
export type ChildSource = AnyStateMachine | StatechartSource;

/** When a child is started again: always, when it failed, never. */
export type RestartType = 'permanent' | 'transient' | 'temporary';

/** How long an ending child may take, in milliseconds; `brutal-kill` leaves out its `terminate`. */
export type ShutdownTime = number | 'infinity' | 'brutal-kill';

/** What the children of a template have in common; see ChildSpec. */
export interface ChildTemplate {
  /** The machine that the child runs. Exactly one of this, `start` and `supervisor` is needed. */
  machine?: ChildSource;
  /**
   * Makes the machine at each start by supervision or by call, from the `input`; undefined ignores
   * the start: the child stays known but does not run. What it throws is a failed start.
   */
  start?: (input: any) => ChildSource | undefined;
  /** Makes the child a supervisor with these options; no `input`, `options` or `terminate` beside it. */
  supervisor?: Omit<SupervisorOptions, 'parent'>;
  /** The machine's input at each start, and the argument of `start`. */
  input?: unknown;
  /** What a supervised machine may be made with, such as `strategy` or `onError`. */
  options?: Omit<SupervisedActorOptions, 'supervisor' | 'input' | 'signal'>;
  /**
   * When the child is started again after its end: whenever it ended, also in a final state; only
   * when it failed; never, and then it is forgotten at its end.
   * @default 'permanent'
   */
  restart?: RestartType;
  /**
   * Whether the child's own end counts for the supervisor's `autoShutdown`. Not for permanent
   * children, and not where `autoShutdown` is `never`.
   * @default false
   */
  significant?: boolean;
  /**
   * How long the end of the child may take, from 0: its `terminate` callback, or what is below a
   * supervisor.
   * @default the supervisor's `shutdownTimeout`, 'infinity' for a child that is a supervisor
   */
  shutdown?: ShutdownTime;
  /**
   * Runs before the child is stopped by `terminateChild`, by `stopAllActors` or together with its
   * supervisor by `stop`; the stop waits for its promise. One that awaits that very stop waits until
   * `shutdown` is over. `RootSupervisor.resetInstance` calls it too, but waits for nothing.
   */
  terminate?: (actor: SupervisedActor<any>) => void | Promise<void>;
}

/** A child of a supervisor: what it is and how it is to be treated. */
export interface ChildSpec extends ChildTemplate {
  /** The child's name at its supervisor. */
  id: string;
}

/** What is given to start a child of a template. */
export interface TemplateChild {
  /** The child's name; by default a number. */
  id?: string;
  /** Takes the place of the template's input. */
  input?: unknown;
}

/** A child spec with its defaults filled in. */
export interface ResolvedChildSpec extends ChildSpec {
  readonly type: 'worker' | 'supervisor';
  readonly restart: RestartType;
  readonly significant: boolean;
  readonly shutdown: ShutdownTime;
}

const templateNames: readonly (keyof ChildTemplate)[] = [
  'machine',
  'start',
  'supervisor',
  'input',
  'options',
  'restart',
  'significant',
  'shutdown',
  'terminate',
];

/** What of the supervisor matters for its children's specs. */
export interface SpecRules {
  readonly autoShutdown: string;
  readonly shutdownTimeout: number;
}

/** Checks a child spec and fills in the defaults; throws InvalidOptionError. */
export function readChildSpec(given: unknown, rules: SpecRules): ResolvedChildSpec {
  if (!isObject(given)) throw new InvalidArgumentError('child spec', given, 'an object with an id');
  const id = requireId('child spec: id', (given as { id?: unknown }).id);
  return { ...readTemplate(given, rules, `child '${id}'`, ['id']), id };
}

/** Checks a list of child specs, whose ids must differ; throws InvalidOptionError. */
export function readChildSpecs(specs: readonly unknown[], rules: SpecRules): ResolvedChildSpec[] {
  const read = specs.map((spec) => readChildSpec(spec, rules));
  const seen = new Set<string>();
  const twice = read.map(({ id }) => id).find((id) => seen.size === seen.add(id).size);
  if (twice === undefined) return read;
  throw new InvalidOptionError('Supervisor', 'children', twice, 'a different id for each');
}

/** Checks what the children of a template have in common; throws InvalidOptionError. */
export function readTemplate(
  given: unknown,
  rules: SpecRules,
  owner = 'template',
  more: readonly 'id'[] = [],
): Omit<ResolvedChildSpec, 'id'> {
  const names = [...more, ...templateNames] as readonly (keyof ChildSpec)[];
  const read = new OptionReader<ChildSpec>(owner, given, names);
  const machine = read.value<ChildSource>('machine', isSource, 'a machine or a statechart');
  const start = read.callback<NonNullable<ChildTemplate['start']>>('start');
  const inner = read.value<SupervisorOptions>('supervisor', isObject, "a supervisor's options");
  if ([machine, start, inner].filter((each) => each !== undefined).length !== 1) {
    const allowed = 'exactly one of machine, start and supervisor';
    throw new InvalidOptionError(owner, undefined, given, allowed);
  }
  if (inner) refuseForSupervisor(read);
  const options = read.value<SupervisedActorOptions>('options', isObject, "an actor's options");
  const restart = read.oneOf<RestartType>('restart', 'permanent', [
    'permanent',
    'transient',
    'temporary',
  ]);
  return {
    ...(given as ChildTemplate),
    type: inner ? 'supervisor' : 'worker',
    restart,
    significant: readSignificant(read, owner, restart, rules),
    shutdown: readShutdown(read, inner ? 'infinity' : rules.shutdownTimeout),
    ...(options ? { options: readChildOptions(owner, options) } : {}),
    ...(read.callback('terminate') ? {} : { terminate: undefined }),
  } as Omit<ResolvedChildSpec, 'id'>;
}

/** What concerns the actor of a child means nothing for one that is a supervisor. */
function refuseForSupervisor(read: OptionReader<ChildSpec>): void {
  for (const name of ['input', 'options', 'terminate'] as const) {
    read.value(
      name,
      () => false,
      "nothing beside 'supervisor': it is for children that are actors",
    );
  }
}

/** Refuses what the spec, or nobody, decides: an input of their own would go unnoticed. */
function readChildOptions(owner: string, options: object): SupervisedActorOptions {
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || !Object.hasOwn(notForChildren, name)) continue;
    const allowed = notForChildren[name as keyof typeof notForChildren];
    throw new InvalidOptionError(`${owner}: options`, name, value, allowed);
  }
  return readActorOptions(options, `${owner}: options`);
}

const notForChildren = {
  input: "nothing: the spec itself has an 'input'",
  supervisor: 'nothing: the child is under the supervisor that starts it',
  signal: 'nothing: terminateChild ends a child',
};

function readSignificant(
  read: OptionReader<ChildSpec>,
  owner: string,
  restart: RestartType,
  { autoShutdown }: SpecRules,
): boolean {
  const significant = read.boolean('significant', false);
  const allowed = !significant || (restart !== 'permanent' && autoShutdown !== 'never');
  if (allowed) return significant;
  const words = "false for a permanent child and where autoShutdown is 'never'";
  throw new InvalidOptionError(owner, 'significant', significant, words);
}

function readShutdown(read: OptionReader<ChildSpec>, fallback: ShutdownTime): ShutdownTime {
  const allowed = "milliseconds from 0, 'infinity' or 'brutal-kill'";
  const shutdown = read.value<ShutdownTime>('shutdown', isShutdown, allowed) ?? fallback;
  return shutdown === Number.POSITIVE_INFINITY ? 'infinity' : shutdown;
}

const isSource = (value: unknown) => typeof value === 'string' || isObject(value);
const isShutdown = (value: unknown) =>
  value === 'infinity' || value === 'brutal-kill' || (typeof value === 'number' && value >= 0);

/** Checks what is given to start a child of a template; throws InvalidOptionError. */
export function readTemplateChild(given: unknown): TemplateChild {
  const read = new OptionReader<TemplateChild>('startChild', given, ['id', 'input']);
  const id = read.value<string>('id', (value) => typeof value === 'string', 'a string');
  if (id !== undefined) requireId('startChild: id', id);
  return (given ?? {}) as TemplateChild;
}
