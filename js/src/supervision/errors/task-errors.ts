/** A task that ended before it was finished: it was cancelled, or its supervisor stopped. */
export class TaskAbortedError extends Error {
  override readonly name = 'TaskAbortedError';
  readonly code = 'STATEWARDEN_TASK_ABORTED';
  readonly taskId: string;

  constructor(taskId: string, because: string, options?: { readonly cause?: unknown }) {
    super(`task '${taskId}' was aborted: ${because}`, options);
    this.taskId = taskId;
  }
}

/** A task that took longer than it may. */
export class TaskTimeoutError extends Error {
  override readonly name = 'TaskTimeoutError';
  readonly code = 'STATEWARDEN_TASK_TIMEOUT';
  readonly taskId: string;
  /** How long it was waited for, in milliseconds. */
  readonly timeout: number;

  constructor(taskId: string, timeout: number) {
    super(`task '${taskId}' took longer than ${timeout} ms`);
    this.taskId = taskId;
    this.timeout = timeout;
  }
}
