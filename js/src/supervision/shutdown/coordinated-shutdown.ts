import { guarded } from '../../actor/report.js';
import { nearestName } from '../../core/arguments/nearest-name.js';
import { asyncDispose } from '../dispose.js';
import {
  InvalidArgumentError,
  requireFunction,
  requireId,
} from '../errors/invalid-argument-error.js';
import { ShutdownAbortedError, ShutdownPhaseOverError } from '../errors/shutdown-errors.js';
import { OptionReader } from '../options/option-reader.js';
import { presentRoots } from '../root-supervisor.js';
import type { Supervisor } from '../supervisor.js';
import { isSupervisor } from '../supervisor-brand.js';
import { type EndingActor, untilEnd } from './actor-end.js';
import { installPageHooks, type PageHookOptions } from './page-hooks.js';
import { readPhases, type ShutdownPhase, type ShutdownPhaseOptions, stopPhase } from './phases.js';
import { installProcessHooks, type ProcessHookOptions } from './process-hooks.js';
import { type NamedTask, runPhase, type ShutdownTask } from './run-phase.js';
import type { ShutdownPhaseReport, ShutdownReport } from './shutdown-report.js';

/** How a process is shut down; times in milliseconds. */
export interface CoordinatedShutdownOptions {
  /** Phases of one's own, and other options for the default ones, by name. */
  phases?: Readonly<Record<string, ShutdownPhaseOptions>>;
  /**
   * How long a phase may take unless its options say otherwise. From 0, or Infinity.
   * @default 5000
   */
  defaultTimeout?: number;
  /**
   * The tops of the trees that the phase `supervisors-stop` stops, the last one first.
   * @default the root supervisor
   */
  supervisors?: readonly Supervisor[];
  /**
   * Hears of each task that fails or is too late; `console.warn` does by default.
   */
  onTaskError?: (error: unknown, task: { readonly phase: string; readonly name: string }) => void;
}

/** A task that may still be taken out of the shutdown. */
export interface ShutdownTaskHandle {
  /** Takes the task out, and says whether that was in time. */
  cancel(): boolean;
}

/**
 * Ends a process in order: phases one after the other, the tasks of a phase at the same time, each
 * phase for a limited time (Akka: CoordinatedShutdown). It runs once.
 *
 * @example
 * const shutdown = new CoordinatedShutdown();
 * shutdown.addTask('service-unbind', 'http', () => server.close());
 * shutdown.installProcessHooks();
 */
export class CoordinatedShutdown {
  readonly #phases: readonly ShutdownPhase[];
  readonly #tasks = new Map<string, Set<NamedTask>>();
  readonly #onTaskError: NonNullable<CoordinatedShutdownOptions['onTaskError']>;
  /** How many phases have begun. */
  #begun = 0;
  #running: Promise<ShutdownReport> | undefined;

  /** @throws InvalidOptionError when an option is unknown, out of its range, or phases form a cycle */
  constructor(options?: CoordinatedShutdownOptions) {
    const read = new OptionReader<CoordinatedShutdownOptions>('CoordinatedShutdown', options, [
      'phases',
      'defaultTimeout',
      'supervisors',
      'onTaskError',
    ]);
    const timeout = read.number('defaultTimeout', 5_000, { min: 0, infinity: true });
    this.#phases = readPhases(options?.phases, timeout);
    const isList = (value: unknown) => Array.isArray(value) && value.every(isSupervisor);
    const given = read.value<Supervisor[]>('supervisors', isList, 'a list of Supervisors');
    this.#onTaskError = read.callback('onTaskError') ?? warn;
    this.addTask(stopPhase, 'supervisors', () => stopAll(given ?? presentRoots()));
  }

  /** The names of all phases in the order in which they run. */
  get phases(): string[] {
    return this.#phases.map(({ name }) => name);
  }

  /** Whether the shutdown has begun. */
  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** How long the shutdown may take at most: the sum over the phases that have tasks. */
  get totalTimeout(): number {
    return this.#phases.reduce((sum, phase) => sum + (this.#isDue(phase) ? phase.timeout : 0), 0);
  }

