import {
  type AnyActorRef,
  type ExecutableAction,
  ProcessingStatus,
  type SpawnOptions,
} from '../behavior/acting-actor.js';
import { inspectAction } from '../behavior/action.js';
import { makeSpawn, spawnChild, stopChild, unregister } from '../behavior/built-ins/spawn.js';
import type { EventObject } from '../program/machine-types.js';
import { makeActor } from './actor-factory.js';
import { stopRef } from './children.js';
import { deferEffect, hostedCore, keepEvent } from './host.js';
import { inspectMicrostep, performDelayCancel, performDelayStart } from './inspection.js';
import { MachineState } from './machine-state.js';
import type { MachineSnapshot } from './snapshot.js';

const none: readonly number[] = [];

/** What guards, actions and invocations may do with their machine actor. */
export abstract class ActingMachine extends MachineState {
  /** The slots of delays that are unknown and whose events are raised in this macrostep. */
  #unknownDelays: readonly number[] = none;
  /** Who wants to hear of the children that the state being entered invokes. */
  #awaited: [id: string, invoked: (child: AnyActorRef) => void][] | undefined;
  /** What the context factory deferred, before the core holds effects. */
  #early: (() => void)[] | undefined;
  /** Handles of the events to be sent later, by the ids under which they may be cancelled. */
  #scheduled: Map<string, number> | undefined;

  /** Nothing records the actions of an actor that executes them. */
  get recorder(): ((action: ExecutableAction) => void) | undefined {
    return undefined;
  }

  setChild(id: string, child: AnyActorRef | undefined): void {
    this.childTable.set(id, child);
  }

  removeChild(id: string): void {
    this.childTable.delete(id);
  }

  makeChild(logic: unknown, options: SpawnOptions): AnyActorRef {
    return makeActor(logic, { ...options, parent: this.ref as AnyActorRef });
  }

  /**
   * Takes all children out of the system, stops those that never started, and returns what stops
   * the others (XState: stopChildren).
   */
  protected dismissChildren(): () => void {
    const running = this.childTable.list().filter((child) => {
      inspectAction(this, 'xstate.stopChild', child);
      if (child) unregister(this, child);
      if (child?._processingStatus === ProcessingStatus.running) return true;
      stopRef(child);
      return false;
    });
    return () => {
      for (const child of running) stopRef(child);
    };
  }

