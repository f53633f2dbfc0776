// biome-ignore-all lint/suspicious/noExplicitAny: the directory holds actors of every machine.
import { indexOfId } from '../core/ids.js';
import type { ChildEntry } from './children/child-entry.js';
import { internalsOf } from './internals.js';
import type { SupervisedActor } from './supervised-actor.js';
import type { Supervisor } from './supervisor.js';

const noMember = -1;

/** Finds actors and supervisors by the core's signed numbers. */
class Directory {
  readonly #children: (SupervisedActor<any> | undefined)[] = [];
  readonly #entries = new Map<number, ChildEntry>();
  readonly #supervisors = new Map<number, WeakRef<Supervisor>>();
  readonly #members = new Map<number, WeakRef<Supervisor>>();
  /** The members' numbers by the supervisors' own. */
  readonly #memberOf = new Map<number, number>();
  /** What is gone, kept while events that name it may still be undelivered. */
  readonly #departed = new Map<number, SupervisedActor<any>>();
  readonly #departedEntries = new Map<number, ChildEntry>();
  readonly #departedSupervisors = new Map<number, Supervisor>();
  readonly #departedMembers = new Map<number, Supervisor>();
  #remembersDeparted = false;

  addChild(child: number, actor: SupervisedActor<any>): void {
    this.#children[indexOfId(child)] = actor;
  }

  removeChild(child: number): void {
    const actor = this.child(child);
    if (!actor) return;
    this.#children[indexOfId(child)] = undefined;
    if (this.#remembersDeparted) this.#departed.set(child | 0, actor);
  }

  child(child: number): SupervisedActor<any> | undefined {
    const actor = this.#children[indexOfId(child)];
    return actor && internalsOf(actor).childId === (child | 0) ? actor : undefined;
  }

  /** Finds a child that is there or has left since the last `forgetDeparted`. */
  lastKnownChild(child: number): SupervisedActor<any> | undefined {
    return this.child(child) ?? this.#departed.get(child | 0);
  }

  /** Adds a child that is known by a spec, whether it has an actor or not. */
  addEntry(child: number, entry: ChildEntry): void {
    this.#entries.set(child | 0, entry);
  }

  removeEntry(child: number): void {
    const entry = this.entry(child);
    if (entry && this.#remembersDeparted) this.#departedEntries.set(child | 0, entry);
    this.#entries.delete(child | 0);
  }

  /** Finds the spec of a child, unless it has none. */
  entry(child: number): ChildEntry | undefined {
    return this.#entries.get(child | 0);
  }

  /** Adds a supervisor under its own number and, unless it is at the top, that as a member. */
  addSupervisor(id: number, member: number, supervisor: Supervisor): void {
    const reference = new WeakRef(supervisor);
    this.#supervisors.set(id | 0, reference);
    if ((member | 0) === noMember) return;
    this.#members.set(member | 0, reference);
    this.#memberOf.set(id | 0, member | 0);
  }

  /** Forgets a supervisor, found by its own number. */
  removeSupervisor(id: number): void {
    const supervisor = this.#remembersDeparted ? this.supervisor(id) : undefined;
    if (supervisor) this.#departedSupervisors.set(id | 0, supervisor);
    this.#supervisors.delete(id | 0);
    const member = this.#memberOf.get(id | 0);
    if (member === undefined) return;
    if (supervisor) this.#departedMembers.set(member, supervisor);
    this.#memberOf.delete(id | 0);
    this.#members.delete(member);
  }

  supervisor(id: number): Supervisor | undefined {
    return this.#supervisors.get(id | 0)?.deref();
  }

  /** Finds the supervisor that is this child of its parent. */
  member(child: number): Supervisor | undefined {
    return this.#members.get(child | 0)?.deref();
  }

  /** Finds the spec of a child that is there or has left since the last `forgetDeparted`. */
  lastKnownEntry(child: number): ChildEntry | undefined {
    return this.entry(child) ?? this.#departedEntries.get(child | 0);
  }

  /** Finds a supervisor that is there or has left since the last `forgetDeparted`. */
  lastKnownSupervisor(id: number): Supervisor | undefined {
    return this.supervisor(id) ?? this.#departedSupervisors.get(id | 0);
  }

  /** Finds, as a child of its parent, a supervisor that is there or has left since then. */
  lastKnownMember(child: number): Supervisor | undefined {
    return this.member(child) ?? this.#departedMembers.get(child | 0);
  }

  /** Keeps what leaves from now on, or not. */
  rememberDeparted(remembers: boolean): void {
    this.#remembersDeparted = remembers;
    if (!remembers) this.forgetDeparted();
  }

  forgetDeparted(): void {
    this.#departed.clear();
    this.#departedEntries.clear();
    this.#departedSupervisors.clear();
    this.#departedMembers.clear();
  }
}

export const directory = new Directory();
