// biome-ignore-all lint/suspicious/noExplicitAny: a supervisor has actors of every machine.
import type { ChildEntry } from './children/child-entry.js';
import { DuplicateIdError } from './errors/duplicate-id-error.js';
import { internalsOf } from './internals.js';
import { noChild } from './no-child.js';
import { SharedOptions } from './options/shared-options.js';
import type { SupervisedActor } from './supervised-actor.js';
import type { Supervisor } from './supervisor.js';
import { isSupervisor } from './supervisor-brand.js';

type AnySupervisedActor = SupervisedActor<any>;
export type Member = AnySupervisedActor | Supervisor | ChildEntry;

/** What a supervisor looks after: actors and supervisors by id, in the order in which they came. */
export class MemberList {
  readonly actors = new Map<string, AnySupervisedActor>();
  readonly supervisors = new Map<string, Supervisor>();
  /** All members; undefined as long as there are only actors, whose map has the order then. */
  #mixed: Set<Member> | undefined;
  readonly #entries = new Map<string, ChildEntry>();
  readonly #options = new SharedOptions();
  readonly #path: string;

  /** @param path - of the supervisor that the list belongs to, for messages */
  constructor(path: string) {
    this.#path = path;
  }

  /** Refuses an id that is taken; a stopped actor that is still listed makes way. */
  makeWayFor(id: string): void {
    if (this.#entries.has(id)) throw new DuplicateIdError('actor', id, this.#path);
    if (this.supervisors.has(id)) throw new DuplicateIdError('supervisor', id, this.#path);
    const present = this.actors.get(id);
    if (!present) return;
    if (internalsOf(present).childId !== noChild) {
      throw new DuplicateIdError('actor', id, this.#path);
    }
    this.removeActor(present);
  }

  addActor(actor: AnySupervisedActor): void {
    this.actors.set(actor.id, actor);
    this.#mixed?.add(actor);
    this.#options.share(internalsOf(actor));
  }

  /** Removes an actor, whose place another one of its id may have taken already. */
  removeActor(actor: AnySupervisedActor): void {
    if (this.actors.get(actor.id) === actor) this.actors.delete(actor.id);
    this.#mixed?.delete(actor);
    this.#options.forget(internalsOf(actor));
  }

  #mix(): Set<Member> {
    this.#mixed ??= new Set(this.actors.values());
    return this.#mixed;
  }

  /** Adds a child that is known by its spec, last or in its place; its actors come and go. */
  addEntry(entry: ChildEntry, next?: Member): void {
    this.#entries.set(entry.id, entry);
    const mixed = this.#mix();
    if (next === undefined || !mixed.has(next)) {
      mixed.add(entry);
      return;
    }
    const members = [...mixed];
    members.splice(members.indexOf(next), 0, entry);
    this.#mixed = new Set(members);
  }

  removeEntry(entry: ChildEntry): void {
    if (this.#entries.get(entry.id) === entry) this.#entries.delete(entry.id);
    this.#mixed?.delete(entry);
    const { actor } = entry;
    if (actor && this.actors.get(entry.id) === actor) this.actors.delete(entry.id);
  }

  findEntry(id: string): ChildEntry | undefined {
    return this.#entries.get(id);
  }

  /** Lists all children that are known by a spec. */
  entries(): ChildEntry[] {
    return [...this.#entries.values()];
  }

  /** How many members there are, running or not. */
  get size(): number {
    return (this.#mixed ?? this.actors).size;
  }

  /** Lists everything, the youngest first. */
  reversed(): Member[] {
    return [...(this.#mixed ?? this.actors.values())].reverse();
  }

  addSupervisor(supervisor: Supervisor): void {
    this.supervisors.set(supervisor.id, supervisor);
    this.#mix().add(supervisor);
  }

  removeSupervisor(supervisor: Supervisor): void {
    this.supervisors.delete(supervisor.id);
    this.#mixed?.delete(supervisor);
  }

  /** Appends the actors here and below in start order. */
  collectActors(into: AnySupervisedActor[]): void {
    for (const member of this.#mixed ?? this.actors.values()) {
      if (isSupervisor(member)) member.collectActors(into);
      else if (!isEntry(member)) into.push(member);
      else if (member.actor) into.push(member.actor);
    }
  }

  /** Finds an actor here, or else below. */
  findActor(id: string): AnySupervisedActor | undefined {
    const own = this.actors.get(id);
    if (own) return own;
    for (const supervisor of this.supervisors.values()) {
      const found = supervisor.getActor(id);
      if (found) return found;
    }
    return undefined;
  }
}

/** Says whether a member is a child that is known by its spec. */
export function isEntry(member: Member): member is ChildEntry {
  return 'runTerminate' in member;
}