  /** Told by the core to start an invocation of a state that is entered. */
  startInvocation(slot: number): 0 | 1 {
    const { id, src, systemId, input, onSnapshot } = this.behavior.invocation(slot);
    const syncSnapshot = Boolean(onSnapshot);
    const action = { type: 'xstate.spawnChild', id, src, input, syncSnapshot };
    const reply = spawnChild(this, systemId === undefined ? action : { ...action, systemId });
    if (this.#awaited && this.behavior.isLastUnderItsId(slot)) this.#tellInvoked(id);
    return reply;
  }

  awaitInvocation(id: string, invoked: (child: AnyActorRef) => void): void {
    this.#awaited ??= [];
    this.#awaited.push([id, invoked]);
  }

  #tellInvoked(id: string): void {
    const child = this.children.get(id);
    const told = this.#awaited ?? [];
    this.#awaited = told.filter(([each]) => each !== id);
    if (child) for (const [each, invoked] of told) if (each === id) invoked(child);
    if (this.#awaited.length === 0) this.#awaited = undefined;
  }

  protected override rollBack(): AnyActorRef[] {
    this.#awaited = undefined;
    this.#unknownDelays = none;
    return super.rollBack();
  }

  /** Told by the core to stop an invocation of a state that is left. */
  stopInvocation(slot: number): 0 | 1 {
    const { id } = this.behavior.invocation(slot);
    return stopChild(this, { type: 'xstate.stopChild', actorRef: id }, undefined);
  }

  /** Told by the core to compute a delay; one that is unknown raises its event at once. */
  computeDelay(slot: number): number {
    const delay = this.behavior.computeDelay(this, slot);
    if (delay !== undefined) return delay;
    this.#unknownDelays = [...this.#unknownDelays, slot];
    return Number.NaN;
  }

  /** Says that a delayed transition comes next because its delay is unknown, not because it is due. */
  protected takeUnknownDelay(slot: number): boolean {
    const index = this.#unknownDelays.indexOf(slot);
    if (index < 0) return false;
    this.#unknownDelays = this.#unknownDelays.filter((_, each) => each !== index);
    return true;
  }

  /** Told by the core of a microstep, because the actor is inspected. */
  microstepTaken(selected: readonly number[], finishes: boolean): void {
    // XState inspects no initial microstep.
    if (selected.length === 0 && this.event.type === 'xstate.init') return;
    if (!this.isInspected) return;
    inspectMicrostep(this, this.event, selected, this.stepSnapshot(finishes));
  }

  /** Returns a snapshot of the macrostep so far, at the end of a microstep. */
  protected stepSnapshot(finishes: boolean): MachineSnapshot {
    const snapshot = this.workingSnapshot();
    return finishes ? { ...snapshot, status: 'done' } : snapshot;
  }

  /** Told by the core of the timers of delayed transitions, because the actor is inspected. */
  delayStarted(delay: number, milliseconds: number): void {
    performDelayStart(this, delay, milliseconds);
  }

  delayCancelled(delay: number): void {
    performDelayCancel(this, delay);
  }

  /** Told by the core that a final child ended `node`; `slot` computes the output, -1 for none. */
  makeDoneEvent(node: number, slot: number): EventObject {
    const output = slot < 0 ? undefined : this.behavior.computeOutput(this, slot, this.event);
    const id = this.program.nodes[node]?.id;
    return { type: `xstate.done.state.${id}`, output } as EventObject;
  }

  /** Told by the core that the machine is done; computes its output (XState: getMachineOutput). */
  finishWith(completion: number): 0 | 1 {
    const rootSlot = this.program.outputSlot(0);
    if (rootSlot >= 0) {
      const slot = completion === 0 ? -1 : this.program.outputSlot(completion);
      const event = this.makeDoneEvent(completion, slot);
      this.output = this.behavior.computeOutput(this, rootSlot, event);
    }
    if (this._processingStatus === ProcessingStatus.notStarted) this.status = 'done';
    return 1;
  }

  defer(effect: () => void): void {
    if (this.#early) this.#early.push(effect);
    else deferEffect(this, effect);
  }

  /** Makes a new context, and returns it and what it wants done when the actor starts. */
  protected newContext(): [context: unknown, effects: readonly (() => void)[]] {
    const effects: (() => void)[] = [];
    this.#early = effects;
    try {
      return [this.makeContext(), effects];
    } finally {
      this.#early = undefined;
    }
  }

  /** Computes the initial context; XState shares a static one between actors, and so do we. */
  protected makeContext(): unknown {
    const { context } = this.machine.config;
    if (typeof context !== 'function') return context || {};
    this.context = {};
    const args = { input: this.options.input, self: this.ref, spawn: makeSpawn(this) };
    return { ...(context as (args: unknown) => object)(args) };
  }

  raise(event: EventObject): void {
    const code = this.program.classify(event.type);
    hostedCore()._sw_raise(this.actorId, code >> 1, keepEvent({ event, isRaised: true }));
  }

  /** Sends an event later, in milliseconds. An id used again no longer cancels the older event. */
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

  /** The core has dropped what was scheduled; its handles will name other events. */
  protected forgetScheduled(): void {
    this.#scheduled = undefined;
  }

  /** Told by the core that a scheduled event is due. */
  deliver(event: EventObject, target: AnyActorRef, id: string | undefined): void {
    // Whichever event the id names now can be cancelled no longer, as in XState.
    if (id !== undefined) this.#scheduled?.delete(id);
    this.system._relay(this, target, event);
  }
}
