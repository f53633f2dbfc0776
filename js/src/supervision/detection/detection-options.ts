/** Silence that counts as a failure; times in milliseconds. */
export interface HeartbeatOptions {
  /** How long the actor may hear nothing: from 1, or Infinity for any time. */
  within: number;
  /**
   * The events that count, by type or as descriptors such as `'tick.*'`. Delayed transitions and
   * events that the actor raises itself never count.
   * @default every event that is sent to the actor
   */
  events?: readonly string[];
  /**
   * How long after the start of an incarnation silence begins to count; from 0.
   * @default 0
   */
  startAfter?: number;
}

/**
 * What becomes of an event for which there is no room: it is a dead letter; the oldest one is, in its
 * place; it is one and the actor fails with a `MailboxOverflowError`; or that is thrown to the sender.
 */
export type OverflowRule = 'drop-newest' | 'drop-oldest' | 'fail' | 'reject';

/** How many events may wait while the actor runs, because it or its sender is busy. */
export interface MailboxOptions {
  /** Whole number from 1, or Infinity. */
  capacity: number;
  /** @default 'drop-newest' */
  overflow?: OverflowRule;
}

/** How many events may wait while the actor is held, from a failure to the end of its restart. */
export interface StashOptions {
  /**
   * Whole number from 1, or Infinity.
   * @default 1000
   */
  capacity?: number;
  /**
   * There is no `'fail'`: an actor that is held has failed already.
   * @default 'drop-newest'
   */
  overflow?: Exclude<OverflowRule, 'fail'>;
}

/**
 * Failures that nobody throws, and bounds for what waits; times in milliseconds. Those of a
 * supervisor are the defaults of its actors. All times are those of supervision's clock.
 */
export interface DetectionOptions {
  /**
   * Fails the actor with a `HeartbeatError` when it hears nothing for too long. Nothing is waited for
   * while the actor is held; each incarnation begins anew.
   * @default none
   */
  heartbeat?: HeartbeatOptions;
  /**
   * How long an event may take, its actions and effects and what actors do at once to which it sends
   * included, observers not. It is measured afterwards, since JavaScript cannot be interrupted: the
   * event has taken place. Above 0, or Infinity.
   * @default Infinity
   */
  eventDeadline?: number;
  /**
   * What follows when an event took too long: the actor fails with a `DeadlineError`, or only the
   * event `eventOverran` tells of it.
   * @default 'fail'
   */
  onDeadline?: 'fail' | 'report';
  /**
   * How long a child may run: an invoked one with a number; with an object one that is invoked or
   * spawned, by its id or its `src`. Beyond it the child is stopped, so that its signal aborts, and
   * the actor gets its error event with a `DeadlineError`; without `onError` the actor fails. Above 0,
   * or Infinity.
   * @default Infinity
   */
  invocationDeadline?: number | Readonly<Record<string, number>>;
  /**
   * Bounds the events that wait while the actor runs. What the ends of children tell is never lost.
   * @default without bound
   */
  mailbox?: MailboxOptions;
  /**
   * Bounds the events that wait while the actor is held.
   * @default a thousand, the newest are dropped
   */
  stash?: StashOptions;
}
