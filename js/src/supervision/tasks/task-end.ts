import { TaskAbortedError } from '../errors/task-errors.js';
import type { Termination } from '../watch/termination.js';
import type { Outcome, TaskRun } from './task-run.js';

/** What a task came to in the end. */
export interface TaskEnd<TResult> {
  readonly outcome: Outcome<TResult>;
  /** Whether it was taken down, which is nobody's failure. */
  readonly isAborted: boolean;
}

/** Says what a task came to when its life is over. */
export function endOfTask<TResult>(
  run: TaskRun<TResult>,
  termination: Termination,
): TaskEnd<TResult> {
  const isAborted = run.reason !== undefined || termination.reason === 'stopped';
  return { outcome: outcomeOf(run, termination), isAborted };
}

function outcomeOf<TResult>(
  run: TaskRun<TResult>,
  { reason, error }: Termination,
): Outcome<TResult> {
  // What was finished in spite of an end counts.
  if (run.outcome) return run.outcome;
  if (run.reason !== undefined) return { status: 'rejected', reason: run.reason };
  if (reason === 'failed') return { status: 'rejected', reason: error };
  return { status: 'rejected', reason: new TaskAbortedError(run.id, 'its supervisor stopped it') };
}
