// biome-ignore-all lint/suspicious/noExplicitAny: a supervisor has actors of every machine.
import {
  AutoShutdown as AutoShutdownCode,
  NONE,
  RestartScope as ScopeCode,
} from '../core/codes.js';
import type { PolicyRecord } from '../core/records.js';
import {
  type ChildSpec,
  type ChildTemplate,
  type ResolvedChildSpec,
  readTemplate,
  type SpecRules,
} from './children/child-spec.js';
import {
  isSupervisorCircuit,
  readSupervisorCircuit,
  type SupervisorCircuitOptions,
} from './circuit/supervisor-circuit-options.js';
import { detectionNames, readCommonDetection } from './detection/detection.js';
import type { DetectionOptions } from './detection/detection-options.js';
import { InvalidOptionError } from './errors/invalid-option-error.js';
import {
  type HealthOptions,
  healthOptionNames,
  readHealthOptions,
} from './health/health-options.js';
import { isObject, OptionReader } from './options/option-reader.js';
import { type RestartScope, scopeNames } from './restart-scope.js';
import { isSignal } from './stop-on-signal.js';
import { limitForCore } from './strategies/core-strategy.js';
import { RestartStrategy } from './strategies/restart-strategy.js';
import { resolveStrategy } from './strategies/strategy-names.js';
import type { StrategySource } from './strategies/strategy-source.js';
import type { SupervisionStrategy } from './strategies/supervision-strategy.js';
import type { SupervisedActor } from './supervised-actor.js';
import type { Supervisor } from './supervisor.js';
import { isSupervisor } from './supervisor-brand.js';
import {
  type LoggingOptions,
  loggingOptionNames,
  type ResolvedLogging,
  readLogging,
} from './telemetry/logging-options.js';

/** When the end of significant children shuts a supervisor down. */
export type AutoShutdown = 'never' | 'any-significant' | 'all-significant';

const autoShutdownCodes: Readonly<Record<AutoShutdown, number>> = {
  never: AutoShutdownCode.never,
  'any-significant': AutoShutdownCode.anySignificant,
  'all-significant': AutoShutdownCode.allSignificant,
};

const autoShutdownNames = Object.keys(autoShutdownCodes) as AutoShutdown[];

/** How a supervisor treats its actors; times in milliseconds. */
export interface SupervisorOptions extends HealthOptions, LoggingOptions, DetectionOptions {
  /** The supervisor above; without one, this is the top of a tree of its own. */
  parent?: Supervisor;
  /**
   * Decides about actors that have no strategy of their own, and about failures that escalate to
   * this supervisor.
   * @default new RestartStrategy()
   */
  defaultStrategy?: StrategySource;
  /** Stops this supervisor, as `stop` does, when it is aborted. */
  signal?: AbortSignal;
  /** Hears of each failure that reaches this supervisor, escalated ones included. */
  onError?: (error: Error, actor: SupervisedActor<any>) => void;
  /** Hears of each restart of an actor of this supervisor. */
  onRestart?: (actor: SupervisedActor<any>) => void;
  /** Hears of the end of each actor of this supervisor. */
  onStop?: (actor: SupervisedActor<any>) => void;
  /**
   * Whom a restart concerns.
   * @default 'one-for-one'
   */
  restartScope?: RestartScope;
  /**
   * Restarts of all actors together that are granted within `withinTimeWindow`; beyond it the
   * supervisor itself fails into its parent. Whole number from 0, or Infinity.
   * @default Infinity
   */
  maxRestarts?: number;
  /**
   * The sliding window of `maxRestarts`. Above 0, or Infinity.
   * @default 5000
   */
  withinTimeWindow?: number;
  /**
   * Shuts this supervisor down, all its children with it, when a significant child has ended by
   * itself and for good, or when the last one has.
   * @default 'never'
   */
  autoShutdown?: AutoShutdown;
  /**
   * Lets a group restart also start children that had ended normally or were terminated, as OTP
   * does.
   * @default false
   */
  reviveStopped?: boolean;
  /**
   * Children that it starts itself, in this order, and again when its parent restarts it. When one
   * cannot start, those before it are stopped and the constructor throws.
   */
  children?: readonly ChildSpec[];
  /**
   * What the children that `startChild` starts have in common. Such children are forgotten when they
   * end for good, and stopped at the same time. Only with the scope `one-for-one` and without
   * `children`, `autoShutdown` and `reviveStopped`.
   */
  template?: ChildTemplate;
  /**
   * How many children `startChild` lets run or be restarted. Whole number from 1, or Infinity.
   * @default Infinity
   */
  maxChildren?: number;
  /**
   * How long a child's `terminate` may take unless its spec says otherwise; in milliseconds.
   * @default 5000
   */
  shutdownTimeout?: number;
  /** A circuit of this supervisor; `true` takes the defaults. Without it there is none. */
  circuitBreaker?: boolean | SupervisorCircuitOptions;
}

