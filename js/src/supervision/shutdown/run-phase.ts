import { after } from '../../actor/after.js';
import { systemClock } from '../../actor/system-clock.js';
import type { ShutdownPhase } from './phases.js';
import type { ShutdownPhaseReport, ShutdownTaskReport } from './shutdown-report.js';

/** What a task of a shutdown is told. */
export interface ShutdownContext {
  /** What the shutdown was begun with. */
  readonly reason: unknown;
  readonly phase: string;
  /** Aborted when the phase's time is up. */
  readonly signal: AbortSignal;
}

/** Does a part of a shutdown; a promise that it returns is awaited. */
export type ShutdownTask = (context: ShutdownContext) => unknown;

/** A task by its name. */
export interface NamedTask {
  readonly name: string;
  readonly run: ShutdownTask;
}

/**
 * Runs the tasks of a phase at the same time. The report is there when the call returns if no task
 * has returned a promise, else when all are settled or the phase's time is up.
 */
export function runPhase(
  phase: ShutdownPhase,
  tasks: readonly NamedTask[],
  reason: unknown,
): ShutdownPhaseReport | Promise<ShutdownPhaseReport> {
  const controller = new AbortController();
  const context = { reason, phase: phase.name, signal: controller.signal };
  const outcomes = tasks.map(({ name, run }) => begin(name, run, context));
  const pending = outcomes.filter((outcome) => outcome instanceof Promise);
  const reports: (ShutdownTaskReport | undefined)[] = outcomes.map((outcome) =>
    outcome instanceof Promise ? undefined : outcome,
  );
  const report = (): ShutdownPhaseReport => ({
    name: phase.name,
    tasks: reports.map((each, i) => each ?? { name: tasks[i]?.name ?? '', outcome: 'timed-out' }),
  });
  if (pending.length === 0) return report();
  return new Promise((resolve) => {
    let left = pending.length;
    const expire = () => {
      resolve(report());
      controller.abort(new DOMException(`the time of phase '${phase.name}' is up`, 'TimeoutError'));
    };
    const isEndless = phase.timeout === Number.POSITIVE_INFINITY;
    const stopTimer = isEndless ? undefined : after(phase.timeout, expire, systemClock);
    for (const [index, outcome] of outcomes.entries()) {
      if (!(outcome instanceof Promise)) continue;
      void outcome.then((settled) => {
        reports[index] = settled;
        if (--left > 0) return;
        stopTimer?.();
        resolve(report());
      });
    }
  });
}

function begin(
  name: string,
  run: ShutdownTask,
  context: ShutdownContext,
): ShutdownTaskReport | Promise<ShutdownTaskReport> {
  const failed = (error: unknown) => ({ name, outcome: 'failed', error }) as const;
  const done = { name, outcome: 'done' } as const;
  try {
    const result = run(context);
    if (!isThenable(result)) return done;
    return Promise.resolve(result).then(() => done, failed);
  } catch (error) {
    return failed(error);
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}
