// biome-ignore-all lint/suspicious/noExplicitAny: a caller may be an actor of any machine.
import { InvalidOptionError } from '../errors/invalid-option-error.js';
import { checkOptions, type OptionRules } from '../options/check-options.js';
import { OptionReader } from '../options/option-reader.js';
import { isSignal } from '../stop-on-signal.js';
import { StopStrategy } from '../strategies/stop-strategy.js';
import type { SupervisorOptions } from '../supervisor-options.js';
import { taskMachine } from './task-machine.js';
import type { TaskRun } from './task-run.js';

/** How a supervisor treats its tasks; times in milliseconds. */
export interface TaskSupervisorOptions
  extends Pick<
    SupervisorOptions,
    'parent' | 'maxChildren' | 'shutdownTimeout' | 'signal' | 'onError' | 'debug'
  > {
  /**
   * Whether a task that fails is over, or tried again as the `strategy` says.
   * @default 'temporary'
   */
  restart?: 'temporary' | 'transient';
  /**
   * Decides about tasks that fail, where `restart` is `'transient'`.
   * @default new RestartStrategy()
   */
  strategy?: SupervisorOptions['defaultStrategy'];
}

const ownNames = ['restart', 'strategy'] as const;
const sharedNames = [
  'parent',
  'maxChildren',
  'shutdownTimeout',
  'signal',
  'onError',
  'debug',
] as const;

/** What can be changed while the supervisor runs. */
export type ChangeableTaskSupervisorOptions = Pick<
  TaskSupervisorOptions,
  'maxChildren' | 'shutdownTimeout' | 'onError' | 'debug'
>;

const changeableNames = ['maxChildren', 'shutdownTimeout', 'onError', 'debug'] as const;

/** Refuses what would make something else of tasks that are started from then on. */
export function checkChangeableTaskOptions(options: unknown): void {
  new OptionReader<ChangeableTaskSupervisorOptions>('changeOptions', options, changeableNames);
}

/** Makes a supervisor's options of a task supervisor's; throws InvalidOptionError. */
export function supervisorOptionsOf(options: unknown): SupervisorOptions {
  const read = new OptionReader<TaskSupervisorOptions>('TaskSupervisor', options, [
    ...sharedNames,
    ...ownNames,
  ]);
  const restart = read.oneOf('restart', 'temporary', ['temporary', 'transient']);
  const { restart: _, strategy, ...shared } = (options ?? {}) as TaskSupervisorOptions;
  if (restart === 'temporary' && strategy !== undefined) {
    const allowed = "absent unless restart is 'transient'";
    throw new InvalidOptionError('TaskSupervisor', 'strategy', strategy, allowed);
  }
  const defaultStrategy = restart === 'temporary' ? new StopStrategy() : strategy;
  return {
    ...shared,
    ...(defaultStrategy ? { defaultStrategy } : {}),
    template: {
      start: taskMachine,
      restart,
      terminate: (actor) => (actor.getSnapshot().context.run as TaskRun).end(),
    },
  };
}

/** How one task is started. */
export interface TaskOptions {
  /**
   * The task's name at its supervisor.
   * @default a number
   */
  id?: string;
  /**
   * On whose behalf the task runs: the context of a task, an actor, or whatever tells it. It heads the
   * task's `callers`. `async` links it with the task, if it is a task or a supervised actor.
   */
  caller?: unknown;
  /** Cancels the task when it is aborted. */
  signal?: AbortSignal;
}

const rules: OptionRules = {
  id: [(value) => typeof value === 'string' && value !== '', 'a non-empty string'],
  caller: [() => true, 'anything'],
  signal: [isSignal, 'an AbortSignal'],
};

/** Checks how a task is to be started; throws InvalidOptionError. */
export function checkTaskOptions(call: string, options: unknown): void {
  checkOptions(`TaskSupervisor.${call}`, options, rules);
}
