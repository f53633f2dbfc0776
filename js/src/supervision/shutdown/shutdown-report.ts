/** What became of a task of a shutdown. */
export interface ShutdownTaskReport {
  readonly name: string;
  /** `timed-out` says that the phase's time was up first; the task may still be under way. */
  readonly outcome: 'done' | 'failed' | 'timed-out';
  /** What a failed task threw or rejected with. */
  readonly error?: unknown;
}

/** What became of a phase of a shutdown. */
export interface ShutdownPhaseReport {
  readonly name: string;
  readonly tasks: readonly ShutdownTaskReport[];
}

/** What became of a shutdown. */
export interface ShutdownReport {
  /** What the shutdown was begun with. */
  readonly reason: unknown;
  /** The phases that ran, in order; those without tasks and those that are not enabled are absent. */
  readonly phases: readonly ShutdownPhaseReport[];
  /** Whether every task was done in time. */
  readonly isClean: boolean;
}
