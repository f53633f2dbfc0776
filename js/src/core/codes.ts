// The numbers by which core and facade name things; they mirror the enumerations of the C++ headers.

/** Bits that tell what became of an event (actor_host.hpp). */
export const CommitFlag = {
  changed: 1,
  transitioned: 2,
  queued: 4,
  dropped: 8,
  finished: 16,
  failed: 32,
  /** Observers are still to be told; the state's serial stands above the flags, 0 if unknown. */
  untold: 64,
  /** The event was taken without a call to the host. */
  taken: 128,
  /** Both bits of these: there is no room, and the sender is to be told. */
  refused: 4 | 8,
} as const;

/** Where the serial begins in what taking an event returns. */
export const serialShift = 8;

/** How the core treats an event (macrostep.hpp). */
export const EventKind = { plain: 0, error: 1, delay: 2 } as const;

/** A guard's answer (host.hpp). */
export const GuardReply = { fails: 0, passes: 1, threw: 2 } as const;

/** What an action, an effect, an output or an invocation came to (host.hpp). */
export const ActionReply = { done: 0, changed: 1, threw: 2 } as const;

/** Why a macrostep failed (actor_host.hpp). */
export const FailureReason = { threw: 0, unhandledError: 1, endlessLoop: 2 } as const;

/** Why an event reached nobody (actor_host.hpp). */
export const DeadLetterReason = {
  notRunning: 0,
  poisonous: 1,
  stashOverflow: 2,
  stoppedWhileWaiting: 3,
  mailboxOverflow: 4,
} as const;

/** What becomes of an event for which there is no room (mailbox_bounds.hpp). */
export const Overflow = { 'drop-newest': 0, 'drop-oldest': 1, fail: 2, reject: 3 } as const;

/** Which state a restarted actor begins in (ids.hpp). */
export const RestartMode = { fresh: 0, lastGood: 1, given: 2 } as const;

/** What to do with a failed child (strategy.hpp). */
export const Directive = { restart: 0, stop: 1, escalate: 2, resume: 3 } as const;

/** How the waits between restarts grow (strategy.hpp). */
export const BackoffType = { none: 0, linear: 1, exponential: 2, random: 3 } as const;

/** What happens beyond a child's limit (strategy.hpp). */
export const OnLimit = { stop: 0, escalate: 1 } as const;

/** Whom a restart concerns (supervision.hpp). */
export const RestartScope = { oneForOne: 0, oneForAll: 1, restForOne: 2 } as const;

/** What becomes of a child that fails while the circuit is open (supervision.hpp). */
export const WhenOpen = { park: 0, stop: 1 } as const;

/** What noting a failure found (supervision.hpp). */
export const FailureVerdict = { decide: 0, parked: 1, stopped: 2, ignored: 3 } as const;

/** When a child is started again after it has ended (child.hpp). */
export const RestartType = { permanent: 0, transient: 1, temporary: 2 } as const;

/** When the end of significant children shuts a supervisor down (supervisor_policy.hpp). */
export const AutoShutdown = { never: 0, anySignificant: 1, allSignificant: 2 } as const;

/** What a management call came to (management.hpp). */
export const ManagementVerdict = {
  ok: 0,
  notFound: 1,
  running: 2,
  restarting: 3,
  startFailed: 4,
  goingDown: 5,
} as const;

/** Where a child stands for those who manage it (management.hpp). */
export const ChildPresence = { absent: 0, stopped: 1, restarting: 2, running: 3 } as const;

/** Where a supervised child stands (child.hpp). */
export const ChildState = {
  starting: 0,
  running: 1,
  failed: 2,
  cleaningUp: 3,
  backingOff: 4,
  parked: 5,
  stopping: 6,
  stopped: 7,
} as const;

/** A child's health (child.hpp). */
export const HealthStatus = { healthy: 0, degraded: 1, unhealthy: 2, stopped: 3 } as const;

/** Why a child is not healthy, as bits (child.hpp). */
export const HealthReason = {
  recentFailure: 1,
  limitReached: 2,
  circuitOpen: 4,
  circuitHalfOpen: 8,
  starting: 16,
  deciding: 32,
  cleaningUp: 64,
  backingOff: 128,
  parked: 256,
  ended: 512,
} as const;

/** A circuit's state (circuit_options.hpp). */
export const CircuitState = { closed: 0, open: 1, halfOpen: 2 } as const;

/** Which results a closed circuit looks at (circuit_options.hpp). */
export const CircuitRule = { 'time-window': 0, 'count-window': 1, consecutive: 2 } as const;

/** What a circuit may be told to do (circuit_options.hpp). */
export const CircuitCommand = {
  forceOpen: 0,
  forceClose: 1,
  disable: 2,
  metricsOnly: 3,
  isolate: 4,
  endIsolation: 5,
  reset: 6,
} as const;

/** The absence of an id, an index or a limit. */
export const NONE = 0xffffffff;
