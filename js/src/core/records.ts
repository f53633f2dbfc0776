// The plain objects that cross the boundary; numbers named in codes.ts, times in milliseconds.

/** How long to wait before a restart (strategy.hpp, Backoff). */
export interface BackoffRecord {
  type: number;
  initialDelay: number;
  maxDelay: number;
  factor: number;
  jitter: number;
}

/** A built-in strategy (strategy.hpp, Strategy). */
export interface StrategyRecord {
  directive: number;
  mode: number;
  onLimit: number;
  limit: number;
  window: number;
  backoff: BackoffRecord;
  resetTimeout: number;
  retryEvent: number;
  hasCleanup: boolean;
  cleanupTimeout: number;
  stopActor: boolean;
  fallback: number;
  failsSupervisor: boolean;
}

/** When a circuit opens and closes (circuit_options.hpp, CircuitOptions). */
export interface CircuitRecord {
  rule: number;
  failureThreshold: number;
  /** -1 for none. */
  failureRate: number;
  minimumThroughput: number;
  window: number;
  windowSize: number;
  resetTimeout: number;
  maxResetTimeout: number;
  factor: number;
  jitter: number;
  successThreshold: number;
  maxHalfOpenWait: number;
}

/** What a circuit has counted (circuit_breaker.hpp, CircuitMetrics). */
export interface CircuitMetricsRecord {
  successes: number;
  failures: number;
  rejected: number;
  ignored: number;
  opened: number;
  permitsOut: number;
  windowFailures: number;
  windowResults: number;
  /** -1 for none. */
  failureRate: number;
}

/** What a circuit needs to go on elsewhere (circuit_breaker.hpp, CircuitSnapshot). */
export interface CircuitStateRecord {
  state: number;
  mode: number;
  openFor: number;
  nextBase: number;
  nextOpenTime: number;
  successes: number;
  historyFormat: number;
  randomHigh: number;
  randomLow: number;
  history: number[];
}

/** How a supervisor treats its children (supervision.hpp, SupervisorPolicy). */
export interface PolicyRecord {
  scope: number;
  whenOpen: number;
  defaultStrategy: number;
  maxRestarts: number;
  window: number;
  hasBreaker: boolean;
  breaker: CircuitRecord;
  stableAfter: number;
  healthyAfter: number;
  reviveStopped: boolean;
  autoShutdown: number;
}

/** A child's health (child.hpp, ChildHealth). */
export interface HealthRecord {
  status: number;
  state: number;
  errorCount: number;
  restartCount: number;
  uptime: number;
  restartsLeft: number;
  retryAfter: number;
  /** Bits of HealthReason. */
  reasons: number;
  totalUptime: number;
  totalDowntime: number;
  crashes: number;
  repairs: number;
  repairTime: number;
  lastDowntime: number;
}

/** One entry of the event log (event_ring.hpp, EventRecord). */
export interface EventLogRecord {
  sequence: number;
  time: number;
  /** null for infinity. */
  value: number | null;
  subject: number;
  supervisor: number;
  type: number;
}

/** How many children a supervisor has (management.hpp, ChildCounts). */
export interface ChildCountsRecord {
  specs: number;
  active: number;
  restarting: number;
  supervisors: number;
  workers: number;
}

/** How much of everything exists. */
export interface CountsRecord {
  actors: number;
  children: number;
  supervisors: number;
  timers: number;
  programs: number;
  strategies: number;
  breakers: number;
}
