// biome-ignore-all lint/suspicious/noExplicitAny: a supervisor has actors of every machine.
import { hostedCore } from '../../actor/host.js';
import { ChildPresence } from '../../core/codes.js';
import { directory } from '../directory.js';
import { ChildError, type ChildErrorReason } from '../errors/child-error.js';
import { requireId } from '../errors/invalid-argument-error.js';
import { internalsOf } from '../internals.js';
import type { MemberList } from '../member-list.js';
import { noChild } from '../no-child.js';
import type { SupervisedActor } from '../supervised-actor.js';
import type { Supervisor } from '../supervisor.js';
import { isSupervisor } from '../supervisor-brand.js';
import { ChildEntry } from './child-entry.js';
import { type ChildCounts, type ChildInfo, standingOf } from './child-info.js';
import type { ResolvedChildSpec, ShutdownTime } from './child-spec.js';

export type AnyChild = SupervisedActor<any> | Supervisor;
export type AnyEntry = ChildEntry | SupervisedActor<any> | Supervisor;

/** What a supervisor knows of its children, whether they run or not. */
export class KnownChildren {
  readonly owner: Supervisor;
  readonly members: MemberList;
  /** The specs of children that are supervisors. */
  readonly supervisorSpecs = new Map<string, ResolvedChildSpec>();
  /** Children that the supervisor began with and that were forgotten until it begins anew. */
  readonly retired = new Set<ChildEntry>();

  /** Settles when a termination of the supervisor by its parent has ended, which is under way. */
  termination: Promise<void> | undefined;
  #isLeaving = false;

  constructor(owner: Supervisor, members: MemberList) {
    this.owner = owner;
    this.members = members;
  }

  get options() {
    return this.owner.options;
  }

  /** Whether the supervisor is being stopped: nothing is started or restarted any more. */
  get isClosing(): boolean {
    return this.#isLeaving || this.termination !== undefined;
  }

  /** Starts and restarts nothing any more. */
  close(): void {
    this.#isLeaving = true;
    hostedCore()._sw_close_supervisor(this.owner.coreId);
  }

  list(): ChildInfo[] {
    const core = hostedCore();
    const infos: ChildInfo[] = [];
    let at = core._sw_last_child(this.owner.coreId);
    for (; at !== noChild; at = core._sw_previous_child(at)) {
      const known = directory.entry(at) ?? directory.child(at) ?? directory.member(at);
      if (!known || this.isRetired(known)) continue;
      const state = standingOf(core._sw_child_presence(at));
      const child = state === 'running' ? this.childOf(known) : undefined;
      infos.push({
        id: known.id,
        type: isSupervisor(known) ? 'supervisor' : 'worker',
        state,
        child,
      });
    }
    return infos;
  }

  /** Says whether a child is forgotten, though it may be on its way back. */
  private isRetired(known: AnyEntry): boolean {
    return known instanceof ChildEntry && this.retired.has(known);
  }

  count(): ChildCounts {
    const { specs, active, supervisors, workers } = hostedCore().countChildren(this.owner.coreId);
    let returning = 0;
    for (const entry of this.retired) {
      if (this.presenceOf(entry) === ChildPresence.restarting) returning++;
    }
    return { specs: specs - returning, active, supervisors, workers: workers - returning };
  }

  spec(id: string): ResolvedChildSpec {
    const child = this.known('getChildSpec', id);
    if (child instanceof ChildEntry) return { ...child.spec };
    const common = { id, significant: false, shutdown: this.options.shutdownTimeout };
    if (!isSupervisor(child)) {
      const [machine, options] = [child.getMachine(), child.getOptions()];
      return { ...common, machine, options, type: 'worker', restart: 'transient' };
    }
    const known = this.supervisorSpecs.get(id);
    if (known) return { ...known };
    const { parent: _, ...supervisor } = child.givenOptions;
    return {
      ...common,
      supervisor,
      type: 'supervisor',
      restart: 'permanent',
      shutdown: 'infinity',
    };
  }

  // ---- what is known -------------------------------------------------------------------------

