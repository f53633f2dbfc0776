import { type AnyActorRef, ProcessingStatus } from '../behavior/acting-actor.js';
import { CommitFlag, FailureReason, RestartMode } from '../core/codes.js';
import { noActorId } from '../core/ids.js';
import type { EventObject } from '../program/machine-types.js';
import { ActingMachine, type Effects } from './acting-machine.js';
import type { ActorOptions } from './actor-options.js';
import { addActor, removeActor } from './actor-table.js';
import { notYet } from './base-actor.js';
import { stopRef } from './children.js';
import { clockIndex } from './clocks.js';
import { attachDevTools } from './dev-tools.js';
import { hostedCore } from './host.js';
import { inspectMicrostep } from './inspection.js';
import { reviveSnapshot } from './persistence.js';
import { Phase } from './phase.js';
import type { AnyMachine, MachineSnapshot } from './snapshot.js';

const noStop = () => {};

/** How a machine actor lives: its place in the core, its start, its incarnations and its end. */
export abstract class MachineLife extends ActingMachine {
  protected phase = 0;

  constructor(machine: AnyMachine, options: ActorOptions, id?: string) {
    super(machine, options, id);
    this.actorId = hostedCore()._sw_add_actor(this.program.index, clockIndex(this.clock));
    if (this.actorId === noActorId) {
      throw new RangeError('More than four million actors are alive.');
    }
    addActor(this.actorId, this, this.isNeeded);
    try {
      this.watchMicrosteps();
      if (this.isInspected) {
        this.system._sendInspectionEvent({ type: '@xstate.actor', actorRef: this });
      }
      this.enter(Phase.initializing);
      if (this.systemId) this.system._set(this.systemId, this);
      if (this.persisted) this.restoreOrFail(this.persisted);
      else this.initialize();
    } catch (error) {
      this.release();
      throw error;
    }
    this.leave(Phase.initializing);
    if (this.status !== 'active') this.unregister();
    if (this._processingStatus === ProcessingStatus.stopped) this.release();
  }

  override getSnapshot(): MachineSnapshot {
    if (this.is(Phase.initializing)) throw notYet();
    return super.getSnapshot();
  }

  abstract open(event: EventObject, isRaised: boolean): void;
  abstract openDelay(delay: number): void;
  abstract commit(flags: number): void;
  abstract publish(flags: number): void;
  abstract fail(reason: number): void;
  protected abstract handleFailure(error: unknown, reason: number): void;
  protected abstract dropChildren(children: readonly AnyActorRef[]): void;
  protected abstract inspectSnapshot(
    event: EventObject | undefined,
    snapshot: MachineSnapshot,
  ): void;

  protected is(phase: number): boolean {
    return (this.phase & phase) !== 0;
  }

  protected enter(phase: number): void {
    this.phase |= phase;
  }

  protected leave(phase: number): void {
    this.phase &= ~phase;
  }

  private change(phase: number, isIn: boolean): void {
    if (isIn) this.enter(phase);
    else this.leave(phase);
  }

  private initialize(): void {
    this.currentEvent = this.initEvent();
    const isGood = this.initializeContext() && hostedCore()._sw_initialize(this.actorId) !== 0;
    if (!isGood) {
      this.setStatus('error', this.takeFault());
      this.dropChildren(this.rollBack());
    }
    this.commitContext();
    this.currentEvent = undefined;
  }

  /** Makes the context to which a failed initial step falls back. */
  private initializeContext(): boolean {
    try {
      const [context, effects] = this.newContext();
      this.context = context;
      if (effects.length > 0) this.awaitStart(effects);
      this.commitContext();
      return true;
    } catch (error) {
      this.context = {};
      this.commitContext();
      this.fault = error;
      this.enter(Phase.withoutContext);
      return false;
    }
  }

  /** What cannot be restored is an actor that failed, as in XState. */
  private restoreOrFail(persisted: unknown): void {
    try {
      this.restore(persisted);
    } catch (error) {
      this.dropChildren(this.rollBack());
      this.context = {};
      this.setStatus('error', error);
      this.commitContext();
    }
  }

  protected restore(persisted: unknown): void {
    const { context, status, output, error } = reviveSnapshot(this, persisted);
    this.context = context;
    this.output = output;
    this.setStatus(status, error);
    this.commitContext();
  }

  // ---- the start -----------------------------------------------------------------------------

  /** Starts the actor; does nothing when it runs or has ended. */
  start(): this {
    if (this._processingStatus !== ProcessingStatus.notStarted) return this;
    this.syncWithParent();
    this.register();
    this._processingStatus = ProcessingStatus.running;
    this.open(this.initEvent(), false);
    if (this.isInspected) this.inspectStart(this.event);
    const { status } = this;
    const isRestored = Boolean(this.persisted);
    if (isRestored && status === 'done') this.publish(CommitFlag.finished);
    else if (isRestored && status === 'error') this.handleFailure(this.error, 0);
    else if (isRestored && status === 'stopped') this.terminate('stopped');
    else if (this.is(Phase.withoutContext)) this.fail(FailureReason.threw);
    else this.startInCore();
    this.currentEvent = undefined;
    this.received = undefined;
    if (this.is(Phase.stopping)) this._stop();
    attachDevTools(this, this.options.devTools);
    return this;
  }

