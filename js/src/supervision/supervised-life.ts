import { stopRef } from '../actor/children.js';
import { hostedCore } from '../actor/host.js';
import { guarded, reportUnhandledError } from '../actor/report.js';
import { timestamp } from '../actor/system-clock.js';
import { type AnyActorRef, ProcessingStatus } from '../behavior/acting-actor.js';
import { unregister } from '../behavior/built-ins/spawn.js';
import { RestartMode } from '../core/codes.js';
import { noActorId } from '../core/ids.js';
import type { EventObject } from '../program/machine-types.js';
import { cloneContext } from './clone-context.js';
import { DetectedLife } from './detection/detected-life.js';
import { toError } from './errors/thrown-value-error.js';
import { initEvent } from './failing-event.js';
import { recordLateFailure } from './failure-handling.js';
import { givenSnapshot } from './given-snapshot.js';
import { noChild } from './no-child.js';
import { noteRestart, settle } from './settle.js';
import { settled } from './settled.js';
import { StopStrategy } from './strategies/stop-strategy.js';
import { ending } from './watch/mortal.js';
import type { Ending } from './watch/termination.js';
import { watchTable } from './watch/watch-table.js';
import { endWatches, tellWhatWaited } from './watch/watching-actor.js';

/** How a supervised actor lives: through failures and restarts, to its end. */
export abstract class SupervisedLife extends DetectedLife {
  /** Whether an event of the actor is being processed, or its observers are being told. */
  protected get isProcessing(): boolean {
    return this.currentEvent !== undefined;
  }

  override publish(flags: number): void {
    super.publish(flags);
    this.currentEvent = undefined;
  }

  /** The type of the event that the actor failed in, until that failure is recorded. */
  get failingEventType(): string | undefined {
    return this.knownNotes.failingEvent?.type;
  }

  /** Each incarnation begins with a context of its own, so that no restart meets a spoilt one. */
  protected override makeContext(): unknown {
    const { context } = this.machine.config;
    const made = super.makeContext();
    return !context || typeof context === 'function' ? made : cloneContext(made);
  }

  // ---- failures ------------------------------------------------------------------------------

  noteError(error: Error, at = timestamp()): void {
    this.notes.lastError = error;
    this.notes.lastErrorTime = at;
  }

  protected override noteFailingEvent(event: EventObject | undefined): void {
    this.notes.failingEvent = event;
  }

  private get isSupervised(): boolean {
    return this.childId !== noChild && this.supervisor !== undefined;
  }

  protected override handleFailure(error: unknown, reason: number): void {
    if (this.isSupervised) {
      // While supervision decides, the last good snapshot stays, and it is active.
      if (this.status !== 'active') this.setStatus('active');
      // Who is told of the restart before this failure may stop the actor, or take it away.
      settle();
    }
    if (!this.isSupervised) {
      // It was stopped in or right after the step that fails, which is still told.
      const hasEnded = this._processingStatus === ProcessingStatus.stopped;
      if ((this.knownNotes.hasLeft || hasEnded) && this.supervisor) {
        recordLateFailure(this.self, toError(error));
        return;
      }
      super.handleFailure(error, reason);
      this.announceEnd();
      return;
    }
    const isAtStart = this.failingEventType === initEvent;
    this.failUnderSupervision(toError(error), undefined, isAtStart);
  }

  protected failUnderSupervision(
    error: Error,
    context?: Record<string, unknown>,
    isAtStart = false,
  ): void {
    if (isAtStart) this.notes.hasFailedAtStart = true;
    try {
      const handled = this.supervisor?.handleActorError(this.self, error, context);
      if (handled !== settled) handled?.catch(reportUnhandledError);
    } catch (fault) {
      reportUnhandledError(fault);
    }
  }

  /** What a failed step has made is stopped, started or not, and frees its system ids. */
  protected override dropChildren(children: readonly AnyActorRef[]): void {
    for (const child of children) {
      unregister(this, child);
      stopRef(child);
    }
  }

  // ---- restarts ------------------------------------------------------------------------------

