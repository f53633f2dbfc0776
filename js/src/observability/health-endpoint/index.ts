export type { HealthEndpointOptions } from './endpoint-options.js';
export {
  createHealthHandler,
  createHealthListener,
  type NodeRequest,
  type NodeResponse,
} from './handlers.js';
export type { HealthReport } from './health-report.js';