  private inspectStart(event: EventObject): void {
    const [sourceRef, actorRef] = [this._parent, this];
    this.observersChanged();
    this.system._sendInspectionEvent({ type: '@xstate.event', sourceRef, actorRef, event });
  }

  private startInCore(): void {
    const effects = this.takeInitialEffects();
    if (this.status !== 'error') {
      if (this.children.size > 0 && this.status === 'active') this.startChildren();
      for (const effect of effects) effect();
    }
    this.enter(Phase.starting);
    hostedCore()._sw_start(this.actorId);
    // Nobody need be told, and then publish, which says so too, is not called.
    this.leave(Phase.starting | Phase.runningEffects);
  }

  // ---- incarnations --------------------------------------------------------------------------

  /** Ends what belongs to this incarnation: its children and theirs. The actor stays suspended. */
  protected haltIncarnation(keepsDelays: boolean): void {
    this.haltChildren();
    if (!keepsDelays) this.forgetScheduled();
  }

  private haltChildren(): void {
    for (const child of this.clearChildren()) stopRef(child);
    this.setStatus('active');
  }

  /**
   * Begins the next incarnation: 0 fresh, 1 in the last good state, 2 in the given snapshot.
   * Returns whether its start succeeded; if not, `takeFault` has the error.
   */
  protected restartIncarnation(mode: number, snapshot?: unknown): boolean {
    this.haltChildren();
    if (mode !== RestartMode.lastGood) this.forgetScheduled();
    this.forgetOutput();
    this.currentEvent = this.initEvent();
    this.forgetFault();
    let isGood = false;
    try {
      let effects: Effects = [];
      if (mode === RestartMode.fresh) [this.context, effects] = this.newContext();
      if (mode === RestartMode.given) this.context = reviveSnapshot(this, snapshot).context;
      isGood = hostedCore()._sw_restart(this.actorId, mode) !== 0;
      if (isGood) for (const effect of effects) effect();
    } catch (error) {
      this.fault = error;
    }
    if (!isGood) this.dropChildren(this.rollBack());
    this.currentEvent = undefined;
    return isGood;
  }

  // ---- the end -------------------------------------------------------------------------------

  /** Ends the actor; what waits for it is lost. */
  _stop(): this {
    if (this._processingStatus === ProcessingStatus.stopped) return this;
    if (this._processingStatus === ProcessingStatus.notStarted) {
      this._processingStatus = ProcessingStatus.stopped;
      // The context factory may stop the actor, whose first snapshot is still wanted.
      if (!this.is(Phase.initializing)) this.release();
    } else {
      hostedCore()._sw_stop(this.actorId);
    }
    return this;
  }

  /** Told by the core that the actor has ended by a stop. */
  ended(): void {
    this.terminate('stopped');
  }

  /** Ends the actor for good: children are stopped, observers told, the core's slot freed. */
  protected terminate(status: 'stopped' | 'error', error?: unknown): void {
    if (this._processingStatus === ProcessingStatus.stopped) return;
    this.keepState();
    const stop = this.takeChildren();
    this.setStatus(status, error);
    const isInspected = status === 'stopped' && this.isInspected;
    const event = { type: 'xstate.stop' };
    // XState takes a microstep without transitions to end a machine.
    if (isInspected) inspectMicrostep(this, event, [], this.getSnapshot());
    stop();
    if (isInspected) this.inspectSnapshot(event, this.getSnapshot());
    this.quit();
    if (status === 'error') this.tellError(error);
    else this.complete();
  }

  /** Takes the actor out of the system and the core. */
  protected quit(): void {
    this._processingStatus = ProcessingStatus.stopped;
    this.unregister();
    this.release();
  }

  protected release(): void {
    if (this.actorId === noActorId) return;
    const id = this.actorId;
    this.keepState();
    hostedCore()._sw_remove(id);
    this.actorId = noActorId;
    removeActor(id, this);
  }

  /** Takes all children out of the snapshot, and returns what stops them. */
  protected takeChildren(): () => void {
    if (this.children.size === 0) return noStop;
    const stop = this.dismissChildren();
    this.forgetChildren();
    return stop;
  }

  // ---- who wants to hear of it ---------------------------------------------------------------

  private watchMicrosteps(): void {
    const { wantsMicrosteps } = this;
    if (this.is(Phase.inspected) === wantsMicrosteps || this.actorId === noActorId) return;
    this.change(Phase.inspected, wantsMicrosteps);
    hostedCore()._sw_set_inspected(this.actorId, wantsMicrosteps ? 1 : 0);
  }

  /** Whether the core is to tell of every microstep. */
  protected get wantsMicrosteps(): boolean {
    return this.isInspected;
  }

  /** Asks to be told of everything, for observers and inspectors. */
  listen(): void {
    this.observersChanged();
  }

  protected override observersChanged(): void {
    this.watchMicrosteps();
    const isListening = (this.observers?.size ?? 0) > 0 || this.isInspected;
    if (isListening === this.is(Phase.listening) || this.actorId === noActorId) return;
    this.change(Phase.listening, isListening);
    hostedCore()._sw_set_listening(this.actorId, isListening ? 1 : 0);
  }
}
