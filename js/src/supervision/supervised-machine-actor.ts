import type { ActorOptions } from '../actor/actor-options.js';
import { hostedCore } from '../actor/host.js';
import type { AnyMachine } from '../actor/snapshot.js';
import { ProcessingStatus } from '../behavior/acting-actor.js';
import { ChildState, RestartMode } from '../core/codes.js';
import { noActorId } from '../core/ids.js';
import type { HealthRecord } from '../core/records.js';
import type { EventObject } from '../program/machine-types.js';
import type { ChildEntry } from './children/child-entry.js';
import { defaultSupervisor } from './default-supervisor.js';
import { dispose } from './dispose.js';
import { InvalidArgumentError } from './errors/invalid-argument-error.js';
import { toError } from './errors/thrown-value-error.js';
import { recordFailure } from './failure-handling.js';
import {
  type ActorHealthMetrics,
  endedHealth,
  healthMetrics,
  unsupervisedHealth,
} from './health/actor-health.js';
import { pendingInvocation } from './health/pending-invocation.js';
import { noChild } from './no-child.js';
import { isObject } from './options/option-reader.js';
import { prepareActor } from './prepare-actor.js';
import type { RegisteredName } from './registry/registered-name.js';
import { settle } from './settle.js';
import { settled } from './settled.js';
import { stopOnSignal } from './stop-on-signal.js';
import { coreIndexOf, grantedRestart } from './strategies/core-strategy.js';
import { RestartStrategy } from './strategies/restart-strategy.js';
import { requireStrategy } from './strategies/strategy-names.js';
import type { StrategySource } from './strategies/strategy-source.js';
import type { SupervisionStrategy } from './strategies/supervision-strategy.js';
import type { SupervisedActorOptions } from './supervised-actor-options.js';
import { SupervisedLife } from './supervised-life.js';
import type { WatchTarget } from './watch/termination.js';
import { beginWatch, endWatch, type WatchOptions } from './watch/watching-actor.js';

let fallbackStrategy: SupervisionStrategy | undefined;

/** What supervision adds to a machine actor for those who hold it; see SupervisedActor. */
export class SupervisedMachineActor extends SupervisedLife {
  /** @param entry - the child spec that the actor is made for, if it is for one */
  constructor(id: string, machine: unknown, given?: SupervisedActorOptions, entry?: ChildEntry) {
    const { machine: prepared, options, keeper } = prepareActor(id, machine, given);
    super(prepared, options as ActorOptions, id);
    if (options.name) this.takeName(options.name);
    if (entry) entry.owner.adopt(this.self, entry);
    else this.registerAt(options.supervisor);
    if (keeper) {
      this.notes.keeper = keeper;
      keeper.follow(this);
    }
    if (options.signal)
      this.notes.forgetSignal = stopOnSignal(options.signal, () => this.self.stop());
  }

  /** An actor whose name is taken does not come to life. */
  private takeName(name: RegisteredName): void {
    try {
      name.give(this.self);
    } catch (error) {
      this._stop();
      throw error;
    }
  }

  /** An actor that cannot be registered must leave nothing behind in the core. */
  private registerAt(supervisor = defaultSupervisor()): void {
    try {
      supervisor.registerActor(this.self);
    } catch (error) {
      this._stop();
      throw error;
    }
  }

  /** Its supervisor needs it. */
  protected override get isNeeded(): boolean {
    return true;
  }

  override get strategy(): SupervisionStrategy {
    // What was named has been resolved when the options were read.
    const chosen = this.options.strategy as SupervisionStrategy | undefined;
    const given = this.knownNotes.strategy ?? chosen;
    const own = given ?? this.supervisor?.defaultStrategy;
    if (own) return own;
    fallbackStrategy ??= new RestartStrategy();
    return fallbackStrategy;
  }

  override set strategy(source: StrategySource) {
    const strategy = requireStrategy('SupervisedActor.strategy', source);
    this.notes.strategy = strategy;
    if (this.childId === noChild) return;
    hostedCore()._sw_set_child_strategy(this.childId, coreIndexOf(strategy));
  }

  [dispose](): void {
    this.self.stop();
  }

  getMachine(): AnyMachine {
    return this.machine;
  }

  getOptions(): SupervisedActorOptions {
    return { ...this.options };
  }

  getHealthMetrics(): ActorHealthMetrics {
    const isHeld = this.actorId !== noActorId;
    const mailboxSize = isHeld ? hostedCore()._sw_mailbox_size(this.actorId) : 0;
    const { lastError, lastErrorTime } = this.knownNotes;
    const stuckAfter = this.supervisor?.options.stuckAfter ?? Number.POSITIVE_INFINITY;
    const pending = pendingInvocation(this);
    const known = { lastError, lastErrorTime, mailboxSize, pending, stuckAfter };
    return healthMetrics(this.healthRecord(), known);
  }

