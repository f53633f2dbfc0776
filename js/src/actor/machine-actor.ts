import { type AnyActorRef, ProcessingStatus } from '../behavior/acting-actor.js';
import { CommitFlag, DeadLetterReason, FailureReason, serialShift } from '../core/codes.js';
import type { EventObject } from '../program/machine-types.js';
import type { ActorOptions } from './actor-options.js';
import { warnStopped } from './check-event.js';
import { deferEffect, hostedCore, reportDeadLetter, sendToCore, takeInCore } from './host.js';
import { inspectMicrostep } from './inspection.js';
import { MachineLife } from './machine-life.js';
import { Phase } from './phase.js';
import { reportUnhandledError } from './report.js';
import type { AnyMachine, MachineSnapshot } from './snapshot.js';

/**
 * An actor that runs a machine in the core. Without a supervisor it behaves as XState's does; a
 * subclass decides otherwise about failures.
 */
export class MachineActor extends MachineLife {
  constructor(machine: AnyMachine, options: ActorOptions = {}, id = options.id) {
    super(machine, options, id);
  }

  _send(event: EventObject): void {
    const isStopped = this._processingStatus === ProcessingStatus.stopped;
    if (isStopped || this.is(Phase.stopping | Phase.watched)) {
      if (isStopped || this.is(Phase.stopping)) {
        warnStopped(this, event);
        reportDeadLetter(this, event, DeadLetterReason.notRunning);
        return;
      }
      this.arrived(event);
    }
    if (event.type === 'xstate.stop') {
      // Events wait for the start, this one too.
      if (this._processingStatus === ProcessingStatus.notStarted) this.enter(Phase.stopping);
      else this._stop();
      return;
    }
    const code = this.program.classify(event.type);
    const taken = takeInCore(this, code);
    if (taken === 0) this.sendIntoCore(event, code);
    else if (taken & CommitFlag.untold) this.tellObservers(event, taken);
    else if (taken & CommitFlag.changed) this.forgetSnapshot();
  }

  private sendIntoCore(event: EventObject, code: number): void {
    const { received, currentEvent, phase } = this;
    this.received = event;
    this.currentEvent = event;
    this.leave(Phase.committed);
    const flags = sendToCore(this, event, code);
    if (flags & (CommitFlag.queued | CommitFlag.dropped)) {
      this.received = received;
      this.currentEvent = currentEvent;
      if (phase & Phase.committed) this.enter(Phase.committed);
      if ((flags & CommitFlag.refused) === CommitFlag.refused) this.refuse(event);
      else if (flags & CommitFlag.dropped)
        reportDeadLetter(this, event, DeadLetterReason.notRunning);
      return;
    }
    this.currentEvent = undefined;
    this.received = undefined;
    // Nobody need be told, and then publish, which says so too, is not called.
    this.leave(Phase.runningEffects);
    if (flags & CommitFlag.changed && !this.is(Phase.committed)) this.commitContext();
  }

  /** Told of each event that is sent to a watched actor. */
  protected arrived(_event: EventObject): void {}

  /** Told of an event for which there is no room. */
  protected refuse(_event: EventObject): void {}

  /** Tells observers of an event that at most changed the state; the core leaves that to the sender. */
  private tellObservers(event: EventObject, taken: number): void {
    this.received = event;
    this.currentEvent = event;
    try {
      if (taken & CommitFlag.changed) this.showState(taken >>> serialShift);
      this.tellNext(this.getSnapshot());
    } catch (error) {
      reportUnhandledError(error);
    }
    hostedCore()._sw_told();
    this.currentEvent = undefined;
    this.received = undefined;
  }

  /** Told by the core of the event that comes next; a raised one belongs to the macrostep. */
  open(event: EventObject, isRaised: boolean): void {
    this.currentEvent = event;
    if (isRaised) return;
    this.received = event;
    this.leave(Phase.runningEffects);
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
    if (flags & CommitFlag.finished) this.finish();
    if (flags & CommitFlag.changed) this.commitContext();
    this.enter(Phase.committed | Phase.runningEffects);
  }

  /** The machine is done: its children stop after the effects, and stay in the snapshot. */
  private finish(): void {
    this.setStatus('done');
    // Effects of the initial step come in two waves, and this one belongs to the first.
    if (this.is(Phase.starting)) deferEffect(this, () => deferEffect(this, this.dismissChildren()));
    else deferEffect(this, this.dismissChildren());
  }

  /** Told by the core to tell observers. */
  publish(flags: number): void {
    const { received } = this;
    this.leave(Phase.starting | Phase.runningEffects);
    if (this.observers) this.tellNext(this.getSnapshot());
    if (flags & CommitFlag.finished) this.handleDone();
    if (this.isInspected) this.inspectSnapshot(received, this.getSnapshot());
  }

  protected inspectSnapshot(event: EventObject | undefined, snapshot: MachineSnapshot): void {
    const type = '@xstate.snapshot';
    this.system._sendInspectionEvent({ type, actorRef: this, event, snapshot });
  }

  /** The machine reached its final state; observers have seen it. */
  protected handleDone(): void {
    const { output } = this;
    this.quit();
    this.complete();
    this.tellParentDone(output);
  }

  /** Told by the core that a macrostep failed; it holds the actor in its last good state. */
  fail(reason: number): void {
    const error = this.failure(reason);
    const { received } = this;
    this.noteFailingEvent(received);
    this.currentEvent = undefined;
    // If an effect failed, what its macrostep reached stays, and has been seen already.
    const lost = this.is(Phase.runningEffects) && this.isInspected ? this.getSnapshot() : undefined;
    if (!this.is(Phase.runningEffects)) this.dropChildren(this.rollBack());
    this.leave(Phase.runningEffects);
    this.handleFailure(error, reason);
    if (lost) this.inspectSnapshot(received, lost);
  }

  private failure(reason: number): unknown {
    if (reason === FailureReason.unhandledError) return (this.event as { error?: unknown }).error;
    // The initial step failed, and what it threw has been taken.
    return this.status === 'error' ? this.error : this.takeFault();
  }

  /** Told of the event in which the actor failed. */
  protected noteFailingEvent(_event: EventObject | undefined): void {}

  /** Children made in a step that failed; XState forgets them without freeing their ids. */
  protected dropChildren(_children: readonly AnyActorRef[]): void {}

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
    this.quit();
    this.tellError(error);
    this.tellParentError(error);
    if (isUnhandled && this.isInspected) this.inspectSnapshot(received, this.getSnapshot());
  }
}
