// biome-ignore-all lint/suspicious/noExplicitAny: a supervisor has actors of every machine.
import type { ChildEntry } from './children/child-entry.js';
import { ChildError } from './errors/child-error.js';
import { InvalidArgumentError, requireId } from './errors/invalid-argument-error.js';
import { internalsOf } from './internals.js';
import type { MemberList } from './member-list.js';
import { noChild } from './no-child.js';
import { settle } from './settle.js';
import { isSupervisedActor, type SupervisedActor } from './supervised-actor.js';
import type { Supervisor } from './supervisor.js';
import { WatchedSupervisor } from './watched-supervisor.js';

type AnySupervisedActor = SupervisedActor<any>;

/** Whom a supervisor looks after: it takes actors in, finds them and lets go of them. */
export abstract class RegisteringSupervisor extends WatchedSupervisor {
  /** The actors of this supervisor itself by id, in the order in which they were registered. */
  abstract readonly actors: Map<string, AnySupervisedActor>;
  /** @internal */
  abstract readonly members: MemberList;

  /**
   * Takes an actor under supervision, behind those already there. An actor of another supervisor
   * moves, and its counters begin anew; if it was a child with a spec, that spec is forgotten. O(1).
   *
   * @throws ActorStoppedError when the actor has ended
   * @throws ChildError `restarting` when the actor has failed or waits for its restart
   * @throws DuplicateIdError when another child of this id is there already
   * @throws SupervisorStoppedError when the supervisor was stopped
   */
  registerActor(actor: AnySupervisedActor): void {
    requireActor('Supervisor.registerActor: actor', actor);
    const internals = internalsOf(actor);
    const self = this as unknown as Supervisor;
    if (actor.supervisor === self && internals.childId !== noChild) return;
    this.checkRunning();
    internals.checkAlive('supervision');
    if (internals.isHeld) {
      throw new ChildError('restarting', actor.id, actor.supervisor?.path ?? '');
    }
    this.members.makeWayFor(actor.id);
    if (internals.childId !== noChild) actor.supervisor?.letGo(actor);
    internals.joinSupervisor(self);
    this.members.addActor(actor);
    settle();
  }

  /** @internal Refuses a supervisor that is to be below this one, unless there is room for it. */
  checkNewcomer(id: string): void {
    this.checkRunning();
    this.members.makeWayFor(id);
  }

  /** @internal Takes in the new actor of a child that is known by a spec. */
  adopt(actor: AnySupervisedActor, entry: ChildEntry): void {
    internalsOf(actor).joinAs(entry);
    this.actors.set(actor.id, actor);
  }

  /**
   * Lets go of an actor: it runs on without supervision, so its next failure ends it. One that is
   * not running, because it waits for its restart, is stopped. The spec of a child is forgotten. An
   * unknown id does nothing. O(1).
   */
  unregisterActor(actorId: string): void {
    const actor = this.actors.get(requireId('Supervisor.unregisterActor: actorId', actorId));
    if (!actor) return;
    this.letGo(actor);
    settle();
  }

  /** @internal Lets go of an actor that is here. */
  letGo(actor: AnySupervisedActor): void {
    this.forget(actor);
    internalsOf(actor).leaveSupervisor();
  }

  /** Lists the actors of the whole subtree in start order; O(n). */
  getAllActors(): AnySupervisedActor[] {
    const all: AnySupervisedActor[] = [];
    this.collectActors(all);
    return all;
  }

  /** Finds an actor of this supervisor, or else of the supervisors below; O(supervisors below). */
  getActor(actorId: string): AnySupervisedActor | undefined {
    return this.members.findActor(actorId);
  }

  /** Lists the supervisors directly below, in start order. */
  getChildSupervisors(): Supervisor[] {
    return [...this.members.supervisors.values()];
  }

  /** @internal Appends the actors of the whole subtree in start order. */
  collectActors(into: AnySupervisedActor[]): void {
    this.members.collectActors(into);
  }

  /** @internal Forgets an actor that left or ended. */
  forget(actor: AnySupervisedActor): void {
    this.members.removeActor(actor);
  }
}

/** Refuses what is no supervised actor. */
export function requireActor(argument: string, actor: unknown): void {
  if (!isSupervisedActor(actor)) {
    throw new InvalidArgumentError(argument, actor, 'a SupervisedActor');
  }
}
