// biome-ignore-all lint/suspicious/noExplicitAny: a supervisor has actors of every machine.
import { hostedCore } from '../../actor/host.js';
import { ChildPresence, ManagementVerdict } from '../../core/codes.js';
import { AlreadyRegisteredError } from '../errors/already-registered-error.js';
import { ChildError, type ChildErrorReason } from '../errors/child-error.js';
import { InvalidOptionError } from '../errors/invalid-option-error.js';
import { SupervisorStoppedError } from '../errors/supervisor-stopped-error.js';
import { internalsOf } from '../internals.js';
import { isEntry } from '../member-list.js';
import { settle } from '../settle.js';
import type { Supervisor } from '../supervisor.js';
import { isSupervisor } from '../supervisor-brand.js';
import type { SupervisorOptions } from '../supervisor-options.js';
import { ChildEntry } from './child-entry.js';
import {
  type ChildSpec,
  type ResolvedChildSpec,
  readChildSpec,
  readChildSpecs,
  readTemplateChild,
  type TemplateChild,
} from './child-spec.js';
import { always, type StopStep, stopActor, stopEntry, together } from './child-stopping.js';
import { type AnyChild, KnownChildren } from './known-children.js';
import { setTraits } from './set-traits.js';
import { stopStep, type TakingDown } from './stop-step.js';
import { terminateSupervisor } from './supervisor-stopping.js';

let makeSupervisor: (id: string, options: SupervisorOptions) => Supervisor;

/** Says how a supervisor is made; it cannot be imported here, since it needs this. */
export function setSupervisorFactory(factory: typeof makeSupervisor): void {
  makeSupervisor = factory;
}

/** Manages the single children of a supervisor by their ids. */
export class ChildManager extends KnownChildren {
  #lastNumber = 0;

  /** Starts the children that a supervisor begins with; all or none. */
  startStatic(specs: readonly unknown[]): void {
    for (const spec of readChildSpecs(specs, this.options)) this.#start(spec, false);
  }

  /** Checks a list of specs that is to replace those there are. */
  readChange(
    specs: readonly unknown[] | undefined,
    rules: Parameters<typeof readChildSpec>[1],
  ): ResolvedChildSpec[] {
    const read = readChildSpecs(specs ?? [], rules);
    for (const { id, type } of read) {
      const present = this.find(id);
      const isSame = (present && isSupervisor(present)) === (type === 'supervisor');
      const isFitting = present ? isSame : type === 'worker';
      if (isFitting) continue;
      const words = 'a worker, or a supervisor where there is one';
      throw new InvalidOptionError('changeOptions', 'children', id, words);
    }
    return read;
  }

  /** Replaces the specs of known children, and makes others known without starting them. */
  change(specs: readonly ResolvedChildSpec[]): void {
    for (const spec of specs) {
      const present = this.find(spec.id);
      if (!present) {
        this.dropRetired(spec.id);
        this.members.addEntry(new ChildEntry(this.owner, spec, false));
      } else if (present instanceof ChildEntry) {
        present.change(spec);
      } else if (isSupervisor(present)) {
        this.supervisorSpecs.set(spec.id, spec);
        setTraits(present.memberId, spec, false);
      }
    }
  }

  start(given: ChildSpec | TemplateChild | undefined): AnyChild | undefined {
    const { template } = this.options;
    const spec = template ? this.#ofTemplate(template, given) : readChildSpec(given, this.options);
    this.checkNew(spec.id);
    if (this.#isFull()) throw this.error('max-children', spec.id);
    const started = this.#start(spec, true);
    settle();
    return started;
  }

  #isFull(): boolean {
    const { maxChildren } = this.options;
    if (this.members.size < maxChildren) return false;
    const { active, restarting } = hostedCore().countChildren(this.owner.coreId);
    return active + restarting >= maxChildren;
  }

  #ofTemplate(template: Omit<ResolvedChildSpec, 'id'>, given: unknown): ResolvedChildSpec {
    const child = readTemplateChild(given);
    let { id } = child;
    while (id === undefined || (child.id === undefined && this.find(id))) {
      id = String(++this.#lastNumber);
    }
    return { ...template, ...('input' in child ? { input: child.input } : {}), id };
  }

  /** Refuses an id that a child has already. */
  checkNew(id: string): void {
    const present = this.find(id);
    if (!present) return;
    const child = this.childOf(present);
    if (this.presenceOf(present) === ChildPresence.running) {
      throw this.error('already-started', id, { child });
    }
    throw this.error('already-present', id);
  }

