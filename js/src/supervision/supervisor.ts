// biome-ignore-all lint/suspicious/noExplicitAny: a supervisor has actors of every machine.

import { hostedCore } from '../actor/host.js';
import { ChildPresence } from '../core/codes.js';
import type { PolicyRecord } from '../core/records.js';
import { ChildManager, setSupervisorFactory } from './children/child-manager.js';
import { runSteps } from './children/child-stopping.js';
import { stopUnawaited } from './children/supervisor-stopping.js';
import { asyncDispose } from './dispose.js';
import { InvalidArgumentError, requireId } from './errors/invalid-argument-error.js';
import { SupervisorStoppedError } from './errors/supervisor-stopped-error.js';
import { toError } from './errors/thrown-value-error.js';
import { escalate, handleFailure } from './failure-handling.js';
import { MemberList } from './member-list.js';
import { withStrategies } from './options/with-strategies.js';
import { RegisteringSupervisor, requireActor } from './registering-supervisor.js';
import { type RestartScope, requireRestartScope, scopeCodes } from './restart-scope.js';
import { stopOnSignal } from './stop-on-signal.js';
import { coreIndexOf } from './strategies/core-strategy.js';
import { requireStrategy } from './strategies/strategy-names.js';
import type { StrategySource } from './strategies/strategy-source.js';
import type { SupervisionStrategy } from './strategies/supervision-strategy.js';
import type { SupervisedActor } from './supervised-actor.js';
import { supervisorBrand } from './supervisor-brand.js';
import {
  checkChangedOptions,
  type ResolvedSupervisorOptions,
  readSupervisorOptions,
  type SupervisorOptions,
} from './supervisor-options.js';
import './supervision-host.js';
import { leavePlace, takePlace } from './supervisor-place.js';
import type { Subscription } from './telemetry/listeners.js';
import { writeLog } from './telemetry/log-writer.js';

type AnySupervisedActor = SupervisedActor<any>;

const withTemplate = "'one-for-one', since there is a template";

/**
 * Looks after a group of actors and of supervisors below it: decides, by strategies, what happens
 * when one of them fails, and stops them together.
 */
export class Supervisor extends RegisteringSupervisor {
  readonly [supervisorBrand] = true;
  readonly id: string;
  /** The supervisor above, undefined at the top of a tree. */
  readonly parent: Supervisor | undefined;
  /** The ids from the top of the tree to this supervisor, joined by `/`. */
  readonly path: string;
  /** The actors of this supervisor itself by id, in the order in which they were registered. */
  readonly actors: Map<string, AnySupervisedActor>;
  /** @internal */
  readonly coreId: number;
  /** @internal The core's number of the child that this supervisor is to its parent. */
  readonly memberId: number;
  /** @internal */
  readonly manager: ChildManager;
  /** @internal The failure that reached this supervisor last. */
  lastFailure: { readonly error: Error; readonly actor: AnySupervisedActor } | undefined;
  #given: SupervisorOptions;
  #options: ResolvedSupervisorOptions;
  /** @internal */
  readonly members: MemberList;
  #defaultStrategy: SupervisionStrategy;
  #scope: RestartScope;
  #isStopped = false;
  #log: Subscription | undefined;
  #forgetSignal: (() => void) | undefined;

