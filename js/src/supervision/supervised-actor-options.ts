// biome-ignore-all lint/suspicious/noExplicitAny: callbacks receive actors of every machine.
import type { AnyStateMachine, ActorOptions as XStateActorOptions } from 'xstate';
import type { Implementations } from '../program/machine-types.js';
import { detectionRules } from './detection/detection.js';
import type { DetectionOptions } from './detection/detection-options.js';
import { checkOptions, type OptionRules } from './options/check-options.js';
import { isObject } from './options/option-reader.js';
import type { PersistOptions } from './persistence/persist-options.js';
import { RegisteredName } from './registry/registered-name.js';
import { isSignal } from './stop-on-signal.js';
import { resolveStrategy } from './strategies/strategy-names.js';
import {
  isStrategySource,
  type StrategySource,
  strategyWords,
} from './strategies/strategy-source.js';
import type { SupervisedActor } from './supervised-actor.js';
import type { Supervisor } from './supervisor.js';
import { isSupervisor } from './supervisor-brand.js';

/** What supervision adds to the options of an actor. */
export interface SupervisionOptions<TMachine extends AnyStateMachine = any>
  extends DetectionOptions {
  /**
   * Decides what happens when the actor fails.
   * @default the supervisor's `defaultStrategy`
   */
  strategy?: StrategySource;
  /**
   * Looks after the actor.
   * @default RootSupervisor.getInstance()
   */
  supervisor?: Supervisor;
  /**
   * Keeps the last good snapshot: the next actor of this id goes on from it. `true` keeps it for this
   * process, and in a browser in `localStorage`; options name another storage.
   * @default false
   */
  persist?: boolean | PersistOptions;
  /** Hears of each failure of the actor, before the strategy decides. */
  onError?: (error: Error) => void;
  /** Hears of each restart when it is complete; events that waited may have been processed. */
  onRestart?: (actor: SupervisedActor<TMachine>) => void;
  /** Hears once of the end of the actor's life, whatever the reason. */
  onStop?: (actor: SupervisedActor<TMachine>) => void;
  /**
   * The name of the actor in a registry: `registry.via('printer')`. It has it from its beginning to its
   * end; the next life of a child with a spec takes it again. A name that is taken is a start that
   * failed.
   */
  name?: RegisteredName<any, any>;
  /** Stops the actor when it is aborted; at once when it is already. */
  signal?: AbortSignal;
  /** Named actions, guards, actors and delays on top of the machine's own. */
  implementations?: Partial<Implementations>;
}

/** XState's actor options without those that supervision decides. */
type UnsupervisedOptions<TMachine extends AnyStateMachine> = Omit<
  XStateActorOptions<TMachine>,
  'id' | 'parent' | 'syncSnapshot' | 'src' | 'state' | 'devTools'
>;

/** What a supervised actor may be made with; times in milliseconds. */
export type SupervisedActorOptions<TMachine extends AnyStateMachine = any> =
  SupervisionOptions<TMachine> & UnsupervisedOptions<TMachine>;

const isFunction = (value: unknown) => typeof value === 'function';

/** What each option must be, and the words for it. */
const rules: OptionRules = {
  strategy: [isStrategySource, strategyWords],
  supervisor: [isSupervisor, 'a Supervisor'],
  persist: [(value) => isPersist(value), 'true, false or options with a storage'],
  onError: [isFunction, 'a function'],
  onRestart: [isFunction, 'a function'],
  onStop: [isFunction, 'a function'],
  name: [(value) => value instanceof RegisteredName, 'a name of a registry: registry.via(key)'],
  signal: [isSignal, 'an AbortSignal'],
  implementations: [isObject, 'an object of implementations'],
  ...detectionRules,
  systemId: [(value) => typeof value === 'string', 'a string'],
  input: [() => true, 'anything'],
  snapshot: [isObject, 'a persisted snapshot'],
  clock: [isObject, 'a clock: an object with setTimeout and clearTimeout'],
  logger: [isFunction, 'a function'],
  inspect: [(value) => isInspector(value), 'an observer or a function'],
};

const maker = 'createSupervisedMachine';
const noOptions: SupervisedActorOptions = Object.freeze({});

/**
 * Checks the options of a supervised actor, and copies them with the strategy that they name or
 * describe; throws InvalidOptionError.
 *
 * @param owner - what the options belong to, for messages
 */
export function readActorOptions(options: unknown, owner = maker): SupervisedActorOptions {
  checkOptions(owner, options, rules);
  if (options === undefined) return noOptions;
  const { strategy } = options as SupervisedActorOptions;
  if (strategy === undefined) return { ...(options as SupervisedActorOptions) };
  return { ...(options as object), strategy: resolveStrategy(owner, 'strategy', strategy) };
}

const isInspector = (value: unknown) => typeof value === 'function' || isObject(value);
const isPersist = (value: unknown) => typeof value === 'boolean' || isObject(value);
