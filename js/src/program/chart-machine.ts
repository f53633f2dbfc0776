import type { ChartIssue } from './chart-description.js';
import { chartLogic } from './chart-logic.js';
import type { EventObject, Implementations, MachineLike, StateValue } from './machine-types.js';
import type { Program } from './program.js';
import type { AnyNode } from './state-info.js';

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

  /** What the parser found worth a warning, such as unknown keys. */
  get warnings(): readonly ChartIssue[] {
    return this.program.warnings;
  }

  /** Returns a machine with the same chart and these implementations on top of its own. */
  provide(implementations: Partial<Implementations>): ChartMachine {
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

  // ---- an ActorLogic, so that actors of XState can run it ---------------------------------------

  /** Returns the snapshot after an event; the effects are the scope's. */
  transition(snapshot: unknown, event: EventObject, scope: unknown): unknown {
    return chartLogic().transition(this, snapshot, event, scope);
  }

  getInitialSnapshot(scope: unknown, input?: unknown): unknown {
    return chartLogic().getInitialSnapshot(this, scope, input);
  }

  restoreSnapshot(persisted: unknown, scope: unknown): unknown {
    return chartLogic().restoreSnapshot(this, persisted, scope);
  }

  getPersistedSnapshot(snapshot: unknown, options?: unknown): unknown {
    return chartLogic().getPersistedSnapshot(snapshot, options);
  }

  /** Starts the children of a snapshot. */
  start(snapshot: unknown): void {
    chartLogic().start(snapshot);
  }

  /** Returns a snapshot in a state value, which may be partial; nothing is entered for it. */
  resolveState(config: { value: StateValue; context?: unknown; status?: string }): unknown {
    return chartLogic().resolveState(this, config);
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
