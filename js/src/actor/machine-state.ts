import type { AnyActorRef } from '../behavior/acting-actor.js';
import type { Behavior } from '../behavior/behavior.js';
import { programOf } from '../program/load-program.js';
import type { EventObject, StateValue } from '../program/machine-types.js';
import type { Program } from '../program/program.js';
import type { StateInfo } from '../program/state-info.js';
import { type ActorOptions, BaseActor } from './base-actor.js';
import { behaviorOf } from './behaviors.js';
import { Children } from './children.js';
import { endlessLoopError } from './endless-loop.js';
import { hostedCore } from './host.js';
import { type PersistOptions, persistSnapshot } from './persistence.js';
import { type AnyMachine, type MachineSnapshot, makeSnapshot } from './snapshot.js';

/** Says that nothing was thrown; anything else may have been, undefined included. */
const noFault = Symbol('no fault');

/** The core's id of an actor that it does not hold. */
export const noActorId = -1;

/** What a machine actor is at a moment: its context, children and status, and their snapshot. */
export abstract class MachineState extends BaseActor<MachineSnapshot> {
  readonly logic: AnyMachine;
  readonly program: Program;
  readonly behavior: Behavior;
  /** The core's id, -1 when it holds the actor no longer. */
  actorId = noActorId;
  /** The context so far in this macrostep. */
  context: unknown;
  /** What user code threw, until it is dealt with. */
  fault: unknown = noFault;
  protected status: MachineSnapshot['status'] = 'active';
  protected output: unknown;
  protected error: unknown;
  protected readonly childTable = new Children();
  /** The event being processed, or one that it raised, if any. */
  protected currentEvent: EventObject | undefined;
  /** The event that began the present macrostep, or the last one. */
  protected received: EventObject | undefined;
  #committedContext: unknown;
  #snapshot: MachineSnapshot | undefined;
  /** The last state, kept when the core forgets the actor. */
  #lastState: StateInfo | undefined;

  constructor(machine: AnyMachine, options: ActorOptions) {
    super(options);
    this.logic = machine;
    this.program = programOf(machine);
    this.behavior = behaviorOf(this.program);
  }

  /** The machine that the actor runs. */
  get machine(): AnyMachine {
    return this.logic;
  }

  /** The event that guards and actions see. */
  get event(): EventObject {
    return this.currentEvent ?? this.initEvent();
  }

  protected initEvent(): EventObject {
    return { type: 'xstate.init', input: this.options.input } as EventObject;
  }

  get children(): Children {
    return this.childTable;
  }

  /** Makes the context and the children so far the ones that people see. */
  protected commitContext(): void {
    this.#committedContext = this.context;
    this.#snapshot = undefined;
    this.childTable.commit();
  }

  /** Takes back what the failed macrostep did and returns the children it had made. */
  protected rollBack(): AnyActorRef[] {
    this.context = this.#committedContext;
    this.output = undefined;
    return this.childTable.rollBack();
  }

  /** Takes the children out of the snapshot; XState leaves one that is not under its own id. */
  protected forgetChildren(): void {
    for (const child of this.childTable.list()) if (child) this.childTable.delete(child.id);
    this.childTable.commit();
    this.#snapshot = undefined;
  }

  protected setStatus(status: MachineSnapshot['status'], error?: unknown): void {
    if (status === this.status && Object.is(error, this.error)) return;
    this.status = status;
    this.error = error;
    this.#snapshot = undefined;
  }

  protected forgetFault(): void {
    this.fault = noFault;
  }

  /** Returns what user code threw, or the error of the endless loop that ended the macrostep. */
  protected takeFault(): unknown {
    const { fault } = this;
    this.fault = noFault;
    return fault === noFault ? endlessLoopError(this.program) : fault;
  }

  // ---- the state, as the core has it ---------------------------------------------------------

  /** Puts the core's actor into a state that was persisted. */
  restoreState(value: StateValue, history: Record<string, string[]>, order = ''): void {
    const [valueText, historyText] = [JSON.stringify(value), JSON.stringify(history)];
    const problem = hostedCore().restoreState(this.actorId, valueText, historyText, order);
    if (problem) throw new Error(problem);
  }

  /** Remembers the state before the core forgets the actor. */
  protected keepState(): void {
    this.#lastState = this.#stateInfo(0) ?? this.#lastState;
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

  // ---- snapshots -----------------------------------------------------------------------------

  /** Returns the last committed snapshot; the same object until something changes. */
  getSnapshot(): MachineSnapshot {
    this.#snapshot ??= this.#makeSnapshot(this.#committedContext, this.#currentState());
    return this.#snapshot;
  }

  /** Returns a snapshot of the macrostep so far. */
  workingSnapshot(): MachineSnapshot {
    const state = this.#stateInfo(1) ?? this.#currentState();
    // In the initial step nothing is entered yet; XState shows where it will lead then.
    const shown = state.nodes.length > 0 ? state : this.program.preInitialState();
    return this.#makeSnapshot(this.context, shown);
  }

  #makeSnapshot(context: unknown, state: StateInfo): MachineSnapshot {
    const { status, output, error, machine } = this;
    const children = this.childTable.view();
    return makeSnapshot({ status, output, error, machine, context, children }, state);
  }

  /** Returns the snapshot as JSON in XState's persisted shape. */
  getPersistedSnapshot(options?: PersistOptions): unknown {
    return persistSnapshot(this.getSnapshot(), options);
  }
}
