import type { AnyActorRef } from '../behavior/acting-actor.js';
import type { Behavior } from '../behavior/behavior.js';
import { noActorId } from '../core/ids.js';
import type { EventObject, StateValue } from '../program/machine-types.js';
import type { Program } from '../program/program.js';
import type { StateInfo } from '../program/state-info.js';
import type { ActorOptions } from './actor-options.js';
import { BaseActor } from './base-actor.js';
import { type Blueprint, blueprintOf } from './blueprint.js';
import { Children } from './children.js';
import { endlessLoopError } from './endless-loop.js';
import { hostedCore } from './host.js';
import { type PersistOptions, persistSnapshot } from './persistence.js';
import { type AnyMachine, type MachineSnapshot, makeSnapshot } from './snapshot.js';

/** Says that nothing was thrown; anything else may have been, undefined included. */
const noFault = Symbol('no fault');

/** Stands for the empty context of a machine that has none, until somebody looks at it. */
export const unmadeContext = Symbol('unmade context');

/** What a machine actor has come to: its status, and from its end on the last state. */
interface Outcome {
  readonly status: MachineSnapshot['status'];
  readonly output: unknown;
  readonly error: unknown;
  /** The last state, kept when the core forgets the actor. */
  readonly state: StateInfo | undefined;
}

/** How all actors begin. */
const unknownOutcome: Outcome = {
  status: 'active',
  output: undefined,
  error: undefined,
  state: undefined,
};

/** The event that begins most lives. */
const initWithoutInput = Object.freeze({ type: 'xstate.init', input: undefined }) as EventObject;

/** The children of an actor that has none; nobody writes into it. */
const noChildren = new Children();

/**
 * What a machine actor is at a moment: its context, children and status, and their snapshot. There
 * may be a million of them, so what most never have is made when it is needed.
 */
export abstract class MachineState extends BaseActor<MachineSnapshot> {
  /** The machine, with what was made of it. */
  readonly blueprint: Blueprint;
  /** The core's id, -1 when it holds the actor no longer. */
  actorId = noActorId;
  /** What user code threw, until it is dealt with. */
  fault: unknown = noFault;
  /** The event being processed, or one that it raised, if any. */
  protected currentEvent: EventObject | undefined;
  /** The event that began the present macrostep. An idle actor keeps none, whose data may be large. */
  protected received: EventObject | undefined;
  #children: Children | undefined;
  #outcome = unknownOutcome;
  #context: unknown;
  #committedContext: unknown;
  #snapshot: MachineSnapshot | undefined;

  constructor(machine: AnyMachine, options: ActorOptions, id?: string) {
    super(options, id);
    this.blueprint = blueprintOf(machine);
  }

  /** The machine that the actor runs. */
  get machine(): AnyMachine {
    return this.blueprint.machine;
  }

  get logic(): AnyMachine {
    return this.blueprint.machine;
  }

  get program(): Program {
    return this.blueprint.program;
  }

  get behavior(): Behavior {
    return this.blueprint.behavior;
  }

  /** Whether it must live on when nobody refers to it any more: its time may come. */
  protected get isNeeded(): boolean {
    return this.program.chart.delays.length > 0;
  }