  #start(spec: ResolvedChildSpec, isDynamic: boolean): AnyChild | undefined {
    if (spec.type === 'supervisor') return this.#startSupervisor(spec, isDynamic);
    const entry = new ChildEntry(this.owner, spec, isDynamic, this.options.template !== undefined);
    this.members.addEntry(entry);
    const { verdict, actor, error } = entry.startByCall();
    if (verdict !== ManagementVerdict.startFailed) return actor;
    hostedCore()._sw_remove_child(entry.childId);
    this.forget(entry);
    throw this.#startError(spec.id, error);
  }

  /** Somebody else who has the name of the child counts as the child, as in OTP. */
  #startError(id: string, cause: Error | undefined): ChildError {
    if (!(cause instanceof AlreadyRegisteredError))
      return this.error('start-failed', id, { cause });
    return this.error('already-started', id, { child: cause.holder, cause });
  }

  #startSupervisor(spec: ResolvedChildSpec, isDynamic: boolean): Supervisor {
    const inner = this.#makeSupervisor(spec);
    setTraits(inner.memberId, spec, isDynamic);
    this.supervisorSpecs.set(spec.id, spec);
    return inner;
  }

  /** A child below that cannot start is the cause why this one cannot. */
  #makeSupervisor({ id, supervisor }: ResolvedChildSpec): Supervisor {
    try {
      return makeSupervisor(id, { ...supervisor, parent: this.owner });
    } catch (error) {
      if (!(error instanceof ChildError)) throw error;
      throw this.error('start-failed', id, { cause: error });
    }
  }

  async terminate(id: string): Promise<void> {
    const child = this.known('terminateChild', id);
    if (child instanceof ChildEntry) {
      const pending = stopEntry(child);
      if (pending) await pending;
    } else if (isSupervisor(child)) {
      const pending = terminateSupervisor(child, this.shutdownOf(child));
      if (pending) await pending;
    } else {
      const pending = stopActor(child);
      if (pending) await pending;
    }
    settle();
  }

  restart(id: string): AnyChild | undefined {
    const child = this.known('restartChild', id);
    if (child instanceof ChildEntry) {
      const { verdict, actor, error } = child.startByCall();
      this.#check(verdict, id, error);
      settle();
      return actor;
    }
    const childId = isSupervisor(child) ? child.memberId : internalsOf(child).childId;
    this.#check(hostedCore()._sw_restart_child(childId), id);
    settle();
    return child;
  }

  delete(id: string): void {
    const child = this.known('deleteChild', id);
    if (isSupervisor(child)) {
      this.#checkStopped(child.memberId, id);
      child.release();
    } else {
      const childId = child instanceof ChildEntry ? child.childId : internalsOf(child).childId;
      this.#check(hostedCore()._sw_delete_child(childId), id);
      if (child instanceof ChildEntry) this.forget(child);
    }
    settle();
  }

  #checkStopped(childId: number, id: string): void {
    const presence = hostedCore()._sw_child_presence(childId);
    if (presence === ChildPresence.running) throw this.error('running', id);
    if (presence === ChildPresence.restarting) throw this.error('restarting', id);
  }

  /** Lists how to take the children down, the youngest first; by default for good. */
  stopSteps(how: TakingDown = { isTogether: false, isWanted: always }): StopStep[] {
    const steps = this.members
      .reversed()
      .map((member) => stopStep(member, how, (inner) => this.shutdownOf(inner)));
    return this.options.template ? [together(steps)] : steps;
  }

  /** Stops whatever still runs, the youngest first, without waiting for anything. */
  stopAtOnce(): void {
    for (const member of this.members.reversed()) {
      if (isSupervisor(member)) member.release();
      else if (isEntry(member)) hostedCore()._sw_terminate_child(member.childId);
      else internalsOf(member)._stop();
    }
  }

  #check(verdict: number, id: string, cause?: Error): void {
    if (verdict === ManagementVerdict.goingDown) throw new SupervisorStoppedError(this.owner.path);
    const reason = reasons[verdict];
    if (reason) throw this.error(reason, id, cause ? { cause } : {});
  }
}

const reasons: Readonly<Record<number, ChildErrorReason | undefined>> = {
  [ManagementVerdict.notFound]: 'not-found',
  [ManagementVerdict.running]: 'running',
  [ManagementVerdict.restarting]: 'restarting',
  [ManagementVerdict.startFailed]: 'start-failed',
};
