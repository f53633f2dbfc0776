import { type AnyActorRef, ProcessingStatus, type SpawnOptions } from '../behavior/acting-actor.js';
import type { Behavior } from '../behavior/behavior.js';
import { makeSpawn, spawnChild, stopChild } from '../behavior/built-ins/spawn.js';
import { CommitFlag, DeadLetterReason, FailureReason } from '../core/codes.js';
import { programOf } from '../program/load-program.js';
import type { EventObject, StateValue } from '../program/machine-types.js';
import type { Program } from '../program/program.js';
import type { StateInfo } from '../program/state-info.js';
import { makeActor } from './actor-factory.js';
import { type ActorOptions, BaseActor, warnStopped } from './base-actor.js';
import { behaviorOf } from './behaviors.js';
import { Children, stopRef } from './children.js';
import { clockIndex } from './clocks.js';
import { endlessLoopError } from './endless-loop.js';
import {
  addActor,
  deferEffect,
  hostedCore,
  keepEvent,
  removeActor,
  reportDeadLetter,
  sendToCore,
} from './host.js';
import { type PersistOptions, persistSnapshot, reviveSnapshot } from './persistence.js';
import { type AnyMachine, type MachineSnapshot, makeSnapshot } from './snapshot.js';

/** Says that nothing was thrown; anything else may have been, undefined included. */
const noFault = Symbol('no fault');

/** The core's id of an actor that it does not hold. */
export const noActorId = -1;

/**
 * An actor that runs a machine in the core. Without a supervisor it behaves as XState's does; a
 * subclass decides otherwise about failures.
 */
export class MachineActor extends BaseActor<MachineSnapshot> {
  readonly logic: AnyMachine;
  readonly program: Program;
  readonly behavior: Behavior;
  /** The core's id, -1 when it holds the actor no longer. */
  actorId = noActorId;
  /** The context so far in this macrostep. */
  context: unknown;
  /** What user code threw, until it is dealt with. */
  fault: unknown = noFault;
  /** The event that was processed when the actor failed. */
  protected failingEvent: EventObject | undefined;
  #event: EventObject | undefined;
  #committedContext: unknown;
  readonly #children = new Children();
  #snapshot: MachineSnapshot | undefined;
  #status: MachineSnapshot['status'] = 'active';
  #output: unknown;
  #error: unknown;
  #isListening = false;
  /** The last state, kept when the core forgets the actor. */
  #lastState: StateInfo | undefined;
  #scheduled: Map<string, number> | undefined;

  constructor(machine: AnyMachine, options: ActorOptions = {}) {
    super(options);
    this.logic = machine;
    this.program = programOf(machine);
    this.behavior = behaviorOf(this.program);
    const id = hostedCore()._sw_add_actor(this.program.index, clockIndex(this.clock));
    if (id === noActorId) throw new RangeError('More than four million actors are alive.');
    this.actorId = id;
    addActor(id, this);
    if (this.isInspected) {
      this.system._sendInspectionEvent({ type: '@xstate.actor', actorRef: this });
    }
    try {
      if (this.systemId) this.system._set(this.systemId, this);
    } catch (error) {
      this.#release();
      throw error;
    }
    if (options.snapshot === undefined) this.#initialize();
    else this.#restore(options.snapshot);
    if (this.#status !== 'active') this.unregister();
  }

  /** The machine that the actor runs. */
  get machine(): AnyMachine {
    return this.logic;
  }

  /** The event that guards and actions see. */
  get event(): EventObject {
    return this.#event ?? this.#initEvent();
  }

  set event(event: EventObject) {
    this.#event = event;
  }

  get children(): ReadonlyMap<string, AnyActorRef | undefined> {
    return this.#children.map;
  }

  #initEvent(): EventObject {
    return { type: 'xstate.init', input: this.options.input } as EventObject;
  }

  // ---- life ----------------------------------------------------------------------------------

