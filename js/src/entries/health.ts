// The entry `statewarden/health`: answers the questions of load balancers and orchestrators.
export * from '../observability/health-endpoint/index.js';