export const supervisorOptionNames: readonly (keyof SupervisorOptions)[] = [
  'parent',
  'defaultStrategy',
  'signal',
  'onError',
  'onRestart',
  'onStop',
  'restartScope',
  'maxRestarts',
  'withinTimeWindow',
  'autoShutdown',
  'reviveStopped',
  'children',
  'template',
  'maxChildren',
  'shutdownTimeout',
  'circuitBreaker',
  ...healthOptionNames,
  ...detectionNames,
  ...loggingOptionNames,
];

/** Options that are given once and for all are none of these. */
export const changeableOptionNames = supervisorOptionNames.filter(
  (name) => name !== 'parent' && name !== 'signal',
);

/** A supervisor's options, checked, and what of them the core must know. */
export interface ResolvedSupervisorOptions
  extends Pick<SupervisorOptions, 'parent' | 'signal' | 'onError' | 'onRestart' | 'onStop'>,
    ResolvedLogging {
  readonly defaultStrategy: SupervisionStrategy;
  readonly stuckAfter: number;
  readonly restartScope: RestartScope;
  readonly autoShutdown: AutoShutdown;
  readonly children: readonly unknown[];
  readonly template: Omit<ResolvedChildSpec, 'id'> | undefined;
  readonly maxChildren: number;
  readonly shutdownTimeout: number;
  /** What is to be detected of actors whose options do not say otherwise. */
  readonly detection: DetectionOptions | undefined;
  readonly isCircuitFailure: ((error: unknown) => boolean) | undefined;
  readonly policy: PolicyRecord;
}

/** Merges new options into those there are; refuses a parent, or a template that comes or goes. */
export function checkChangedOptions(
  options: unknown,
  before: SupervisorOptions,
): SupervisorOptions {
  new OptionReader<SupervisorOptions>('changeOptions', options, changeableOptionNames);
  const merged = { ...before, ...(options as SupervisorOptions) };
  const hasOne = before.template !== undefined;
  if ((merged.template !== undefined) === hasOne) return merged;
  const allowed = hasOne ? 'a template, as there is one' : 'nothing, as there is no template';
  throw new InvalidOptionError('changeOptions', 'template', merged.template, allowed);
}

/** Checks a supervisor's options and fills in the defaults; throws InvalidOptionError. */
export function readSupervisorOptions(options: unknown): ResolvedSupervisorOptions {
  const read = new OptionReader<SupervisorOptions>('Supervisor', options, supervisorOptionNames);
  const strategy = read.converted('defaultStrategy', resolveStrategy);
  const maxRestarts = read.number('maxRestarts', Number.POSITIVE_INFINITY, {
    min: 0,
    integer: true,
    infinity: true,
  });
  const circuit = readSupervisorCircuit(
    read.value('circuitBreaker', isSupervisorCircuit, 'true, false or options'),
  );
  const autoShutdown = read.oneOf('autoShutdown', 'never', autoShutdownNames);
  const reviveStopped = read.boolean('reviveStopped', false);
  const shutdownTimeout = read.number('shutdownTimeout', 5_000, { min: 0, infinity: true });
  return {
    autoShutdown,
    children:
      read.value<readonly unknown[]>('children', Array.isArray, 'a list of child specs') ?? [],
    template: readOptionalTemplate(read, { autoShutdown, shutdownTimeout }),
    maxChildren: read.number('maxChildren', Number.POSITIVE_INFINITY, {
      min: 1,
      integer: true,
      infinity: true,
    }),
    shutdownTimeout,
    isCircuitFailure: circuit.isFailure,
    parent: read.value<Supervisor>('parent', isSupervisor, 'a Supervisor'),
    signal: read.value<AbortSignal>('signal', isSignal, 'an AbortSignal'),
    defaultStrategy: strategy ?? new RestartStrategy(),
    onError: read.callback('onError'),
    onRestart: read.callback('onRestart'),
    onStop: read.callback('onStop'),
    ...readHealthOptions(read),
    ...readLogging(read),
    restartScope: read.oneOf('restartScope', 'one-for-one', scopeNames),
    detection: readCommonDetection(read as OptionReader<DetectionOptions>),
    policy: {
      scope: ScopeCode.oneForOne,
      defaultStrategy: NONE,
      maxRestarts: limitForCore(maxRestarts),
      window: read.number('withinTimeWindow', 5_000, { min: 1, infinity: true }),
      ...circuit.policy,
      healthyAfter: read.number('healthyAfter', 60_000, { min: 0, infinity: true }),
      reviveStopped,
      autoShutdown: autoShutdownCodes[autoShutdown],
    },
  };
}

/** A template goes with nothing that concerns single children. */
function readOptionalTemplate(
  read: OptionReader<SupervisorOptions>,
  rules: SpecRules,
): Omit<ResolvedChildSpec, 'id'> | undefined {
  const given = read.value<object>('template', isObject, 'a template: a child spec without id');
  if (given === undefined) return undefined;
  const alone = "absent or its default beside a 'template'";
  read.value('restartScope', (value) => value === 'one-for-one', alone);
  read.value('autoShutdown', (value) => value === 'never', alone);
  read.value('reviveStopped', (value) => value === false, alone);
  read.value('children', (value) => Array.isArray(value) && value.length === 0, alone);
  return readTemplate(given, rules);
}
