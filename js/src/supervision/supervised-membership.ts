import type { ActorOptions } from '../actor/actor-options.js';
import { hostedCore } from '../actor/host.js';
import { MachineActor } from '../actor/machine-actor.js';
import { ProcessingStatus } from '../behavior/acting-actor.js';
import { ChildState } from '../core/codes.js';
import { noActorId } from '../core/ids.js';
import type { ChildEntry } from './children/child-entry.js';
import { directory } from './directory.js';
import { ActorStoppedError } from './errors/actor-stopped-error.js';
import { noChild } from './no-child.js';
import { coreIndexOf } from './strategies/core-strategy.js';
import type { SupervisionStrategy } from './strategies/supervision-strategy.js';
import type { SupervisedActor } from './supervised-actor.js';
import type { SupervisedActorOptions } from './supervised-actor-options.js';
import { noNotes, SupervisionNotes } from './supervision-notes.js';
import type { Supervisor } from './supervisor.js';
import { eventStream } from './telemetry/event-stream.js';

/** How an actor belongs to its supervisor: it joins, is held, leaves, and what is known of it. */
export abstract class SupervisedMembership extends MachineActor {
  declare options: SupervisedActorOptions & ActorOptions;
  // The context factory runs in the constructor of the base, before any field of this class would be
  // set: hence no initializers, and defaults at the prototype.
  /** The supervisor that looks after the actor, or did until its end. */
  declare supervisor: Supervisor | undefined;
  /** The core's number of the supervised child, `noChild` when nobody supervises the actor. */
  declare childId: number;
  declare private ownNotes: SupervisionNotes | undefined;

  /** What is to be remembered of the actor; for writing. */
  get notes(): SupervisionNotes {
    this.ownNotes ??= new SupervisionNotes();
    return this.ownNotes;
  }

  /** What is remembered of the actor; for reading. */
  get knownNotes(): Readonly<SupervisionNotes> {
    return this.ownNotes ?? noNotes;
  }

  abstract get strategy(): SupervisionStrategy;

  /** The actor as people see it. */
  protected get self(): SupervisedActor {
    return this as unknown as SupervisedActor;
  }

  /** Throws when the actor's life has ended. */
  checkAlive(asked: string): void {
    if (this._processingStatus !== ProcessingStatus.stopped) return;
    throw new ActorStoppedError(this.id, asked);
  }

  /** Comes under a supervisor. */
  joinSupervisor(supervisor: Supervisor): void {
    this.supervisor = supervisor;
    if (this.knownNotes.hasLeft) this.notes.hasLeft = false;
    eventStream.touch();
    const strategy = coreIndexOf(this.strategy);
    this.childId = hostedCore()._sw_add_child(supervisor.coreId, this.actorId, strategy);
    if (this.childId === noChild) throw new RangeError('the core cannot supervise more actors');
    directory.addChild(this.childId, this.self);
  }

  /** Becomes the actor of a child that its supervisor knows by a spec. */
  joinAs(entry: ChildEntry): void {
    this.supervisor = entry.owner;
    this.notes.entry = entry;
    this.childId = entry.childId;
    entry.actor = this.self;
    const core = hostedCore();
    core._sw_set_child_actor(this.childId, this.actorId);
    core._sw_set_child_strategy(this.childId, coreIndexOf(this.strategy));
    directory.addChild(this.childId, this.self);
  }

  /** Ends an actor that could not start, without anybody being told. */
  discard(): void {
    directory.removeChild(this.childId);
    this.childId = noChild;
    this.supervisor?.forget(this.self);
    this._stop();
  }

  /** Leaves its supervisor; without one to revive it, an actor that is held stops. */
  leaveSupervisor(): void {
    if (this.childId === noChild) return;
    const { isHeld } = this;
    const { entry } = this.knownNotes;
    this.forgetChild();
    entry?.abandon();
    this.supervisor = undefined;
    // Nobody but its own callbacks will hear of its end.
    this.notes.hasLeft = true;
    if (isHeld) this._stop();
  }

  /** Whether supervision holds the actor: it has failed or is being started. */
  get isHeld(): boolean {
    if (this.childId === noChild) return false;
    return hostedCore()._sw_child_state(this.childId) !== ChildState.running;
  }

  protected forgetChild(): void {
    const core = hostedCore();
    const count = core._sw_error_count(this.childId) + core._sw_restart_count(this.childId);
    if (count > 0) this.notes.lastHealth = core.health(this.childId);
    directory.removeChild(this.childId);
    const { entry } = this.knownNotes;
    if (entry) {
      entry.leave();
      this.notes.entry = undefined;
    } else {
      core._sw_remove_child(this.childId);
    }
    this.childId = noChild;
  }

  /** How often the actor was restarted at its present supervisor, or its last one. */
  get restartCount(): number {
    if (this.childId === noChild) return this.knownNotes.lastHealth?.restartCount ?? 0;
    return hostedCore()._sw_restart_count(this.childId);
  }

  /** Whether the actor's start failed, until a later one succeeds. */
  get hasFailedAtStart(): boolean {
    return this.knownNotes.hasFailedAtStart;
  }

  /** Whether there is a state that the actor could go on in. */
  get hasGoodState(): boolean {
    if (this.knownNotes.hasFailedAtStart || this.actorId === noActorId) return false;
    return hostedCore()._sw_state_serial(this.actorId, 0) !== 0;
  }
}

Object.assign(SupervisedMembership.prototype, { supervisor: undefined, childId: noChild });
