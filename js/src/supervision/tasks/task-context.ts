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

/** Contexts, with the signals that say that their attempts are over. */
const contexts = new WeakMap<object, AbortSignal>();

/** Makes the context of a task. */
export function makeContext(context: TaskContext, over: AbortSignal): TaskContext {
  const made = Object.freeze(context);
  contexts.set(made, over);
  return made;
}

/** Returns the signal that is aborted when the attempt of a context is over or is to end. */
export function endOfContext(context: TaskContext): AbortSignal {
  return contexts.get(context) ?? context.signal;
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
