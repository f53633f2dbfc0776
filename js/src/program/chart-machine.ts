import type { ChartIssue } from './chart-description.js';
import { chartLogic } from './chart-logic.js';
import type { ChartNode } from './chart-node.js';
import { checkImplementations } from './check-implementations.js';
import type {
  EventObject,
  Implementations,
  MachineLike,
  StateValue,
  TransitionLike,
} from './machine-types.js';
import type { Program } from './program.js';
import type { AnyNode } from './state-info.js';

// biome-ignore lint/suspicious/noExplicitAny: charts have no types of their own.
type AnyState = any;

/** A machine made from JSON or from a config object, without XState. */
export class ChartMachine implements MachineLike {
  /** The config's `id`, `(machine)` without one. */
  readonly id: string;
  readonly version: string | undefined;
  /** The config as it was given; parsed when it was text. Treated as immutable. */
  readonly config: MachineLike['config'] & Record<string, unknown>;
  /** Named actions, guards, actors and delays; looked up at each use. */
  implementations: Implementations;
  readonly program: Program;

  constructor(
    config: MachineLike['config'] & Record<string, unknown>,
    implementations: Implementations,
    program: Program,
  ) {
    this.config = config;
    this.implementations = implementations;
    this.program = program;
    this.id = program.chart.id;
    this.version = program.chart.version || undefined;
  }

  /** The root state node. */
  get root(): AnyNode {
    return this.program.nodes[0] as AnyNode;
  }

  /** The states inside the root, by their keys. */
  get states(): Readonly<Record<string, AnyNode>> {
    return this.root.states;
  }

  /** The descriptors of all events that the chart does something about. */
  get events(): readonly string[] {
    return (this.root as ChartNode).events;
  }

  /** What the parser found worth a warning, such as unknown keys. */
  get warnings(): readonly ChartIssue[] {
    return this.program.warnings;
  }

  /**
   * Returns a machine with the same chart and these implementations on top of its own.
   *
   * @throws InvalidArgumentError for what are no implementations
   */
  provide(implementations: Partial<Implementations>): ChartMachine {
    checkImplementations('ChartMachine.provide', implementations);
    const own = this.implementations;
    return new ChartMachine(
      this.config,
      {
        actions: { ...own.actions, ...implementations.actions },
        guards: { ...own.guards, ...implementations.guards },
        actors: { ...own.actors, ...implementations.actors },
        delays: { ...own.delays, ...implementations.delays },
      },
      this.program,
    );
  }

  // ---- an ActorLogic, so that actors and tools of XState can run it ----------------------------

  /** Returns the snapshot after an event; the effects are the scope's. Bound, as in XState. */
  readonly transition = (snapshot: unknown, event: EventObject, scope: unknown): AnyState =>
    chartLogic().transition(this, snapshot, event, scope) as AnyState;

  /** Returns the snapshot after the initial step; the effects are the scope's. */
  readonly getInitialSnapshot = (scope: unknown, input?: unknown): AnyState =>
    chartLogic().getInitialSnapshot(this, scope, input) as AnyState;

  /** Returns the snapshot that a persisted one stands for, its children not started. */
  readonly restoreSnapshot = (persisted: unknown, scope: unknown): AnyState =>
    chartLogic().restoreSnapshot(this, persisted, scope) as AnyState;

  /** Returns a snapshot as JSON in XState's persisted shape. */
  readonly getPersistedSnapshot = (snapshot: unknown, options?: unknown): AnyState =>
    chartLogic().getPersistedSnapshot(snapshot, options) as AnyState;

  /** Starts the children of a snapshot. */
  readonly start = (snapshot: unknown): void => chartLogic().start(snapshot);

  /** Returns a snapshot in a state value, which may be partial; nothing is entered for it. */
  resolveState(config: { value: StateValue; context?: unknown; status?: string }): AnyState {
    return chartLogic().resolveState(this, config) as AnyState;
  }

  /** Selects the transitions that an event would take from a snapshot, those in conflict included. */
  getTransitionData(snapshot: unknown, event: EventObject): TransitionLike[] {
    return chartLogic().getTransitionData(this, snapshot, event);
  }

  /** Finds a state node by id, with or without `#`; throws when there is none. */
  getStateNodeById(id: string): AnyNode {
    const name = id.startsWith('#') ? id.slice(1) : id;
    const node = this.program.byId.get(name);
    if (!node)
      throw new Error(`Child state node '#${name}' does not exist on machine '${this.id}'`);
    return node;
  }
}
