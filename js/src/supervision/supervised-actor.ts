// biome-ignore-all lint/suspicious/noExplicitAny: an actor of any machine is one of any type.
import type {
  Actor,
  AnyEventObject,
  AnyStateMachine,
  EmittedFrom,
  EventFromLogic,
  Snapshot,
  SnapshotFrom,
} from 'xstate';
import type { Observer, Subscription } from '../actor/observer.js';
import type { ActorHealthMetrics } from './health/actor-health.js';
import type { StrategySource } from './strategies/strategy-source.js';
import type { SupervisionStrategy } from './strategies/supervision-strategy.js';
import type { SupervisedActorOptions } from './supervised-actor-options.js';
import { SupervisedMachineActor } from './supervised-machine-actor.js';
import type { Supervisor } from './supervisor.js';
import type { WatchTarget } from './watch/termination.js';
import type { WatchOptions } from './watch/watching-actor.js';

/** The events of a machine; any event with any members where it is not known which machine it is. */
type EventOf<TMachine extends AnyStateMachine> = 0 extends TMachine & 1
  ? AnyEventObject
  : EventFromLogic<TMachine>;

/**
 * An actor that a supervisor looks after: XState's actor, and what supervision adds to it.
 *
 * It is one object for its whole life. Subscriptions, `on` listeners and references survive
 * restarts; while it is being restarted its last good snapshot stays and events sent to it wait.
 */
export interface SupervisedActor<TMachine extends AnyStateMachine = any> extends Actor<TMachine> {
  id: string;
  /** The actor's name in this process. */
  sessionId: string;
  /** Sends an event; bound, so it may be passed on by itself. Events during a restart wait. */
  readonly send: (event: EventOf<TMachine>) => void;
  /** Returns the last good snapshot; the same object until something changes. */
  getSnapshot(): SnapshotFrom<TMachine>;
  /** Tells an observer of each snapshot to come; the subscription survives restarts. */
  subscribe(observer: Observer<SnapshotFrom<TMachine>>): Subscription;
  subscribe(
    next?: (snapshot: SnapshotFrom<TMachine>) => void,
    error?: (error: any) => void,
    complete?: () => void,
  ): Subscription;
  /** Tells a handler of emitted events of a type, or of all with `*`; it survives restarts. */
  on<TType extends EmittedFrom<TMachine>['type'] | '*'>(
    type: TType,
    handler: (
      emitted: EmittedFrom<TMachine> & (TType extends '*' ? unknown : { type: TType }),
    ) => void,
  ): Subscription;
  /** Ends the actor for good; does nothing when it has ended. */
  stop(): this;
  /** Ends the actor at the end of a `using` block. */
  [Symbol.dispose](): void;
  /**
   * Decides when this actor fails: its own, or else the supervisor's `defaultStrategy`. Assigning
   * another one takes effect with the next failure.
   */
  get strategy(): SupervisionStrategy;
  set strategy(strategy: StrategySource);
  /** The supervisor that looks after the actor; undefined once it is unregistered. */
  readonly supervisor?: Supervisor;
  /** Says how the actor is, right now, and how it was so far. O(its children). */
  getHealthMetrics(): ActorHealthMetrics;
  /**
   * Restarts the actor at once, whatever it waits for; such a restart counts towards no limit. From
   * within the actor's own event, it happens after that event.
   *
   * The promise resolves when the restart is done. A start that fails does not reject it: like any
   * failure it goes to the strategy.
   *
   * @param preserveState - `true` restarts in the last good state, `false` in the initial one; by
   *   default as the actor's RestartStrategy says, else in the initial one
   * @throws ActorStoppedError (a rejection) when the actor's life has ended
   */
  restart(preserveState?: boolean): Promise<void>;
  /** Restarts an actor that waits in back-off or is parked at once, and says whether it waited. */
  retryNow(): boolean;
  /** Returns the machine that the actor runs. */
  getMachine(): TMachine;
  /** Returns a copy of the options that the actor was made with. */
  getOptions(): SupervisedActorOptions<TMachine>;
  /**
   * Reports a failure that the actor could not throw itself: it goes to the strategy as if the actor
   * had thrown it. After the actor's end it is recorded only.
   *
   * @param context - what the error history should know beside the error
   */
  reportError(error: Error, context?: Record<string, any>): void;
  /**
   * Has this actor told, by an event, when another actor or a supervisor ends for good: once per watch,
   * also when that was before the call, and not for a restart. While this actor waits for a restart,
   * so does the event. Watches outlive restarts of this actor and end with its life. Watching what is
   * watched already changes the event and the options.
   *
   * @param event - takes the place of `{ type: 'statewarden.terminated', actorId, reason, error? }`
   * @throws InvalidArgumentError when the target is none, or this actor itself, or the event is none
   * @throws ActorStoppedError when this actor has ended
   */
  watch(target: WatchTarget, event?: EventOf<TMachine>, options?: WatchOptions): void;
  /** Ends a watch, also when its event is due already; what is not watched is ignored. */
  unwatch(target: WatchTarget): void;
  /** Says whether this actor watches a target and was not told of its end yet. */
  isWatching(target: WatchTarget): boolean;
  /** Returns the last good snapshot as JSON in XState's persisted shape; also after the end. */
  getPersistedSnapshot(options?: unknown): SnapshotFrom<TMachine> & Snapshot<unknown>;
}

/** Makes supervised actors that are not started yet; `createSupervisedMachine` starts them. */
export interface SupervisedActorConstructor {
  new <TMachine extends AnyStateMachine>(
    id: string,
    machine: TMachine,
    options?: SupervisedActorOptions<TMachine>,
  ): SupervisedActor<TMachine>;
  readonly prototype: SupervisedActor;
}

export const SupervisedActor = SupervisedMachineActor as unknown as SupervisedActorConstructor;

/** Says whether a value is a SupervisedActor of this copy of the package. */
export function isSupervisedActor(value: unknown): value is SupervisedActor {
  return value instanceof SupervisedMachineActor;
}
