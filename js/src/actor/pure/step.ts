import type { AnyActorRef, ExecutableAction } from '../../behavior/acting-actor.js';
import type { LogicScope } from '../logic-actor.js';
import type { MachineSnapshot } from '../snapshot.js';

/** A microstep: what it led to and its actions, in their order. */
export type Microstep = [snapshot: MachineSnapshot, actions: ExecutableAction[]];

/** What the step of a machine starts from and what it comes to. */
export class Step {
  /** The actor for which the step is taken; without one its effects are nobody's. */
  readonly scope: LogicScope | undefined;
  /** The snapshot to go on from; the machine's initial state without one. */
  from: MachineSnapshot | undefined;
  /** A persisted snapshot to restore instead. */
  persisted: unknown;
  actions: ExecutableAction[] = [];
  microsteps: Microstep[] = [];
  /** The children that the step made. */
  made: AnyActorRef[] = [];
  /** The last snapshot, as the actor made it and as people see it. */
  shown: MachineSnapshot | undefined;
  current: MachineSnapshot | undefined;
  failure: { reason: number; error: unknown } | undefined;
  /** Why the machine cannot be in the given snapshot. */
  unrestorable: { error: unknown } | undefined;
  #actionsSeen = 0;

  constructor(
    scope: LogicScope | undefined,
    origin: { from?: MachineSnapshot; persisted?: unknown } = {},
  ) {
    this.scope = scope;
    this.from = origin.from;
    this.persisted = origin.persisted;
  }

  /** Forgets what the step started from and what it came to, which its caller has. */
  forget(): void {
    this.from = undefined;
    this.persisted = undefined;
    this.shown = undefined;
    this.current = undefined;
    this.actions = [];
    this.microsteps = [];
    this.made = [];
  }

  readonly record = (action: ExecutableAction): void => {
    this.actions.push(action);
    this.scope?.actionExecutor(action);
  };

  /** Notes a microstep, and returns its snapshot: the one before when nothing has changed. */
  add(now: MachineSnapshot): MachineSnapshot {
    const { shown, current } = this;
    const snapshot = shown && current && isSame(shown, now) ? current : now;
    this.shown = now;
    this.current = snapshot;
    this.microsteps.push([snapshot, this.actions.slice(this.#actionsSeen)]);
    this.#actionsSeen = this.actions.length;
    return snapshot;
  }
}

/** Snapshots of one actor share what has not changed. */
function isSame(a: MachineSnapshot, b: MachineSnapshot): boolean {
  return (
    a.context === b.context &&
    a.children === b.children &&
    a._nodes === b._nodes &&
    a.status === b.status
  );
}
