import { type AnyActorRef, ProcessingStatus } from '../behavior/acting-actor.js';
import { CommitFlag, DeadLetterReason, FailureReason, RestartMode } from '../core/codes.js';
import type { EventObject } from '../program/machine-types.js';
import { ActingMachine } from './acting-machine.js';
import { type ActorOptions, warnStopped } from './base-actor.js';
import { stopRef } from './children.js';
import { clockIndex } from './clocks.js';
import { attachDevTools } from './dev-tools.js';
import {
  addActor,
  deferEffect,
  hostedCore,
  removeActor,
  reportDeadLetter,
  sendToCore,
} from './host.js';
import { inspectMicrostep } from './inspection.js';
import { noActorId } from './machine-state.js';
import { reviveSnapshot } from './persistence.js';
import type { AnyMachine, MachineSnapshot } from './snapshot.js';

/**
 * An actor that runs a machine in the core. Without a supervisor it behaves as XState's does; a
 * subclass decides otherwise about failures.
 */
export class MachineActor extends ActingMachine {
  /** The event that was processed when the actor failed. */
  protected failingEvent: EventObject | undefined;
  #isListening = false;
  #isInspectedInCore = false;
  /** What the initial context wants done at the start. */
  #initialEffects: readonly (() => void)[] = [];
  /** Says that the context could be made, without which the core cannot even begin. */
  #hasContext = true;
  #isStarting = false;
  /** Says that the macrostep's context and children have been committed since the last send. */
  #hasCommitted = false;
  #isRunningEffects = false;

  constructor(machine: AnyMachine, options: ActorOptions = {}) {
    super(machine, options);
    const id = hostedCore()._sw_add_actor(this.program.index, clockIndex(this.clock));
    if (id === noActorId) throw new RangeError('More than four million actors are alive.');
    this.actorId = id;
    addActor(id, this);
    this.#watchMicrosteps();
    if (this.isInspected) {
      this.system._sendInspectionEvent({ type: '@xstate.actor', actorRef: this });
    }
    try {
      if (this.systemId) this.system._set(this.systemId, this);
      if (this.persisted) this.#restoreOrFail(this.persisted);
      else this.#initialize();
    } catch (error) {
      this.#release();
      throw error;
    }
    if (this.status !== 'active') this.unregister();
  }

  #initialize(): void {
    this.currentEvent = this.initEvent();
    this.#hasContext = this.#initializeContext();
    const core = hostedCore();
    if (this.#hasContext) core._sw_initialize(this.actorId);
    if (core._sw_state_serial(this.actorId, 0) === 0) {
      this.setStatus('error', this.takeFault());
      this.dropChildren(this.rollBack());
    }
    this.commitContext();
    this.currentEvent = undefined;
  }

