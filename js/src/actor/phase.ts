/** Where a machine actor stands; bits of one number, because there may be a million actors. */
export const Phase = {
  /** The core tells of every macrostep, because somebody observes or inspects. */
  listening: 1,
  starting: 2,
  /** The macrostep's context and children have been committed since the last send. */
  committed: 4,
  runningEffects: 8,
  /** The context could not be made, without which the core cannot even begin. */
  withoutContext: 16,
  /** The core tells of every microstep. */
  inspected: 32,
  /** The first snapshot is being made. */
  initializing: 64,
  /** An event that stops it waits for its start. */
  stopping: 128,
  /** Somebody wants to know of each event that is sent to it. */
  watched: 256,
} as const;