  /**
   * @throws InvalidArgumentError when `id` is no non-empty string
   * @throws InvalidOptionError when an option is unknown or out of its range
   * @throws DuplicateIdError when the parent has a supervisor of this id
   * @throws SupervisorStoppedError when the parent was stopped
   * @throws ChildError when one of the `children` cannot start; those before it are stopped
   */
  constructor(id: string, options?: SupervisorOptions) {
    super();
    this.id = requireId('Supervisor: id', id);
    this.#options = readSupervisorOptions(options);
    this.#given = withStrategies(options, this.#options);
    this.#defaultStrategy = this.#options.defaultStrategy;
    this.#scope = this.#options.restartScope;
    const parent = this.#options.parent;
    this.parent = parent;
    this.path = parent ? `${parent.path}/${id}` : id;
    this.members = new MemberList(this.path);
    this.actors = this.members.actors;
    this.manager = new ChildManager(this, this.members);
    parent?.checkNewcomer(id);
    const { coreId, memberId } = takePlace(this, this.#policy());
    this.coreId = coreId;
    this.memberId = memberId;
    if (parent) parent.members.addSupervisor(this);
    this.#writeLog();
    this.prepare();
    this.#startChildren();
    const { signal } = this.#options;
    if (signal) this.#forgetSignal = stopOnSignal(signal, () => void this.stop());
  }

  /** @internal Called before the first children start. */
  protected prepare(): void {}

  #startChildren(): void {
    try {
      this.manager.startStatic(this.#options.children);
    } catch (error) {
      stopUnawaited(this);
      throw error;
    }
  }

  /**
   * Decides about actors without a strategy of their own and about escalated failures; assigning
   * another one takes effect with the next failure.
   */
  get defaultStrategy(): SupervisionStrategy {
    return this.#defaultStrategy;
  }

  set defaultStrategy(strategy: StrategySource) {
    this.#defaultStrategy = requireStrategy('Supervisor.defaultStrategy', strategy);
    this.#updatePolicy();
  }

  /** Whom a restart concerns; assigning another scope takes effect with the next failure. */
  get restartScope(): RestartScope {
    return this.#scope;
  }

  set restartScope(scope: RestartScope) {
    const wanted = requireRestartScope('Supervisor.restartScope', scope);
    if (this.#options.template && wanted !== 'one-for-one') {
      throw new InvalidArgumentError('Supervisor.restartScope', scope, withTemplate);
    }
    this.#scope = wanted;
    this.#updatePolicy();
  }

  /** Whether this supervisor was stopped for good. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** @internal */
  get options(): ResolvedSupervisorOptions {
    return this.#options;
  }

  /**
   * Handles a failure of an actor, which is held meanwhile: records it, asks the circuit, and asks
   * the strategy. For an actor of this supervisor that is its own strategy, for one whose failure
   * came up from below it is this supervisor's `defaultStrategy`. Never rejects.
   */
  handleActorError(
    actor: AnySupervisedActor,
    error: Error,
    context?: Record<string, unknown>,
  ): Promise<void> {
    try {
      requireActor('Supervisor.handleActorError: actor', actor);
      return handleFailure(this, actor, toError(error), context);
    } catch (fault) {
      return Promise.reject(fault);
    }
  }

  /**
   * Passes an actor's failure to the parent, whose `defaultStrategy` decides. At the top of the tree
   * the actor stops. Resolves when the decision is taken.
   */
  async escalateError(
    actor: AnySupervisedActor,
    error: Error,
    context?: Record<string, unknown>,
  ): Promise<void> {
    requireActor('Supervisor.escalateError: actor', actor);
    await escalate(this, actor, toError(error), context);
  }

  /**
   * Stops every actor of the whole subtree, the youngest first and each awaited (the children of a
   * template at the same time); the supervisors remain usable. Done when the call returns, unless a
   * `terminate` or somebody's own `stop` of an actor returns a promise. O(n).
   */
  async stopAllActors(): Promise<void> {
    await runSteps(this.manager.stopSteps());
  }

  /**
   * Stops the whole subtree for good, the youngest first, and leaves the parent. Its id is free
   * again; from the call on, registering or starting anything here or below throws. Stopping twice
   * does nothing.
   */
  async stop(): Promise<void> {
    this.manager.close();
    const pending = runSteps(this.manager.stopSteps());
    if (pending) await pending;
    this.release();
  }

  /** Stops this supervisor at the end of an `await using` block. */
  async [asyncDispose](): Promise<void> {
    await this.stop();
  }

  /**
   * Puts options in the place of those it has, while it runs: the flags take effect with the next
   * failure or end, what has been counted stays, nothing is started or stopped. A list of `children`
   * replaces the specs of those that it names, who run on; others in it are known from now on, but not
   * started; children that it leaves out stay.
   *
   * @throws InvalidOptionError when an option is unknown or out of its range, and for `parent` and `signal`; then
   *   nothing is changed
   */
  changeOptions(options: Omit<SupervisorOptions, 'parent' | 'signal'>): void {
    this.checkRunning();
    const given = checkChangedOptions(options, this.#given);
    const specs = this.manager.readChange(given.children, readSupervisorOptions(given));
    this.configure(options);
    this.manager.change(specs);
  }

  /** @internal Puts options in the place of those that were given before. */
  configure(options: SupervisorOptions = {}): void {
    const given = { ...this.#given, ...options };
    this.#options = readSupervisorOptions(given);
    this.#given = withStrategies(given, this.#options);
    if (options.defaultStrategy) this.#defaultStrategy = this.#options.defaultStrategy;
    if (options.restartScope) this.#scope = options.restartScope;
    this.#updatePolicy();
    this.#writeLog();
  }

  /** @internal Leaves the tree and the core, with all supervisors below, and stops what still runs. */
  release(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.manager.stopAtOnce();
    this.manager.clear();
    for (const actor of [...this.actors.values()]) this.forget(actor);
    this.#log?.unsubscribe();
    this.#forgetSignal?.();
    if (this.parent) {
      this.parent.members.removeSupervisor(this);
      this.parent.manager.forgetSupervisor(this);
    }
    leavePlace(this);
  }

  /** @internal Told that the child which this supervisor is to its parent has ended. */
  memberEnded(): void {
    if (this.parent?.manager.isTemporary(this)) this.release();
  }

  /** @internal The options as they were given. */
  get givenOptions(): SupervisorOptions {
    return this.#given;
  }

  /** @internal Whether this supervisor or one above it was stopped for good or is being so. */
  get isGoingAway(): boolean {
    return this.#isStopped || this.manager.isClosing || (this.parent?.isGoingAway ?? false);
  }

  /** @internal */
  protected override checkRunning(): void {
    const presence = this.parent && hostedCore()._sw_child_presence(this.memberId);
    const isDown = presence === ChildPresence.stopped || presence === ChildPresence.absent;
    if (isDown || this.isGoingAway) throw new SupervisorStoppedError(this.path);
  }

  #writeLog(): void {
    const before = this.#log;
    this.#log = writeLog(this, this.#options);
    before?.unsubscribe();
  }

  #policy(): PolicyRecord {
    const scope = scopeCodes[this.#scope];
    const defaultStrategy = coreIndexOf(this.#defaultStrategy);
    return { ...this.#options.policy, scope, defaultStrategy };
  }

  #updatePolicy(): void {
    if (!this.#isStopped) hostedCore().setPolicy(this.coreId, this.#policy());
  }
}

setSupervisorFactory((id, options) => new Supervisor(id, options));