  /** Makes the context to which a failed initial step falls back. */
  #initializeContext(): boolean {
    this.context = {};
    this.commitContext();
    try {
      const [context, effects] = this.newContext();
      this.context = context;
      this.#initialEffects = effects;
      this.commitContext();
      return true;
    } catch (error) {
      this.fault = error;
      return false;
    }
  }

  /** What cannot be restored is an actor that failed, as in XState. */
  #restoreOrFail(persisted: unknown): void {
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

  /** Starts the actor; does nothing when it runs or has ended. */
  start(): this {
    if (this._processingStatus !== ProcessingStatus.notStarted) return this;
    this.syncWithParent();
    this.register();
    this._processingStatus = ProcessingStatus.running;
    this.open(this.initEvent(), false);
    if (this.isInspected) this.#inspectStart(this.event);
    const isRestored = Boolean(this.persisted);
    if (isRestored && this.status === 'done') this.publish(CommitFlag.finished);
    else if (isRestored && this.status === 'error') this.handleFailure(this.error, 0);
    else if (!this.#hasContext) this.fail(FailureReason.threw);
    else this.#startInCore();
    this.currentEvent = undefined;
    attachDevTools(this, this.options.devTools);
    return this;
  }

  #inspectStart(event: EventObject): void {
    const [sourceRef, actorRef] = [this._parent, this];
    this.listen();
    this.system._sendInspectionEvent({ type: '@xstate.event', sourceRef, actorRef, event });
  }

  #startInCore(): void {
    for (const child of this.childTable.list()) {
      const snapshot = child?.getSnapshot() as { status?: string } | undefined;
      if (snapshot?.status === 'active' && this.status === 'active') child?.start();
    }
    if (this.status !== 'error') for (const effect of this.#initialEffects) effect();
    this.#initialEffects = [];
    this.#isStarting = true;
    hostedCore()._sw_start(this.actorId);
    this.#isStarting = false;
  }

  // ---- the end -------------------------------------------------------------------------------

  /** Ends the actor; what waits for it is lost. */
  _stop(): this {
    if (this._processingStatus === ProcessingStatus.stopped) return this;
    if (this._processingStatus === ProcessingStatus.notStarted) {
      this._processingStatus = ProcessingStatus.stopped;
      this.#release();
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
    if (isInspected) this.#inspectSnapshot(event, this.getSnapshot());
    this.#leave();
    if (status === 'error') this.tellError(error);
    else this.complete();
  }

  /** Takes the actor out of the system and the core. */
  #leave(): void {
    this._processingStatus = ProcessingStatus.stopped;
    this.unregister();
    this.#release();
  }

  #release(): void {
    if (this.actorId === noActorId) return;
    const id = this.actorId;
    this.keepState();
    hostedCore()._sw_remove(id);
    this.actorId = noActorId;
    removeActor(id);
  }

  /** Takes all children out of the snapshot, and returns what stops them. */
  protected takeChildren(): () => void {
    const stop = this.dismissChildren();
    this.forgetChildren();
    return stop;
  }

  // ---- incarnations --------------------------------------------------------------------------

  /** Ends what belongs to this incarnation: its children and theirs. The actor stays suspended. */
  protected haltIncarnation(): void {
    this.#haltChildren();
    this.forgetScheduled();
  }

  #haltChildren(): void {
    for (const child of this.childTable.clear()) stopRef(child);
    this.setStatus('active');
  }

  /**
   * Begins the next incarnation: 0 fresh, 1 in the last good state, 2 in the given snapshot.
   * Returns whether its start succeeded; if not, `takeFault` has the error.
   */
  protected restartIncarnation(mode: number, snapshot?: unknown): boolean {
    this.#haltChildren();
    if (mode !== RestartMode.lastGood) this.forgetScheduled();
    this.output = undefined;
    this.currentEvent = this.initEvent();
    this.forgetFault();
    let isGood = false;
    try {
      let effects: readonly (() => void)[] = [];
      if (mode === 0) [this.context, effects] = this.newContext();
      if (mode === 2) this.context = reviveSnapshot(this, snapshot).context;
      isGood = hostedCore()._sw_restart(this.actorId, mode) !== 0;
      if (isGood) for (const effect of effects) effect();
    } catch (error) {
      this.fault = error;
    }
    if (!isGood) this.dropChildren(this.rollBack());
    this.currentEvent = undefined;
    return isGood;
  }

  // ---- events --------------------------------------------------------------------------------

  _send(event: EventObject): void {
    if (this._processingStatus === ProcessingStatus.stopped) {
      warnStopped(this, event);
      reportDeadLetter(this, event, DeadLetterReason.notRunning);
      return;
    }
    if (event.type === 'xstate.stop') {
      this._stop();
      return;
    }
    const { received, currentEvent } = this;
    const hasCommitted = this.#hasCommitted;
    this.received = event;
    this.currentEvent = event;
    this.#hasCommitted = false;
    const flags = sendToCore(this, event, this.program.classify(event.type));
    if (flags & (CommitFlag.queued | CommitFlag.dropped)) {
      this.received = received;
      this.currentEvent = currentEvent;
      this.#hasCommitted = hasCommitted;
      if (flags & CommitFlag.dropped) reportDeadLetter(this, event, DeadLetterReason.notRunning);
      return;
    }
    this.currentEvent = undefined;
    // Nobody need be told, and then publish, which says so too, is not called.
    this.#isRunningEffects = false;
    if (flags & CommitFlag.changed && !this.#hasCommitted) this.commitContext();
  }

  /** Told by the core of the event that comes next; a raised one belongs to the macrostep. */
  open(event: EventObject, isRaised: boolean): void {
    this.currentEvent = event;
    if (isRaised) return;
    this.received = event;
    this.#isRunningEffects = false;
  }

  /** Told by the core of a delayed transition that is due, or raised because its delay is unknown. */
  openDelay(delay: number): void {
    const { descriptors, delays } = this.program.chart;
    const { slot = -1, descriptor = -1 } = delays[delay] ?? {};
    const event = { type: descriptors[descriptor] ?? '' };
    const isRaised = this.takeUnknownDelay(slot);
    this.open(event, isRaised);
    if (isRaised || !this.isInspected) return;
    const type = '@xstate.event';
    this.system._sendInspectionEvent({ type, sourceRef: this, actorRef: this, event });
  }

  /** Told by the core that a macrostep succeeded, before its effects run. */
  commit(flags: number): void {
    if (flags & CommitFlag.finished) this.#finish();
    if (flags & CommitFlag.changed) this.commitContext();
    this.#hasCommitted = true;
    this.#isRunningEffects = true;
  }

  /** The machine is done: its children stop after the effects, and stay in the snapshot. */
  #finish(): void {
    this.setStatus('done');
    // Effects of the initial step come in two waves, and this one belongs to the first.
    if (this.#isStarting) deferEffect(this, () => deferEffect(this, this.dismissChildren()));
    else deferEffect(this, this.dismissChildren());
  }

  /** Told by the core to tell observers. */
  publish(flags: number): void {
    const { received } = this;
    this.#isStarting = false;
    this.#isRunningEffects = false;
    if (this.observers) this.tellNext(this.getSnapshot());
    if (flags & CommitFlag.finished) this.handleDone();
    if (this.isInspected) this.#inspectSnapshot(received, this.getSnapshot());
  }

  #inspectSnapshot(event: EventObject | undefined, snapshot: MachineSnapshot): void {
    const type = '@xstate.snapshot';
    this.system._sendInspectionEvent({ type, actorRef: this, event, snapshot });
  }

  /** The machine reached its final state; observers have seen it. */
  protected handleDone(): void {
    const { output } = this;
    this.#leave();
    this.complete();
    this.tellParentDone(output);
  }

  /** Told by the core that a macrostep failed; it holds the actor in its last good state. */
  fail(reason: number): void {
    const error = this.#failure(reason);
    const { received } = this;
    this.failingEvent = received;
    this.currentEvent = undefined;
    // If an effect failed, what its macrostep reached stays, and has been seen already.
    const lost = this.#isRunningEffects && this.isInspected ? this.getSnapshot() : undefined;
    if (!this.#isRunningEffects) this.dropChildren(this.rollBack());
    this.#isRunningEffects = false;
    this.handleFailure(error, reason);
    if (lost) this.#inspectSnapshot(received, lost);
  }

  #failure(reason: number): unknown {
    if (reason === FailureReason.unhandledError) return (this.event as { error?: unknown }).error;
    // The initial step failed, and what it threw has been taken.
    return this.status === 'error' ? this.error : this.takeFault();
  }

  /** Children made in a step that failed; XState forgets them without freeing their ids. */
  protected dropChildren(_children: AnyActorRef[]): void {}

  /** A failure without a supervisor ends the actor, as in XState. */
  protected handleFailure(error: unknown, reason: number): void {
    const { received } = this;
    const isUnhandled = reason === FailureReason.unhandledError;
    const stop = isUnhandled ? this.takeChildren() : undefined;
    this.keepState();
    this.setStatus('error', error);
    if (isUnhandled && this.isInspected) {
      inspectMicrostep(this, received as EventObject, [], this.getSnapshot());
    }
    stop?.();
    this.#leave();
    this.tellError(error);
    this.tellParentError(error);
    if (isUnhandled && this.isInspected) this.#inspectSnapshot(received, this.getSnapshot());
  }

  #watchMicrosteps(): void {
    const { wantsMicrosteps } = this;
    if (this.#isInspectedInCore === wantsMicrosteps || this.actorId === noActorId) return;
    this.#isInspectedInCore = wantsMicrosteps;
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
    this.#watchMicrosteps();
    const isListening = (this.observers?.size ?? 0) > 0 || this.isInspected;
    if (isListening === this.#isListening || this.actorId === noActorId) return;
    this.#isListening = isListening;
    hostedCore()._sw_set_listening(this.actorId, isListening ? 1 : 0);
  }
}
