/** The words of scripts, every option written out: their readers know no defaults. null is Infinity. */

export const restart = (options = {}) => ({
  type: 'restart',
  maxRestarts: 10,
  withinTimeWindow: 60_000,
  backoffType: 'exponential',
  initialDelay: 100,
  maxDelay: 30_000,
  factor: 2,
  jitter: 0,
  resetTimeout: 300_000,
  preserveState: false,
  onLimit: 'stop',
  hangsInCleanup: false,
  cleanupTimeout: 5_000,
  ...options,
});

export const resume = (options = {}) => ({
  type: 'resume',
  maxErrors: null,
  withinTimeWindow: 60_000,
  fallback: stop(),
  ...options,
});

export const stop = () => ({ type: 'stop' });
export const escalate = (scope = 'actor') => ({ type: 'escalate', scope });

export const circuit = (options = {}) => ({
  failureThreshold: 3,
  windowMs: 1_000,
  resetTimeoutMs: 200,
  maxResetTimeoutMs: 2_000,
  factor: 2,
  jitter: 0.5,
  successThreshold: 1,
  maxHalfOpenWaitMs: 5_000,
  whenOpen: 'park',
  stableAfterMs: 50,
  ...options,
});

/** The options of a supervisor; `circuitBreaker` null is none. */
export const options = (given = {}) => ({
  restartScope: 'one-for-one',
  maxRestarts: null,
  withinTimeWindow: 5_000,
  autoShutdown: 'never',
  reviveStopped: false,
  healthyAfter: 60_000,
  circuitBreaker: null,
  defaultStrategy: restart(),
  ...given,
});

/** A child that is a machine; `strategy` null leaves the decision to its supervisor. */
export const worker = (id, given = {}) => ({
  id,
  restart: 'permanent',
  significant: false,
  strategy: null,
  ...given,
});

/** A child that is a supervisor, with what it starts itself or a template. */
export const supervisor = (id, given = {}, children = [], template = null) => ({
  id,
  restart: 'permanent',
  significant: false,
  supervisor: { ...options(given), children, template },
});