  /** The core's record of the actor's health, or the last one there was. */
  private healthRecord(): HealthRecord {
    if (this.childId !== noChild) return hostedCore().health(this.childId);
    const last = this.knownNotes.lastHealth ?? unsupervisedHealth;
    if (this._processingStatus === ProcessingStatus.stopped) return endedHealth(last);
    const { errorCount, restartCount } = last;
    return { ...unsupervisedHealth, errorCount, restartCount };
  }

  restart(preserveState?: boolean): Promise<void> {
    try {
      return this.beginRestart(preserveState);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  private beginRestart(preserveState: boolean | undefined): Promise<void> {
    if (preserveState !== undefined && typeof preserveState !== 'boolean') {
      throw new InvalidArgumentError('restart: preserveState', preserveState, 'true or false');
    }
    const requested = this.takeRequestedMode();
    const mode = requested ?? this.modeFor(preserveState);
    this.checkAlive('a restart');
    if (this._processingStatus === ProcessingStatus.notStarted) this.start();
    else if (this.isProcessing) return settled.then(() => this.restartNow(mode, requested));
    else this.restartNow(mode, requested);
    return settled;
  }

  private restartNow(mode: number, requested: number | undefined): void {
    if (this._processingStatus === ProcessingStatus.stopped) return;
    const isRequested = requested !== undefined;
    if (this.childId === noChild) this.restartAlone(mode);
    else if (isRequested || !this.decideToRestart(mode)) this.restartInCore(mode);
    settle();
  }

  private takeRequestedMode(): number | undefined {
    const { requestedMode } = this.knownNotes;
    if (requestedMode !== undefined) this.notes.requestedMode = undefined;
    return requestedMode;
  }

  /** @internal Begins the next incarnation, as supervision asked for. */
  restartInCore(mode: number): void {
    this.takeRequestedMode();
    hostedCore()._sw_supervised_restart(this.childId, mode);
  }

  /** While a strategy is to decide, a restart is its decision: it counts, and the scope holds. */
  private decideToRestart(mode: number): boolean {
    const core = hostedCore();
    const isHeld = () => core._sw_child_state(this.childId) === ChildState.failed;
    const { decidingAt } = this.knownNotes;
    if (!decidingAt || !isHeld()) return false;
    this.notes.isRestartDecided = true;
    core._sw_apply(this.childId, grantedRestart(mode).index, decidingAt.coreId);
    this.notes.isRestartDecided = false;
    return this.childId === noChild || !isHeld();
  }

  private modeFor(preserveState: boolean | undefined): number {
    const { strategy } = this;
    const options = strategy instanceof RestartStrategy ? strategy.options : undefined;
    if (preserveState === undefined && options?.snapshot) return RestartMode.given;
    const preserves = preserveState ?? options?.preserveState ?? false;
    return preserves ? RestartMode.lastGood : RestartMode.fresh;
  }

  private restartAlone(mode: number): void {
    if (this.restartIncarnation(mode)) hostedCore()._sw_resume(this.actorId);
    else this.handleFailure(this.takeFault(), 0);
  }

  /** Restarts at once what waits in back-off or is parked, and says whether it waited. */
  retryNow(): boolean {
    if (this.childId === noChild) return false;
    const waited = hostedCore()._sw_retry_now(this.childId) !== 0;
    settle();
    return waited;
  }

  watch(target: WatchTarget, event?: EventObject, options?: WatchOptions): void {
    beginWatch(this, target, event, options);
  }

  unwatch(target: WatchTarget): void {
    endWatch(this, target);
  }

  isWatching(target: WatchTarget): boolean {
    return this.knownNotes.watches?.has(target) ?? false;
  }

  reportError(error: unknown, context?: Record<string, unknown>): void {
    if (context !== undefined && !isObject(context)) {
      throw new InvalidArgumentError('reportError: context', context, 'an object');
    }
    const reported = toError(error);
    if (this.isProcessing) queueMicrotask(() => this.failWith(reported, context));
    else this.failWith(reported, context);
  }

  private failWith(error: Error, context: Record<string, unknown> | undefined): void {
    const { supervisor } = this;
    const hasEnded = this._processingStatus === ProcessingStatus.stopped;
    if (supervisor && hasEnded) recordFailure(supervisor, this.self, error, context);
    else if (supervisor) this.failUnderSupervision(error, context);
    else if (!hasEnded) this.handleFailure(error, 0);
  }
}
