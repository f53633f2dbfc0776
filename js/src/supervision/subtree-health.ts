import type { CircuitBreakerState } from './circuit/circuit-state.js';
import type { HealthStatus } from './health.js';
import type { Supervisor } from './supervisor.js';

/** The health of a supervisor: that of all actors of its subtree together. */
export interface SupervisorHealth {
  /**
   * The worst status of an actor of the subtree; `healthy` when there is none, `stopped` once the
   * supervisor is.
   */
  readonly status: HealthStatus;
  readonly actorCount: number;
  /** How many actors there are of each status. */
  readonly actors: Readonly<Record<HealthStatus, number>>;
  /** Failures of these actors so far. */
  readonly errorCount: number;
  /** Restarts of these actors so far. */
  readonly restartCount: number;
  /** The state of the supervisor's own circuit, undefined when it has none. */
  readonly circuit: CircuitBreakerState | undefined;
}

/** Sums up the health of a supervisor's subtree; O(actors). */
export function subtreeHealth(supervisor: Supervisor): SupervisorHealth {
  const actors: Record<HealthStatus, number> = {
    healthy: 0,
    degraded: 0,
    unhealthy: 0,
    stopped: 0,
  };
  let [errorCount, restartCount] = [0, 0];
  const all = supervisor.getAllActors();
  for (const actor of all) {
    const health = actor.getHealthMetrics();
    actors[health.status]++;
    errorCount += health.errorCount;
    restartCount += health.restartCount;
  }
  return {
    status: supervisor.isStopped ? 'stopped' : worstOf(actors),
    actorCount: all.length,
    actors,
    errorCount,
    restartCount,
    circuit: supervisor.getCircuitBreakerState(),
  };
}

function worstOf(actors: Readonly<Record<HealthStatus, number>>): HealthStatus {
  if (actors.unhealthy > 0) return 'unhealthy';
  return actors.degraded > 0 ? 'degraded' : 'healthy';
}