  /** The context so far in this macrostep. */
  get context(): unknown {
    if (this.#context === unmadeContext) this.makeEmptyContext();
    return this.#context;
  }

  set context(context: unknown) {
    this.#context = context;
  }

  private get committedContext(): unknown {
    if (this.#committedContext === unmadeContext) this.makeEmptyContext();
    return this.#committedContext;
  }

  private makeEmptyContext(): void {
    const context = {};
    if (this.#context === unmadeContext) this.#context = context;
    if (this.#committedContext === unmadeContext) this.#committedContext = context;
  }

  /** The event that guards and actions see. */
  get event(): EventObject {
    return this.currentEvent ?? this.initEvent();
  }

  protected initEvent(): EventObject {
    const { input } = this.options;
    return input === undefined ? initWithoutInput : ({ type: 'xstate.init', input } as EventObject);
  }

  get children(): Children {
    return this.#children ?? noChildren;
  }

  setChild(id: string, child: AnyActorRef | undefined): void {
    this.#children ??= new Children();
    this.#children.set(id, child);
  }

  removeChild(id: string): void {
    this.#children?.delete(id);
  }

  /** Forgets all children and returns them, the youngest first. */
  protected clearChildren(): readonly AnyActorRef[] {
    return this.#children?.clear() ?? [];
  }

  protected get status(): MachineSnapshot['status'] {
    return this.#outcome.status;
  }

  protected get error(): unknown {
    return this.#outcome.error;
  }

  protected get output(): unknown {
    return this.#outcome.output;
  }

  protected set output(output: unknown) {
    this.setOutcome({ output });
  }

  private setOutcome(changed: Partial<Outcome>): void {
    const { status, output, error, state } = this.#outcome;
    this.#outcome = { status, output, error, state, ...changed };
  }

  /** Makes the context and the children so far the ones that people see. */
  protected commitContext(): void {
    this.#committedContext = this.#context;
    this.#snapshot = undefined;
    this.#children?.commit();
  }

  /** Says that the state is another one, and nothing else. */
  protected forgetSnapshot(): void {
    this.#snapshot = undefined;
  }

  /** Says that the state is another one: the one with this serial, if it is not 0. */
  protected showState(serial: number): void {
    const state = this.program.knownState(serial);
    this.#snapshot = state && this.makeSnapshot(this.committedContext, state);
  }

  /** Takes back what the failed macrostep did and returns the children it had made. */
  protected rollBack(): AnyActorRef[] {
    this.#context = this.#committedContext;
    this.forgetOutput();
    return this.#children?.rollBack() ?? [];
  }

  /** Takes the children out of the snapshot; XState leaves one that is not under its own id. */
  protected forgetChildren(): void {
    if (!this.#children) return;
    for (const child of this.#children.list()) if (child) this.#children.delete(child.id);
    this.#children.commit();
    this.#snapshot = undefined;
  }

  protected setStatus(status: MachineSnapshot['status'], error?: unknown): void {
    if (status === this.status && Object.is(error, this.error)) return;
    this.setOutcome({ status, error });
    this.#snapshot = undefined;
  }

  protected forgetOutput(): void {
    if (this.output !== undefined) this.output = undefined;
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
    const state = this.stateInfo(0);
    if (state && state !== this.#outcome.state) this.setOutcome({ state });
  }

  private currentState(): StateInfo {
    return this.stateInfo(0) ?? this.#outcome.state ?? this.program.preInitialState();
  }

  private stateInfo(working: 0 | 1): StateInfo | undefined {
    if (this.actorId === noActorId) return undefined;
    const core = hostedCore();
    const serial = core._sw_state_serial(this.actorId, working);
    if (serial === 0) return undefined;
    const { program } = this;
    return (
      program.knownState(serial) ??
      program.learnState(serial, core.writeState(this.actorId, working === 1))
    );
  }

  // ---- snapshots -----------------------------------------------------------------------------

  /** Returns the last committed snapshot; the same object until something changes. */
  getSnapshot(): MachineSnapshot {
    this.#snapshot ??= this.makeSnapshot(this.committedContext, this.currentState());
    return this.#snapshot;
  }

  /** Returns a snapshot of the macrostep so far. */
  workingSnapshot(): MachineSnapshot {
    const state = this.stateInfo(1) ?? this.currentState();
    // In the initial step nothing is entered yet; XState shows where it will lead then.
    const shown = state.nodes.length > 0 ? state : this.program.preInitialState();
    return this.makeSnapshot(this.context, shown);
  }

  private makeSnapshot(context: unknown, state: StateInfo): MachineSnapshot {
    return makeSnapshot(this.#outcome, this.machine, context, this.children.view(), state);
  }

  /** Returns the snapshot as JSON in XState's persisted shape. */
  getPersistedSnapshot(options?: PersistOptions): unknown {
    return persistSnapshot(this.getSnapshot(), options);
  }
}