  #initialize(): void {
    this.#event = this.#initEvent();
    try {
      this.context = this.makeContext();
      hostedCore()._sw_initialize(this.actorId);
    } catch (error) {
      this.fault = error;
    }
    if (hostedCore()._sw_state_serial(this.actorId, 0) === 0) {
      this.#status = 'error';
      this.#error = this.#takeFault() ?? endlessLoopError(this.program);
      this.#output = undefined;
    }
    this.#commitContext();
    this.#event = undefined;
  }

  /** Computes the initial context; XState shares a static one between actors, and so do we. */
  protected makeContext(): unknown {
    const { context } = this.machine.config;
    if (typeof context !== 'function') return context || {};
    this.context = {};
    const args = { input: this.options.input, self: this, spawn: makeSpawn(this) };
    return { ...(context as (args: unknown) => object)(args) };
  }

  /** Puts the core's actor into a state that was persisted. */
  restoreState(value: StateValue, history: Record<string, string[]>): void {
    const [valueText, historyText] = [JSON.stringify(value), JSON.stringify(history)];
    const problem = hostedCore().restoreState(this.actorId, valueText, historyText);
    if (problem) throw new Error(problem);
  }

  #restore(persisted: unknown): void {
    const revived = reviveSnapshot(this, persisted);
    this.context = revived.context;
    this.#committedContext = revived.context;
    this.#status = revived.status;
    this.#output = revived.output;
    this.#error = revived.error;
    this.#children.commit();
  }

  start(): this {
    if (this._processingStatus !== ProcessingStatus.notStarted) return this;
    this.syncWithParent();
    this._processingStatus = ProcessingStatus.running;
    this.register();
    this.#event = this.#initEvent();
    if (this.isInspected) {
      this.listen();
      this.system._sendInspectionEvent({
        type: '@xstate.event',
        sourceRef: this._parent,
        actorRef: this,
        event: this.#event,
      });
    }
    const isRestored = this.options.snapshot !== undefined;
    if (isRestored && this.#status === 'done') this.publish(CommitFlag.finished);
    else if (isRestored && this.#status === 'error') this.handleFailure(this.#error, 0);
    else this.#startInCore();
    this.#event = undefined;
    return this;
  }

  #startInCore(): void {
    for (const child of this.#children.map.values()) {
      const snapshot = child?.getSnapshot() as { status?: string } | undefined;
      if (snapshot?.status === 'active' && this.#status === 'active') child?.start();
    }
    hostedCore()._sw_start(this.actorId);
  }

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
    this.#keepState();
    this.stopChildren();
    this.#status = status;
    this.#error = error;
    this.#snapshot = undefined;
    this.#leave();
    if (status === 'error') this.tellError(error);
    else this.complete();
  }

  /** Takes the actor out of the system and the core. */
  #leave(): void {
    this.#keepState();
    this._processingStatus = ProcessingStatus.stopped;
    this.unregister();
    this.#release();
  }

  #keepState(): void {
    if (this.actorId !== noActorId) this.#lastState = this.#stateInfo(0) ?? this.#lastState;
  }

  #release(): void {
    if (this.actorId === noActorId) return;
    const id = this.actorId;
    this.#keepState();
    hostedCore()._sw_remove(id);
    this.actorId = noActorId;
    removeActor(id);
    this.#scheduled = undefined;
  }

  /** Stops all children, the youngest first, and frees their system ids. */
  protected stopChildren(): void {
    for (const child of [...this.#children.map.values()].reverse()) stopRef(child);
  }

  // ---- incarnations --------------------------------------------------------------------------

  /** Ends what belongs to this incarnation: children and their timers. The actor stays suspended. */
  protected haltIncarnation(): void {
    for (const child of this.#children.clear()) stopRef(child);
    this.#snapshot = undefined;
  }

  /**
   * Begins the next incarnation: 0 fresh, 1 in the last good state, 2 in the given snapshot.
   * Returns whether its start succeeded; if not, `lastFault` has the error.
   */
  protected restartIncarnation(mode: number, snapshot?: unknown): boolean {
    this.haltIncarnation();
    this.#output = undefined;
    this.#error = undefined;
    this.#status = 'active';
    this.#event = this.#initEvent();
    this.fault = noFault;
    let isGood = false;
    try {
      if (mode === 0) this.context = this.makeContext();
      if (mode === 2) this.context = reviveSnapshot(this, snapshot).context;
      isGood = hostedCore()._sw_restart(this.actorId, mode) !== 0;
    } catch (error) {
      this.fault = error;
    }
    if (!isGood) this.#rollBack();
    if (this.actorId !== noActorId) this.#event = undefined;
    return isGood;
  }

  /** What user code threw last, or the endless loop that ended the macrostep. */
  protected takeFault(): unknown {
    const fault = this.#takeFault();
    return fault === undefined ? endlessLoopError(this.program) : fault;
  }

  #takeFault(): unknown {
    const { fault } = this;
    this.fault = noFault;
    return fault === noFault ? undefined : fault;
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
    const before = this.#event;
    this.#event = event;
    const flags = sendToCore(this, event, this.program.classify(event.type));
    if (flags & (CommitFlag.queued | CommitFlag.dropped)) {
      this.#event = before;
      if (flags & CommitFlag.dropped) reportDeadLetter(this, event, DeadLetterReason.notRunning);
      return;
    }
    this.#event = undefined;
    if (flags & CommitFlag.changed) this.#commitContext();
  }

  /** Told by the core that a macrostep succeeded, before its effects run. */
  commit(flags: number): void {
    if (flags & CommitFlag.finished) {
      this.#status = 'done';
      for (const child of this.#children.map.values()) {
        if (child?._processingStatus === ProcessingStatus.notStarted) stopRef(child);
      }
    }
    if (flags & CommitFlag.changed) this.#commitContext();
  }

  #commitContext(): void {
    this.#committedContext = this.context;
    this.#snapshot = undefined;
    this.#children.commit();
  }

  /** Told by the core to tell observers. */
  publish(flags: number): void {
    const isFinished = (flags & CommitFlag.finished) !== 0;
    if (isFinished) this.stopChildren();
    if (this.observers || isFinished || this.isInspected) this.tellNext(this.getSnapshot());
    const event = this.event;
    if (isFinished) this.handleDone();
    if (this.isInspected) {
      this.system._sendInspectionEvent({
        type: '@xstate.snapshot',
        actorRef: this,
        event,
        snapshot: this.getSnapshot(),
      });
    }
  }

  /** The machine reached its final state; observers have seen it. */
  protected handleDone(): void {
    const output = this.#output;
    this.#leave();
    this.complete();
    this.tellParentDone(output);
  }

  /** Told by the core that a macrostep failed; it holds the actor in its last good state. */
  fail(reason: number): void {
    const error =
      reason === FailureReason.unhandledError
        ? (this.event as { error?: unknown }).error
        : reason === FailureReason.endlessLoop
          ? endlessLoopError(this.program)
          : this.#status === 'error'
            ? this.#error
            : this.#takeFault();
    this.failingEvent = this.#event;
    this.#event = undefined;
    this.dropChildren(this.#rollBack());
    this.handleFailure(error, reason);
  }

  #rollBack(): AnyActorRef[] {
    this.context = this.#committedContext;
    this.#output = undefined;
    return this.#children.rollBack();
  }

  /** Children made in a step that failed; XState forgets them without freeing their ids. */
  protected dropChildren(_children: AnyActorRef[]): void {}

  /** A failure without a supervisor ends the actor, as in XState. */
  protected handleFailure(error: unknown, reason: number): void {
    if (reason === FailureReason.unhandledError) this.stopChildren();
    this.#keepState();
    this.#status = 'error';
    this.#error = error;
    this.#snapshot = undefined;
    this.#leave();
    this.tellError(error);
    this.tellParentError(error);
  }

  makeDoneEvent(node: number, slot: number): EventObject {
    const output = slot < 0 ? undefined : this.behavior.computeOutput(this, slot, this.event);
    const id = this.program.nodes[node]?.id;
    return { type: `xstate.done.state.${id}`, output } as EventObject;
  }

  /** Computes the machine's output (XState: getMachineOutput). */
  finishWith(completion: number): 0 | 1 {
    const { chart } = this.program;
    const outputOf = (index: number) =>
      chart.slots.findIndex((slot) => slot.kind === 'output' && slot.node === index);
    const rootSlot = outputOf(0);
    if (rootSlot >= 0) {
      const slot = completion === 0 ? -1 : outputOf(completion);
      const event = this.makeDoneEvent(completion, slot);
      this.#output = this.behavior.computeOutput(this, rootSlot, event);
    }
    if (this._processingStatus === ProcessingStatus.notStarted) this.#status = 'done';
    return 1;
  }

  // ---- what behaviour asks for ---------------------------------------------------------------

  setChild(id: string, child: AnyActorRef | undefined): void {
    this.#children.set(id, child);
  }

  removeChild(id: string): void {
    this.#children.delete(id);
  }

  makeChild(logic: unknown, options: SpawnOptions): AnyActorRef {
    return makeActor(logic, { ...options, parent: this });
  }

  startInvocation(slot: number): 0 | 1 {
    const { id, src, systemId, input, onSnapshot } = this.behavior.invocation(slot);
    const syncSnapshot = Boolean(onSnapshot);
    const action = { type: 'xstate.spawnChild', id, src, input, syncSnapshot };
    return spawnChild(this, systemId === undefined ? action : { ...action, systemId });
  }

  stopInvocation(slot: number): 0 | 1 {
    const { id } = this.behavior.invocation(slot);
    return stopChild(this, { type: 'xstate.stopChild', actorRef: id }, undefined);
  }

  defer(effect: () => void, isAction = false): void {
    if (isAction || this._processingStatus === ProcessingStatus.running) deferEffect(this, effect);
    else deferEffect(this, () => deferEffect(this, effect));
  }

  raise(event: EventObject): void {
    const code = this.program.classify(event.type);
    hostedCore()._sw_raise(this.actorId, code >> 1, keepEvent({ event }));
  }

  schedule(target: AnyActorRef, event: EventObject, delay: number, id?: string): void {
    const handle = keepEvent({ event, target, id });
    if (id !== undefined) {
      this.#scheduled ??= new Map();
      this.#scheduled.set(id, handle);
    }
    hostedCore()._sw_schedule(this.actorId, delay, handle);
  }

  cancelScheduled(id: string): void {
    const handle = this.#scheduled?.get(id);
    if (handle === undefined) return;
    this.#scheduled?.delete(id);
    hostedCore()._sw_cancel(this.actorId, handle);
  }

  /** Told by the core that a scheduled event is due. */
  deliver(event: EventObject, target: AnyActorRef, id: string | undefined, handle: number): void {
    if (id !== undefined && this.#scheduled?.get(id) === handle) this.#scheduled.delete(id);
    this.system._relay(this, target, event);
  }

  // ---- what people see -----------------------------------------------------------------------

  getSnapshot(): MachineSnapshot {
    this.#snapshot ??= this.#makeSnapshot(this.#committedContext, this.#currentState());
    return this.#snapshot;
  }

  workingSnapshot(): MachineSnapshot {
    return this.#makeSnapshot(this.context, this.#stateInfo(1) ?? this.#currentState());
  }

  #makeSnapshot(context: unknown, state: StateInfo): MachineSnapshot {
    const parts = {
      status: this.#status,
      output: this.#output,
      error: this.#error,
      machine: this.machine,
      context,
      children: this.#children.view(),
    };
    return makeSnapshot(parts, state);
  }

  #currentState(): StateInfo {
    return this.#stateInfo(0) ?? this.#lastState ?? this.program.preInitialState();
  }

  #stateInfo(working: 0 | 1): StateInfo | undefined {
    if (this.actorId === noActorId) return undefined;
    const core = hostedCore();
    const serial = core._sw_state_serial(this.actorId, working);
    if (serial === 0) return undefined;
    return this.program.stateInfo(serial, () => core.writeState(this.actorId, working === 1));
  }

  getPersistedSnapshot(options?: PersistOptions): unknown {
    return persistSnapshot(this.getSnapshot(), options);
  }

  /** Asks to be told of everything, for observers and inspectors. */
  listen(): void {
    this.observersChanged();
  }

  protected override observersChanged(): void {
    const isListening = (this.observers?.size ?? 0) > 0 || this.isInspected;
    if (isListening === this.#isListening || this.actorId === noActorId) return;
    this.#isListening = isListening;
    hostedCore()._sw_set_listening(this.actorId, isListening ? 1 : 0);
  }
}
