import {
  type HealthRuleOptions,
  healthRuleNames,
  readHealthRule,
} from '../../supervision/health/health-rule.js';
import { OptionReader } from '../../supervision/options/option-reader.js';
import { RootSupervisor } from '../../supervision/root-supervisor.js';
import type { Supervisor } from '../../supervision/supervisor.js';
import { isSupervisor } from '../../supervision/supervisor-brand.js';

/** What an endpoint tells, and where. */
export interface HealthEndpointOptions extends HealthRuleOptions {
  /**
   * The supervisor whose subtree is looked at.
   * @default the root supervisor there is when the endpoint is made
   */
  root?: Supervisor;
  /**
   * Answers whether the process should be left alone: 503 once the root was stopped or the core does
   * not answer. An actor that waits for its restart is no reason to kill the process.
   * @default '/livez'
   */
  livenessPath?: string;
  /**
   * Answers whether the process should get work: 503 while the subtree is unhealthy by the rule.
   * @default '/readyz'
   */
  readinessPath?: string;
  /**
   * Whether the body tells counts and the supervisors that are not healthy, twenty at most.
   * @default true
   */
  details?: boolean;
  /**
   * How many of the subtree's newest failures the body tells, by name and message without stacks.
   * Whole number from 0 to 100.
   * @default 0
   */
  errors?: number;
}

export type ResolvedEndpoint = Required<HealthEndpointOptions>;

const names: readonly (keyof HealthEndpointOptions)[] = [
  ...healthRuleNames,
  'root',
  'livenessPath',
  'readinessPath',
  'details',
  'errors',
];

/** Checks an endpoint's options and fills in the defaults; throws InvalidOptionError. */
export function readEndpointOptions(options: unknown): ResolvedEndpoint {
  const read = new OptionReader<HealthEndpointOptions>('health endpoint', options, names);
  const isPath = (value: unknown) => typeof value === 'string' && value.startsWith('/');
  const path = (name: 'livenessPath' | 'readinessPath') =>
    read.value<string>(name, isPath, "a path that begins with '/'");
  const { rule, quorum } = (options ?? {}) as HealthRuleOptions;
  return {
    ...readHealthRule({
      ...(rule === undefined ? {} : { rule }),
      ...(quorum === undefined ? {} : { quorum }),
    }),
    root:
      read.value<Supervisor>('root', isSupervisor, 'a Supervisor') ?? RootSupervisor.getInstance(),
    livenessPath: path('livenessPath') ?? '/livez',
    readinessPath: path('readinessPath') ?? '/readyz',
    details: read.boolean('details', true),
    errors: read.number('errors', 0, { min: 0, max: 100, integer: true }),
  };
}