  /**
   * Adds a task to a phase, which a task of an earlier phase may do as well. Tasks of a phase begin in
   * the order in which they were added, and run at the same time.
   *
   * @param name - the task's name in the report; need not be unique
   * @throws InvalidArgumentError when there is no such phase
   * @throws ShutdownPhaseOverError when the phase has begun already
   */
  addTask(phase: string, name: string, task: ShutdownTask): ShutdownTaskHandle {
    const index = this.#indexOf('CoordinatedShutdown.addTask: phase', phase);
    requireId('CoordinatedShutdown.addTask: name', name);
    requireFunction('CoordinatedShutdown.addTask: task', task);
    if (index < this.#begun) throw new ShutdownPhaseOverError(phase, name);
    const added: NamedTask = { name, run: task };
    const tasks = this.#tasks.get(phase) ?? new Set();
    this.#tasks.set(phase, tasks.add(added));
    return { cancel: () => index >= this.#begun && tasks.delete(added) };
  }

  /**
   * Adds a task that sends an event to an actor and waits for the actor's end; without an event the
   * actor is stopped, a child after its spec's `terminate`.
   *
   * @throws InvalidArgumentError when there is no such phase, or `actor` is none
   * @throws ShutdownPhaseOverError when the phase has begun already
   */
  addActorTask(
    phase: string,
    name: string,
    actor: EndingActor,
    event?: { readonly type: string },
  ): ShutdownTaskHandle {
    if (typeof actor?.subscribe !== 'function') {
      throw new InvalidArgumentError('CoordinatedShutdown.addActorTask: actor', actor, 'an actor');
    }
    return this.addTask(phase, name, ({ signal }) => untilEnd(actor, event, signal));
  }

  /**
   * Runs the shutdown, or returns the promise of the one that runs already. As long as no task returns
   * a promise, everything is done when the call returns.
   *
   * @param reason - handed to each task and kept in the report
   * @param options - `from` names the phase to begin with; those before it do not run
   * @returns what became of it; never rejects unless a phase has `recover: false`
   * @throws InvalidArgumentError (a rejection) when there is no phase `from`
   * @throws ShutdownAbortedError (a rejection) when such a phase is not clean
   */
  run(reason?: unknown, options: { readonly from?: string } = {}): Promise<ShutdownReport> {
    if (this.#running) return this.#running;
    try {
      const { from } = options;
      const place = 'CoordinatedShutdown.run: from';
      const begun = from === undefined ? 0 : this.#indexOf(place, from);
      const { promise, resolve, reject } = deferred<ShutdownReport>();
      // A task may ask for the shutdown that it is part of.
      this.#running = promise;
      this.#begun = begun;
      this.#goOn(reason, [], resolve, reject);
      return promise;
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /**
   * Runs the shutdown when the process is told to end, and then ends it. Signals are taken from their
   * usual effect as long as the hooks are there; a second one ends the process at once.
   *
   * @throws InvalidOptionError when this is no Node process, or an option is unknown or wrong
   */
  installProcessHooks(options?: ProcessHookOptions): InstalledHooks {
    return installProcessHooks(this, options);
  }

  /**
   * Runs the shutdown when the page is left. There is no time then for anything but what is done at
   * once. A page that may be shown again (the back/forward cache) is left alone.
   *
   * @throws InvalidOptionError when this is no page, or an option is unknown or wrong
   */
  installPageHooks(options?: PageHookOptions): InstalledHooks {
    return installPageHooks(this, options);
  }

  /** Runs the shutdown at the end of an `await using` block. */
  async [asyncDispose](): Promise<void> {
    await this.run('disposed');
  }

  #indexOf(argument: string, phase: unknown): number {
    const names = this.phases;
    const index = names.indexOf(phase as string);
    if (index >= 0) return index;
    const nearest = typeof phase === 'string' ? nearestName(phase, names) : undefined;
    const hint = nearest === undefined ? '' : `; did you mean '${nearest}'?`;
    throw new InvalidArgumentError(argument, phase, `one of '${names.join("', '")}'${hint}`);
  }

  #isDue({ name, enabled }: ShutdownPhase): boolean {
    return enabled && (this.#tasks.get(name)?.size ?? 0) > 0;
  }

  /** Runs the phases that have not begun, without a turn in between where nothing is awaited. */
  #goOn(
    reason: unknown,
    done: readonly ShutdownPhaseReport[],
    resolve: (report: ShutdownReport) => void,
    reject: (error: unknown) => void,
  ): void {
    const phases = [...done];
    while (this.#begun < this.#phases.length) {
      const phase = this.#phases[this.#begun++] as ShutdownPhase;
      if (!this.#isDue(phase)) continue;
      const tasks = [...(this.#tasks.get(phase.name) ?? [])];
      const finish = (report: ShutdownPhaseReport): boolean => {
        phases.push(report);
        return this.#finishPhase(phase, { reason, phases, isClean: areClean(phases) }, reject);
      };
      const report = runPhase(phase, tasks, reason);
      if (report instanceof Promise) {
        void report.then((settled) => {
          if (finish(settled)) this.#goOn(reason, phases, resolve, reject);
        });
        return;
      }
      if (!finish(report)) return;
    }
    resolve({ reason, phases, isClean: areClean(phases) });
  }

  /** Tells of what went wrong in a phase, and says whether the next one follows. */
  #finishPhase(
    phase: ShutdownPhase,
    report: ShutdownReport,
    reject: (error: unknown) => void,
  ): boolean {
    const wrong = report.phases.at(-1)?.tasks.filter(({ outcome }) => outcome !== 'done') ?? [];
    for (const { name, outcome, error } of wrong) {
      const what =
        outcome === 'failed' ? error : new Error(`it took more than ${phase.timeout} ms`);
      guarded(() => this.#onTaskError(what, { phase: phase.name, name }));
    }
    if (phase.recover || wrong.length === 0) return true;
    const cause = wrong.find(({ outcome }) => outcome === 'failed')?.error;
    this.#begun = this.#phases.length;
    reject(new ShutdownAbortedError(phase.name, report, cause));
    return false;
  }
}

/** Hooks that were installed. */
export interface InstalledHooks {
  /** Takes the hooks away; a shutdown that has begun goes on. */
  remove(): void;
  /** Takes the hooks away at the end of a `using` block. */
  [Symbol.dispose](): void;
}

function areClean(phases: readonly ShutdownPhaseReport[]): boolean {
  return phases.every(({ tasks }) => tasks.every(({ outcome }) => outcome === 'done'));
}

function warn(error: unknown, { phase, name }: { phase: string; name: string }): void {
  console.warn(`statewarden: task '${name}' of shutdown phase '${phase}' failed:`, error);
}

/** Stops trees, the last one first; without a promise if nothing has to be awaited. */
function stopAll(supervisors: readonly Supervisor[]): Promise<void> | undefined {
  const left = [...supervisors];
  for (let next = left.pop(); next; next = left.pop()) {
    const stopped = next.stop();
    if (next.isStopped) continue;
    const stopOthers = async () => stopAll(left);
    return stopped.finally(stopOthers);
  }
  return undefined;
}

function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
