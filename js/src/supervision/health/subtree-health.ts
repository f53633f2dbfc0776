import { hostedCore } from '../../actor/host.js';
import { ChildState as ChildStateCode } from '../../core/codes.js';
import type { CircuitBreakerState } from '../circuit/circuit-state.js';
import type { Supervisor } from '../supervisor.js';
import { hasFailedForGood } from '../watch/supervisor-ending.js';
import type { ActorChildState, HealthStatus } from './actor-health.js';
import { type HealthRuleOptions, type ResolvedHealthRule, readHealthRule } from './health-rule.js';

/** The health of a supervisor: that of all actors of its subtree together. */
export interface SupervisorHealth {
  readonly id: string;
  /** The supervisor's ids from the top of its tree, joined by `/`. */
  readonly path: string;
  /**
   * By the rule of the call: `worst`, the worst status of an actor of the subtree, or by `quorum`.
   * `healthy` when there is no actor, but never while a circuit of the subtree is not closed or a
   * supervisor in it is being restarted; `unhealthy` while the supervisor itself is, `stopped` once it
   * is. Actors that were stopped on purpose or have finished do not count; children that `failed` for
   * good count as unhealthy.
   */
  readonly status: HealthStatus;
  readonly actorCount: number;
  /** How many actors there are of each status. */
  readonly actors: Readonly<Record<HealthStatus, number>>;
  /** How many actors there are in each state. */
  readonly states: Readonly<Record<ActorChildState, number>>;
  /**
   * How many children with a spec are down because of a failure for good, until they are started,
   * terminated or deleted by call.
   */
  readonly failed: number;
  /** Failures of these actors so far. */
  readonly errorCount: number;
  /** Restarts of these actors so far. */
  readonly restartCount: number;
  /** Events that wait for these actors. */
  readonly mailboxSize: number;
  /** The part of their time that these actors ran, from 0 to 1; 1 without actors. */
  readonly availability: number;
  /** The state of the supervisor's own circuit, undefined when it has none. */
  readonly circuit: CircuitBreakerState | undefined;
  /** The same of each supervisor right below, in start order. */
  readonly supervisors: readonly SupervisorHealth[];
}

/** What is summed up along the tree. */
interface Sums {
  readonly actors: Record<HealthStatus, number>;
  readonly states: Record<ActorChildState, number>;
  failed: number;
  errorCount: number;
  restartCount: number;
  mailboxSize: number;
  uptime: number;
  downtime: number;
  /** How many circuits of the subtree are not closed. */
  circuits: number;
  /** How many supervisors of the subtree are being restarted, with or without actors. */
  restarting: number;
}

/** Sums up the health of a supervisor's subtree; O(actors and their children). */
export function subtreeHealth(
  supervisor: Supervisor,
  options?: HealthRuleOptions,
): SupervisorHealth {
  return summed(supervisor, readHealthRule(options)).health;
}

function summed(supervisor: Supervisor, rule: ResolvedHealthRule) {
  const sums = noSums();
  for (const actor of supervisor.actors.values()) {
    const health = actor.getHealthMetrics();
    sums.actors[health.status]++;
    sums.states[health.childState]++;
    sums.errorCount += health.errorCount;
    sums.restartCount += health.restartCount;
    sums.mailboxSize += health.mailboxSize;
    sums.uptime += health.totalUptime;
    sums.downtime += health.totalDowntime;
  }
  for (const entry of supervisor.members.entries()) if (entry.hasFailedForGood) sums.failed++;
  const circuit = supervisor.getCircuitBreakerState();
  if (circuit !== undefined && circuit !== 'closed') sums.circuits++;
  if (standingOf(supervisor) === 'unhealthy') sums.restarting++;
  const supervisors: SupervisorHealth[] = [];
  for (const below of supervisor.members.supervisors.values()) {
    const inner = summed(below, rule);
    supervisors.push(inner.health);
    addSums(sums, inner.sums);
  }
  const { id, path } = supervisor;
  // What failed below one that is not there is part of that.
  if (standingOf(supervisor)) sums.failed = hasFailedForGood(supervisor) ? 1 : 0;
  const { actors, states, failed, errorCount, restartCount, mailboxSize, uptime, downtime } = sums;
  const health: SupervisorHealth = {
    id,
    path,
    status: statusOf(supervisor, sums, rule),
    actorCount: total(actors),
    actors,
    states,
    failed,
    errorCount,
    restartCount,
    mailboxSize,
    availability: uptime + downtime > 0 ? uptime / (uptime + downtime) : 1,
    circuit,
    supervisors,
  };
  return { health, sums };
}

/** What a supervisor's own state says, whatever its actors are; undefined while it runs. */
function standingOf({ isStopped, parent, memberId }: Supervisor): HealthStatus | undefined {
  if (isStopped) return 'stopped';
  if (!parent) return undefined;
  const state = hostedCore()._sw_child_state(memberId);
  if (state === ChildStateCode.stopped || state === ChildStateCode.stopping) return 'stopped';
  return state === ChildStateCode.running ? undefined : 'unhealthy';
}

function statusOf(supervisor: Supervisor, sums: Sums, rule: ResolvedHealthRule): HealthStatus {
  const standing = standingOf(supervisor);
  if (standing) return standing;
  const { actors, failed, circuits, restarting } = sums;
  const unhealthy = actors.unhealthy + failed;
  const isFine = actors.degraded + unhealthy + circuits + restarting === 0;
  if (isFine) return 'healthy';
  if (rule.rule === 'worst') return unhealthy + restarting > 0 ? 'unhealthy' : 'degraded';
  const serving = actors.healthy + actors.degraded;
  return serving < rule.quorum * (serving + unhealthy) ? 'unhealthy' : 'degraded';
}

function noSums(): Sums {
  const states = Object.fromEntries(Object.keys(ChildStateCode).map((name) => [name, 0]));
  return {
    actors: { healthy: 0, degraded: 0, unhealthy: 0, stopped: 0 },
    states: states as Record<ActorChildState, number>,
    failed: 0,
    errorCount: 0,
    restartCount: 0,
    mailboxSize: 0,
    uptime: 0,
    downtime: 0,
    circuits: 0,
    restarting: 0,
  };
}

function addSums(to: Sums, from: Sums): void {
  for (const status of Object.keys(from.actors) as HealthStatus[]) {
    to.actors[status] += from.actors[status];
  }
  for (const state of Object.keys(from.states) as ActorChildState[]) {
    to.states[state] += from.states[state];
  }
  to.failed += from.failed;
  to.errorCount += from.errorCount;
  to.restartCount += from.restartCount;
  to.mailboxSize += from.mailboxSize;
  to.uptime += from.uptime;
  to.downtime += from.downtime;
  to.circuits += from.circuits;
  to.restarting += from.restarting;
}

function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
