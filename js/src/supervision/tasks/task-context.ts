/** What the function of a task is called with. */
export interface TaskContext {
  /** The task's name at its supervisor. */
  readonly id: string;
  /** Is aborted when the task is to end: by `cancel`, with its caller, or with its supervisor. */
  readonly signal: AbortSignal;
  /** Which try this is, from 1; above 1 only after restarts. */
  readonly attempt: number;
  /**
   * On whose behalf the task runs, the nearest first: the `caller` that it was started with, that one's
   * caller if it is a task itself, and so on.
   */
  readonly callers: readonly unknown[];
}

/** The work of a task. */
export type TaskFunction<TResult> = (context: TaskContext) => TResult | PromiseLike<TResult>;

const contexts = new WeakSet<object>();

/** Makes the context of a task. */
export function makeContext(context: TaskContext): TaskContext {
  const made = Object.freeze(context);
  contexts.add(made);
  return made;
}

/** Says whether a value is the context of a task. */
export function isContext(value: unknown): value is TaskContext {
  return typeof value === 'object' && value !== null && contexts.has(value);
}

/** Lists a caller and its own callers. */
export function callersOf(caller: unknown): readonly unknown[] {
  if (caller === undefined) return [];
  return isContext(caller) ? [caller, ...caller.callers] : [caller];
}
