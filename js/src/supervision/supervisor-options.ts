// biome-ignore-all lint/suspicious/noExplicitAny: a supervisor has actors of every machine.
import { NONE, RestartScope as ScopeCode, WhenOpen as WhenOpenCode } from '../core/codes.js';
import type { CircuitRecord, PolicyRecord } from '../core/records.js';
import {
  type CircuitBreakerOptions,
  circuitOptionNames,
  circuitRecord,
  readCircuitOptions,
} from './circuit/circuit-breaker-options.js';
import { InvalidArgumentError } from './errors/invalid-argument-error.js';
import { isObject, OptionReader } from './options/option-reader.js';
import { limitForCore } from './strategies/core-strategy.js';
import { RestartStrategy } from './strategies/restart-strategy.js';
import {
  isSupervisionStrategy,
  type SupervisionStrategy,
} from './strategies/supervision-strategy.js';
import type { SupervisedActor } from './supervised-actor.js';
import type { Supervisor } from './supervisor.js';
import { isSupervisor } from './supervisor-brand.js';

/** Whom a restart concerns: the failed actor, all of its siblings too, or those started after it. */
export type RestartScope = 'one-for-one' | 'one-for-all' | 'rest-for-one';

/** The core's numbers of the scopes. */
export const scopeCodes: Readonly<Record<RestartScope, number>> = {
  'one-for-one': ScopeCode.oneForOne,
  'one-for-all': ScopeCode.oneForAll,
  'rest-for-one': ScopeCode.restForOne,
};

const scopeNames = Object.keys(scopeCodes) as RestartScope[];

/** Returns a value when it is a restart scope. */
export function requireRestartScope(argument: string, value: unknown): RestartScope {
  if (scopeNames.includes(value as RestartScope)) return value as RestartScope;
  throw new InvalidArgumentError(argument, value, `one of '${scopeNames.join("', '")}'`);
}

/** A circuit that stops restarting actors while too many of them fail; times in milliseconds. */
export interface SupervisorCircuitOptions extends CircuitBreakerOptions {
  /**
   * What becomes of an actor that fails while the circuit is open: it is parked (its events wait)
   * and tried again when the circuit is half-open, or it is stopped.
   * @default 'park'
   */
  whenOpen?: 'park' | 'stop';
  /**
   * How long a restarted actor must run without failing to count as a success.
   * @default 5000
   */
  stableAfterMs?: number;
}

/** How a supervisor treats its actors; times in milliseconds. */
export interface SupervisorOptions {
  /** The supervisor above; without one, this is the top of a tree of its own. */
  parent?: Supervisor;
  /**
   * Decides about actors that have no strategy of their own, and about failures that escalate to
   * this supervisor.
   * @default new RestartStrategy()
   */
  defaultStrategy?: SupervisionStrategy;
  /** Hears of each failure that reaches this supervisor, escalated ones included. */
  onError?: (error: Error, actor: SupervisedActor<any>) => void;
  /** Hears of each restart of an actor of this supervisor. */
  onRestart?: (actor: SupervisedActor<any>) => void;
  /** Hears of the end of each actor of this supervisor. */
  onStop?: (actor: SupervisedActor<any>) => void;
  /**
   * Writes what happens in this supervisor's subtree to `console.debug`.
   * @default false
   */
  debug?: boolean;
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
  /** A circuit of this supervisor; `true` takes the defaults. Without it there is none. */
  circuitBreaker?: boolean | SupervisorCircuitOptions;
  /**
   * How long after its last error an actor counts as healthy again.
   * @default 60000
   */
  healthyAfter?: number;
}

const supervisorOptionNames: readonly (keyof SupervisorOptions)[] = [
  'parent',
  'defaultStrategy',
  'onError',
  'onRestart',
  'onStop',
  'debug',
  'restartScope',
  'maxRestarts',
  'withinTimeWindow',
  'circuitBreaker',
  'healthyAfter',
];

/** A supervisor's options, checked, and what of them the core must know. */
export interface ResolvedSupervisorOptions
  extends Pick<SupervisorOptions, 'parent' | 'onError' | 'onRestart' | 'onStop'> {
  readonly defaultStrategy: SupervisionStrategy;
  readonly debug: boolean;
  readonly restartScope: RestartScope;
  readonly policy: PolicyRecord;
}

/** Refuses a parent of the root supervisor; throws InvalidOptionError. */
export function checkRootOptions(options: unknown): SupervisorOptions | undefined {
  const names = supervisorOptionNames.filter((name) => name !== 'parent');
  new OptionReader<SupervisorOptions>('RootSupervisor', options, names);
  return options as SupervisorOptions | undefined;
}

/** Checks a supervisor's options and fills in the defaults; throws InvalidOptionError. */
export function readSupervisorOptions(options: unknown): ResolvedSupervisorOptions {
  const read = new OptionReader<SupervisorOptions>('Supervisor', options, supervisorOptionNames);
  const strategy = read.value<SupervisionStrategy>(
    'defaultStrategy',
    isSupervisionStrategy,
    'a strategy: an object with type and handleError',
  );
  const maxRestarts = read.number('maxRestarts', Number.POSITIVE_INFINITY, {
    min: 0,
    integer: true,
    infinity: true,
  });
  return {
    parent: read.value<Supervisor>('parent', isSupervisor, 'a Supervisor'),
    defaultStrategy: strategy ?? new RestartStrategy(),
    onError: read.callback('onError'),
    onRestart: read.callback('onRestart'),
    onStop: read.callback('onStop'),
    debug: read.boolean('debug', false),
    restartScope: read.oneOf('restartScope', 'one-for-one', scopeNames),
    policy: {
      scope: ScopeCode.oneForOne,
      defaultStrategy: NONE,
      maxRestarts: limitForCore(maxRestarts),
      window: read.number('withinTimeWindow', 5_000, { min: 1, infinity: true }),
      ...readCircuit(read),
      healthyAfter: read.number('healthyAfter', 60_000, { min: 0, infinity: true }),
      reviveStopped: false,
      autoShutdown: 0,
    },
  };
}

function readCircuit(
  read: OptionReader<SupervisorOptions>,
): Pick<PolicyRecord, 'hasBreaker' | 'breaker' | 'whenOpen' | 'stableAfter'> {
  const isCircuit = (value: unknown) => typeof value === 'boolean' || isObject(value);
  const given = read.value<boolean | object>('circuitBreaker', isCircuit, 'true, false or options');
  const options = typeof given === 'object' ? given : undefined;
  const circuit = new OptionReader<SupervisorCircuitOptions>('circuitBreaker', options, [
    ...circuitOptionNames,
    'whenOpen',
    'stableAfterMs',
  ]);
  const breaker: CircuitRecord = circuitRecord(readCircuitOptions(circuit));
  return {
    hasBreaker: given === true || options !== undefined,
    breaker,
    whenOpen: WhenOpenCode[circuit.oneOf('whenOpen', 'park', ['park', 'stop'])],
    stableAfter: circuit.number('stableAfterMs', 5_000, { min: 0, infinity: true }),
  };
}
