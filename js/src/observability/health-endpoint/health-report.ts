import { hostedCore } from '../../actor/host.js';
import type { HealthStatus } from '../../supervision/health/actor-health.js';
import type { SupervisorHealth } from '../../supervision/health/subtree-health.js';
import type { Supervisor } from '../../supervision/supervisor.js';
import { errorHistory } from '../../supervision/telemetry/error-history.js';
import type { ResolvedEndpoint } from './endpoint-options.js';

/** The body of an answer. */
export interface HealthReport {
  /** Whether the question of the path is answered with yes. */
  readonly ok: boolean;
  readonly status: HealthStatus;
  readonly actors?: SupervisorHealth['actors'];
  readonly states?: SupervisorHealth['states'];
  /** Children that failed for good. */
  readonly failed?: number;
  readonly availability?: number;
  /** Supervisors that are not healthy, from the top down; `more` are left out. */
  readonly supervisors?: readonly { readonly path: string; readonly status: HealthStatus }[];
  readonly more?: number;
  readonly errors?: readonly ReportedError[];
}

interface ReportedError {
  readonly name: string;
  readonly message: string;
  readonly actorId: string;
  readonly supervisorId: string;
  readonly timestamp: number;
}

const mostSupervisors = 20;
const longestMessage = 200;

/** Says whether the process should be left alone; O(1). */
export function reportLiveness({ root }: ResolvedEndpoint): HealthReport {
  const ok = !root.isStopped && coreAnswers();
  return { ok, status: ok ? 'healthy' : 'stopped' };
}

/** Says whether the process should get work; O(actors). */
export function reportReadiness(endpoint: ResolvedEndpoint): HealthReport {
  if (!reportLiveness(endpoint).ok) return { ok: false, status: 'stopped' };
  const { root, rule, quorum, details, errors } = endpoint;
  const health = root.getHealth({ rule, quorum });
  const { status, actors, states, failed, availability } = health;
  const report: HealthReport = { ok: status === 'healthy' || status === 'degraded', status };
  return {
    ...report,
    ...(details ? { actors, states, failed, availability, ...unwell(health) } : {}),
    ...(errors > 0 ? { errors: newestErrors(root, errors) } : {}),
  };
}

function unwell(top: SupervisorHealth) {
  const found: { path: string; status: HealthStatus }[] = [];
  let count = 0;
  const visit = ({ path, status, supervisors }: SupervisorHealth) => {
    if (status !== 'healthy' && ++count <= mostSupervisors) found.push({ path, status });
    for (const below of supervisors) visit(below);
  };
  for (const below of top.supervisors) visit(below);
  return { supervisors: found, ...(count > found.length ? { more: count - found.length } : {}) };
}

function newestErrors(root: Supervisor, count: number): ReportedError[] {
  return errorHistory
    .newestFirst()
    .filter(({ supervisorId }) => `${supervisorId}/`.startsWith(`${root.path}/`))
    .slice(0, count)
    .map(({ error, actorId, supervisorId, timestamp }) => {
      const message = String(error.message).slice(0, longestMessage);
      return { name: String(error.name), message, actorId, supervisorId, timestamp };
    });
}

/** A core that has trapped throws at each call. */
function coreAnswers(): boolean {
  try {
    hostedCore().counts();
    return true;
  } catch {
    return false;
  }
}