  /** Ends what this incarnation has running, before a restart that comes later. */
  halt(keepsDelays: boolean): void {
    if (this.actorId !== noActorId) this.haltIncarnation(keepsDelays);
  }

  /** Begins the next incarnation; a start that fails is a failure like any other. */
  beginIncarnation(mode: number): boolean {
    const snapshot = mode === RestartMode.given ? givenSnapshot(this) : undefined;
    const isGood = this.restartIncarnation(mode, snapshot);
    if (isGood && this.hasFailedAtStart) this.notes.hasFailedAtStart = false;
    if (isGood && this.knownNotes.hasFailed) this.notes.hasFailed = false;
    if (isGood) noteRestart(this);
    else this.failUnderSupervision(toError(this.takeFault()), { phase: 'restart' }, true);
    return isGood;
  }

  /** Told that a strategy let the actor go on, if it does. */
  noteRecovery(): void {
    if (this.isHeld || this._processingStatus === ProcessingStatus.stopped) return;
    if (this.knownNotes.hasFailed) this.notes.hasFailed = false;
    tellWhatWaited(this.knownNotes.watches);
  }

  announceRestart(): void {
    tellWhatWaited(this.knownNotes.watches);
    guarded(() => this.options.onRestart?.(this.self));
    guarded(() => this.supervisor?.options.onRestart?.(this.self));
  }

  // ---- the end -------------------------------------------------------------------------------

  override _stop(): this {
    if (this.childId === noChild) return super._stop();
    hostedCore()._sw_supervised_stop(this.childId);
    settle();
    return this;
  }

  protected override terminate(status: 'stopped' | 'error', error?: unknown): void {
    if (this._processingStatus === ProcessingStatus.stopped) return;
    this.knownNotes.keeper?.keep(this);
    this.knownNotes.forgetSignal?.();
    super.terminate(status, error);
    if (this.knownNotes.hasLeft) this.tellStop();
  }

  protected override handleDone(): void {
    this.knownNotes.keeper?.forget();
    this.knownNotes.forgetSignal?.();
    super.handleDone();
    if (this.childId === noChild) {
      this.announceEnd();
      return;
    }
    const child = this.childId;
    const { entry } = this.knownNotes;
    const lives = entry?.lives;
    // A permanent child goes on with another actor; whoever hears of that may have started it.
    if (entry?.isPermanent) this.leaveChild();
    if (entry?.lives === lives) hostedCore()._sw_finished(child);
    settle();
  }

  private leaveChild(): void {
    this.forgetChild();
    this.supervisor?.forget(this.self);
    this.tellStop();
  }

  /** How the life ended; undefined while it lasts. */
  get [ending](): Ending | undefined {
    if (this._processingStatus !== ProcessingStatus.stopped) return undefined;
    if (this.status === 'done') return { reason: 'done' };
    const { hasFailed, lastError } = this.knownNotes;
    const error = this.status === 'error' ? toError(this.error) : hasFailed && lastError;
    return error ? { reason: 'failed', error } : { reason: 'stopped' };
  }

  protected override release(): void {
    super.release();
    const how = this[ending];
    if (!how) return;
    endWatches(this.knownNotes.watches);
    watchTable.ended(this.self, how);
  }

  /** Told by the core that the supervised child's life is over. */
  childEnded(): void {
    this.forgetChild();
    this.notes.hasLeft = true;
    if (!this.staysListed()) this.supervisor?.forget(this.self);
  }

  /** Tells of the end, when the actor is told of it already. */
  announceEnd(): void {
    const hasEnded = this._processingStatus === ProcessingStatus.stopped;
    if (hasEnded && this.knownNotes.hasLeft) this.tellStop();
  }

  private staysListed(): boolean {
    const strategy = this.knownNotes.decidingStrategy;
    return strategy instanceof StopStrategy && !strategy.options.notifySupervisor;
  }

  private tellStop(): void {
    this.notes.hasLeft = false;
    guarded(() => this.options.onStop?.(this.self));
    if (!this.staysListed()) guarded(() => this.supervisor?.options.onStop?.(this.self));
  }
}
