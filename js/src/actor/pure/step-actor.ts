import type { AnyActorRef, ExecutableAction, SpawnOptions } from '../../behavior/acting-actor.js';
import { stopChild } from '../../behavior/built-ins/spawn.js';
import { CommitFlag, FailureReason } from '../../core/codes.js';
import type { EventObject } from '../../program/machine-types.js';
import type { ActorOptions } from '../actor-options.js';
import { stopRef } from '../children.js';
import type { Clock } from '../clocks.js';
import { hostedCore, sendToCore } from '../host.js';
import {
  delayEventType,
  inspectMicrostep,
  performDelayCancel,
  performDelayStart,
} from '../inspection.js';
import { MachineActor } from '../machine-actor.js';
import type { AnyMachine, MachineSnapshot } from '../snapshot.js';
import type { ActorSystem } from '../system.js';
import type { Step } from './step.js';

/** The timers of a step are whoever's it is done for; the core's own must not fire. */
const frozenClock: Clock = { setTimeout: () => 0, clearTimeout: () => {}, now: () => 0 };

const nothing = () => {};

/**
 * Takes one step of a machine on behalf of an actor elsewhere, or of nobody, and is gone: its actions
 * are recorded, its effects are the scope's. The base class begins to work in its constructor, so
 * what this one knows is in the options.
 */
export class StepActor extends MachineActor {
  constructor(machine: AnyMachine, step: Step, input?: unknown) {
    const { scope, from, persisted } = step;
    const options: ActorOptions & { step: Step } = {
      step,
      input,
      id: scope?.id,
      parent: (scope?.self as AnyActorRef | undefined)?._parent,
      clock: frozenClock,
      logger: scope?.logger ?? nothing,
      snapshot: from ?? persisted,
    };
    super(machine, options);
  }

  /** Private by name only: it is wanted before the members of this class exist. */
  private get step(): Step {
    return (this.options as unknown as { step: Step }).step;
  }

  override get ref(): this {
    return (this.step.scope?.self as unknown as this | undefined) ?? this;
  }

  override get system(): ActorSystem {
    return this.step.scope?.system ?? super.system;
  }

  override get recorder(): (action: ExecutableAction) => void {
    return this.step.record;
  }

  protected override get isInspected(): boolean {
    return false;
  }

  protected override get wantsMicrosteps(): boolean {
    return true;
  }

  protected override restore(snapshot: unknown): void {
    const step = this.step;
    try {
      if (step.from) this.goOnFrom(step.from);
      else super.restore(snapshot);
    } catch (error) {
      step.unrestorable = { error };
      throw error;
    }
    step.shown = this.workingSnapshot();
    step.current = step.from ?? step.shown;
    hostedCore()._sw_start(this.actorId);
  }

  private goOnFrom({ children, _nodes, historyValue = {}, ...from }: MachineSnapshot): void {
    for (const [id, child] of Object.entries(children)) this.setChild(id, child);
    const history: Record<string, string[]> = {};
    for (const [id, nodes] of Object.entries(historyValue)) history[id] = nodes.map((n) => n.id);
    const order = JSON.stringify(_nodes.map((node) => node.order));
    this.restoreState(from.value, history, order);
    this.context = from.context;
    this.output = from.output;
    this.setStatus(from.status, from.error);
    this.commitContext();
  }

  /** Processes an event and returns what it led to; throws what the machine threw. */
  take(event: EventObject): MachineSnapshot {
    if (event.type === '*') throw new Error(`An event cannot have the wildcard type ('*')`);
    if (event.type === 'xstate.stop') return this.endWith(event, 'stopped');
    this.currentEvent = event;
    this.received = event;
    const step = this.step;
    const flags = sendToCore(this, event, this.program.classify(event.type));
    if (flags & (CommitFlag.queued | CommitFlag.dropped)) {
      throw new RangeError('Steps of machines are taken too deep inside one another.');
    }
    const { failure } = step;
    if (failure?.reason === FailureReason.unhandledError) {
      return this.endWith(event, 'error', failure.error);
    }
    if (failure) throw failure.error;
    if (step.current?.status !== 'active') this.recordStops();
    return step.current as MachineSnapshot;
  }

  /** Returns the snapshot after the initial step. */
  initial(): MachineSnapshot {
    const { current } = this.step;
    if (this.status === 'error' || !current) return this.getSnapshot();
    if (current.status !== 'active') this.recordStops();
    return current;
  }

  private recordStops(): void {
    for (const child of this.children.list()) {
      stopChild(this, { type: 'xstate.stopChild', actorRef: child }, undefined);
    }
  }

  private endWith(
    event: EventObject,
    status: 'stopped' | 'error',
    error?: unknown,
  ): MachineSnapshot {
    this.currentEvent = event;
    this.recordStops();
    this.commitContext();
    this.setStatus(status, error);
    const snapshot = this.getSnapshot();
    this.step.microsteps.push([snapshot, []]);
    inspectMicrostep(this, event, [], snapshot);
    return snapshot;
  }

  /**
   * Gives back what the core holds for the step; what nobody will start is given up with it. Children
   * keep this actor as their parent, so it must not keep the snapshots of the step, and so all before.
   */
  dispose(): void {
    this._stop();
    if (!this.step.scope) for (const child of this.step.made) stopRef(child);
    this.commitContext();
    this.step.forget();
    this.options.snapshot = undefined;
  }

  // ---- what the core tells -------------------------------------------------------------------

  override microstepTaken(selected: readonly number[], finishes: boolean): void {
    const { event } = this;
    const isInitial = selected.length === 0 && event.type === 'xstate.init';
    const snapshot = this.step.add(this.stepSnapshot(finishes));
    if (!isInitial) inspectMicrostep(this, event, selected, snapshot);
  }

  override delayStarted(delay: number, milliseconds: number): void {
    const type = delayEventType(this.program, delay);
    performDelayStart(this, delay, milliseconds, () => {
      if (Number.isNaN(milliseconds)) return;
      this.defer(() => this.schedule(this.ref, { type }, milliseconds, type));
    });
  }

  override delayCancelled(delay: number): void {
    const type = delayEventType(this.program, delay);
    performDelayCancel(this, delay, () => this.defer(() => this.cancelScheduled(type)));
  }

  override commit(): void {}

  override publish(): void {}

  override fail(reason: number): void {
    const isUnhandled = reason === FailureReason.unhandledError;
    const error = isUnhandled ? (this.event as { error?: unknown }).error : this.takeFault();
    this.step.failure = { reason, error };
  }

  // ---- what actions do -----------------------------------------------------------------------

  override makeChild(logic: unknown, options: SpawnOptions): AnyActorRef {
    const child = super.makeChild(logic, options);
    this.step.made.push(child);
    return child;
  }

  override defer(effect: () => void): void {
    this.step.scope?.defer(effect);
  }

  override emit(event: EventObject): void {
    this.step.scope?.emit(event);
  }

  override schedule(target: AnyActorRef, event: EventObject, delay: number, id?: string): void {
    this.system.scheduler.schedule(this.ref, target, event, delay, id);
  }

  override cancelScheduled(id: string): void {
    this.system.scheduler.cancel(this.ref, id);
  }

  /** Nobody processes what is sent to a step. */
  override _send(): void {}
}