  /** Forgets a worker that has ended and does not come back. */
  drop(entry: ChildEntry): void {
    hostedCore()._sw_retire_child(entry.childId);
    this.forget(entry);
  }

  /**
   * Knows a child again that was forgotten until its supervisor began anew; returns false when its id
   * is taken.
   */
  recall(entry: ChildEntry): boolean {
    if (!this.retired.has(entry)) return true;
    this.purge();
    if (this.find(entry.id)) return false;
    this.retired.delete(entry);
    this.members.addEntry(entry, this.#nextOf(entry.childId));
    return true;
  }

  /** Finds the known child that was started after this one. */
  #nextOf(childId: number): AnyEntry | undefined {
    const core = hostedCore();
    let next: AnyEntry | undefined;
    let at = core._sw_last_child(this.owner.coreId);
    for (; at !== childId && at !== noChild; at = core._sw_previous_child(at)) {
      const known = directory.entry(at) ?? directory.child(at) ?? directory.member(at);
      if (known && !this.isRetired(known)) next = known;
    }
    return next;
  }

  forget(entry: ChildEntry): void {
    this.members.removeEntry(entry);
    if (entry.isDynamic) directory.removeEntry(entry.childId);
    else this.retired.add(entry);
  }

  /** Forgets a child that would come back under an id which another one takes for good. */
  dropRetired(id: string): void {
    for (const entry of this.retired) if (entry.id === id) entry.abandon();
  }

  /** Forgets a child for good, also for the time when its supervisor begins anew. */
  disown(entry: ChildEntry): void {
    this.members.removeEntry(entry);
    this.retired.delete(entry);
    directory.removeEntry(entry.childId);
  }

  /** Forgets the spec of a supervisor that has gone. */
  forgetSupervisor(inner: Supervisor): void {
    this.supervisorSpecs.delete(inner.id);
  }

  /** Says whether a supervisor is forgotten when it ends. */
  isTemporary(inner: Supervisor): boolean {
    if (this.options.template) return true;
    return this.supervisorSpecs.get(inner.id)?.restart === 'temporary';
  }

  /** Forgets everything, as the core has done. */
  clear(): void {
    for (const entry of this.members.entries()) this.forget(entry);
    for (const entry of this.retired) directory.removeEntry(entry.childId);
    this.retired.clear();
  }

  /** Forgets what the core has dropped because the supervisor began anew. */
  purge(): void {
    const core = hostedCore();
    const isGone = (id: number) => core._sw_child_presence(id) === ChildPresence.absent;
    for (const entry of this.members.entries()) if (isGone(entry.childId)) this.forget(entry);
    for (const inner of this.owner.getChildSupervisors()) {
      if (isGone(inner.memberId)) inner.release();
    }
  }

  find(id: string): AnyEntry | undefined {
    const entry = this.members.findEntry(id) ?? this.members.supervisors.get(id);
    if (entry && this.presenceOf(entry) !== ChildPresence.absent) return entry;
    if (entry instanceof ChildEntry) this.forget(entry);
    else entry?.release();
    const actor = this.members.actors.get(id);
    return actor && internalsOf(actor).childId !== noChild ? actor : undefined;
  }

  known(call: string, id: string): AnyEntry {
    requireId(`Supervisor.${call}: id`, id);
    const found = this.find(id);
    if (!found) throw this.error('not-found', id);
    return found;
  }

  childOf(known: AnyEntry): AnyChild | undefined {
    return known instanceof ChildEntry ? known.actor : known;
  }

  presenceOf(known: AnyEntry): number {
    return hostedCore()._sw_child_presence(childIdOf(known));
  }

  error(reason: ChildErrorReason, id: string, details = {}): ChildError {
    return new ChildError(reason, id, this.owner.path, details);
  }

  shutdownOf(inner: Supervisor): ShutdownTime {
    return this.supervisorSpecs.get(inner.id)?.shutdown ?? 'infinity';
  }
}

/** Returns the core's number of a child. */
export function childIdOf(known: AnyEntry): number {
  if (known instanceof ChildEntry) return known.childId;
  return isSupervisor(known) ? known.memberId : internalsOf(known).childId;
}
