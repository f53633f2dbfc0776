import {
  type AnyActorRef,
  type ExecutableAction,
  ProcessingStatus,
  type SpawnOptions,
} from '../behavior/acting-actor.js';
import { inspectAction } from '../behavior/action.js';
import { makeSpawn, spawnChild, stopChild, unregister } from '../behavior/built-ins/spawn.js';
import { DeadLetterReason } from '../core/codes.js';
import type { EventObject } from '../program/machine-types.js';
import { makeActor } from './actor-factory.js';
import { holdActor } from './actor-table.js';
import { stopRef } from './children.js';
import { deferEffect, hostedCore, keepEvent, reportDeadLetter } from './host.js';
import { inspectMicrostep, performDelayCancel, performDelayStart } from './inspection.js';
import { MachineState, unmadeContext } from './machine-state.js';
import { MailboxOverflowError } from './mailbox-overflow-error.js';
import { scheduledEventsOf } from './scheduled-events.js';
import type { ScheduledEvent } from './scheduler.js';
import type { MachineSnapshot } from './snapshot.js';

/** What few machines have under way. */
interface Agenda {
  /** The slots of delays that are unknown and whose events are raised in this macrostep. */
  unknownDelays: readonly number[];
  /** Who wants to hear of the children that the state being entered invokes. */
  awaited: [id: string, invoked: (child: AnyActorRef) => void][];
  /** What the context factory deferred, before the core holds effects. */
  early: (() => void)[] | undefined;
  /** What the initial context wants done at the start. */
  initial: Effects;
  /** Handles of the events to be sent later, by the ids under which they may be cancelled. */
  readonly scheduled: Map<string, number>;
}

/** What is to be done at the start of an actor. */
export type Effects = readonly (() => void)[];

const noEffects: Effects = [];

/** What guards, actions and invocations may do with their machine actor. */
export abstract class ActingMachine extends MachineState {
  /** What the machine has under way, if it has anything. */
  #agenda: Agenda | undefined;

  /** Nothing records the actions of an actor that executes them. */
  get recorder(): ((action: ExecutableAction) => void) | undefined {
    return undefined;
  }

  makeChild(logic: unknown, options: SpawnOptions): AnyActorRef {
    return makeActor(logic, { ...options, parent: this.ref as AnyActorRef });
  }

  /**
   * Takes all children out of the system, stops those that never started, and returns what stops
   * the others (XState: stopChildren).
   */
  protected dismissChildren(): () => void {
    const running = this.children.list().filter((child) => {
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

  startChild(child: AnyActorRef): void {
    child.start();
  }

  /** Starts the children that are to run, until one of them ends the actor. */
  protected startChildren(): void {
    for (const child of this.children.list()) {
      const snapshot = child?.getSnapshot() as { status?: string } | undefined;
      const isWanted = snapshot?.status === 'active' && this.status === 'active';
      if (child && isWanted) this.startChild(child);
    }
  }

  /** Told by the core to start an invocation of a state that is entered. */
  startInvocation(slot: number): 0 | 1 {
    const { id, src, systemId, input, onSnapshot } = this.behavior.invocation(slot);
    const syncSnapshot = Boolean(onSnapshot);
    const action = { type: 'xstate.spawnChild', id, src, input, syncSnapshot };
    const reply = spawnChild(this, systemId === undefined ? action : { ...action, systemId });
    if (this.#agenda?.awaited.length && this.behavior.isLastUnderItsId(slot)) this.tellInvoked(id);
    return reply;
  }

  awaitInvocation(id: string, invoked: (child: AnyActorRef) => void): void {
    this.agenda.awaited.push([id, invoked]);
  }

  private tellInvoked(id: string): void {
    const child = this.children.get(id);
    const told = this.agenda.awaited;
    this.agenda.awaited = told.filter(([each]) => each !== id);
    if (child) for (const [each, invoked] of told) if (each === id) invoked(child);
  }

  private get agenda(): Agenda {
    this.#agenda ??= {
      unknownDelays: [],
      awaited: [],
      early: undefined,
      initial: noEffects,
      scheduled: new Map(),
    };
    return this.#agenda;
  }

  protected override rollBack(): AnyActorRef[] {
    if (this.#agenda) {
      this.#agenda.awaited = [];
      this.#agenda.unknownDelays = [];
    }
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
    this.agenda.unknownDelays = [...this.agenda.unknownDelays, slot];
    return Number.NaN;
  }

  /** Says that a delayed transition comes next because its delay is unknown, not because it is due. */
  protected takeUnknownDelay(slot: number): boolean {
    const unknown = this.#agenda?.unknownDelays ?? [];
    const index = unknown.indexOf(slot);
    if (index < 0) return false;
    this.agenda.unknownDelays = unknown.filter((_, each) => each !== index);
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
    if (this._processingStatus === ProcessingStatus.notStarted) this.setStatus('done');
    return 1;
  }

  defer(effect: () => void): void {
    if (this.#agenda?.early) this.#agenda.early.push(effect);
    else deferEffect(this, effect);
  }

  /** Makes a new context, and returns it and what it wants done when the actor starts. */
  protected newContext(): [context: unknown, effects: Effects] {
    // Only a factory can want anything.
    if (typeof this.machine.config.context !== 'function') return [this.makeContext(), noEffects];
    const effects: (() => void)[] = [];
    this.agenda.early = effects;
    try {
      return [this.makeContext(), effects];
    } finally {
      this.agenda.early = undefined;
    }
  }

  /** Keeps what is to be done at the start. */
  protected awaitStart(effects: Effects): void {
    this.agenda.initial = effects;
  }

  protected takeInitialEffects(): Effects {
    const effects = this.#agenda?.initial ?? noEffects;
    if (this.#agenda) this.#agenda.initial = noEffects;
    return effects;
  }

  /** Computes the initial context; XState shares a static one between actors, and so do we. */
  protected makeContext(): unknown {
    const { context } = this.machine.config;
    if (typeof context !== 'function') return context || unmadeContext;
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
    const handle = keepEvent({ event, target, id, delay, startedAt: Date.now() });
    if (id !== undefined) this.agenda.scheduled.set(id, handle);
    holdActor(this.actorId);
    hostedCore()._sw_schedule(this.actorId, delay, handle);
  }

  /** Lists what the core will send later on behalf of the actor. */
  scheduledEvents(): ScheduledEvent[] {
    return scheduledEventsOf(this);
  }

  cancelScheduled(id: string): void {
    const handle = this.#agenda?.scheduled.get(id);
    if (handle === undefined) return;
    this.#agenda?.scheduled.delete(id);
    hostedCore()._sw_cancel(this.actorId, handle);
  }

  /** The core has dropped what was scheduled; its handles will name other events. */
  protected forgetScheduled(): void {
    this.#agenda?.scheduled.clear();
  }

  /** Told by the core that a scheduled event is due. */
  deliver(event: EventObject, target: AnyActorRef, id: string | undefined): void {
    // Whichever event the id names now can be cancelled no longer, as in XState.
    if (id !== undefined) this.#agenda?.scheduled.delete(id);
    try {
      this.system._relay(this, target, event);
    } catch (error) {
      // There is no sender to tell.
      if (!(error instanceof MailboxOverflowError)) throw error;
      reportDeadLetter(target, event, DeadLetterReason[`${error.where}Overflow`]);
    }
  }
}
