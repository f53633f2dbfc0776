import { hostedCore } from '../../actor/host.js';
import { timestamp } from '../../actor/system-clock.js';
import { ChildPresence, FailureVerdict, ManagementVerdict, NONE } from '../../core/codes.js';
import { noActorId } from '../../core/ids.js';
import { directory } from '../directory.js';
import { toError } from '../errors/thrown-value-error.js';
import { recordFailure, tellCore } from '../failure-handling.js';
import { internalsOf } from '../internals.js';
import { noChild } from '../no-child.js';
import { noteRestart } from '../settle.js';
import { indexWithoutActor } from '../strategies/index-without-actor.js';
import type { SupervisionStrategy } from '../strategies/supervision-strategy.js';
import type { SupervisedActor } from '../supervised-actor.js';
import { SupervisedMachineActor } from '../supervised-machine-actor.js';
import type { Supervisor } from '../supervisor.js';
import { errorHistory } from '../telemetry/error-history.js';
import { eventStream } from '../telemetry/event-stream.js';
import type { ResolvedChildSpec } from './child-spec.js';
import { setTraits } from './set-traits.js';

/** What a start by call came to: a ManagementVerdict, and the actor or the error. */
export interface StartByCall {
  readonly verdict: number;
  readonly actor: SupervisedActor | undefined;
  readonly error: Error | undefined;
}

/**
 * A worker that its supervisor knows by a spec, whether it runs or not: each life is an actor of its
 * own, and the core's child stays the same.
 */
export class ChildEntry {
  spec: ResolvedChildSpec;
  readonly owner: Supervisor;
  readonly childId: number;
  /** The actor of the present life. */
  actor: SupervisedActor | undefined;
  /** Settles when a termination that is under way has ended. */
  termination: Promise<void> | undefined;
  /** How often the child has ended. */
  ends = 0;
  /** How many lives have begun. */
  lives = 0;
  /** Whether a failure ended the last life for good, and nobody has done anything about it since. */
  hasFailedForGood = false;
  /** Whether it was started by call, not by the supervisor itself. */
  readonly isDynamic: boolean;
  readonly #isOfTemplate: boolean;
  /** Whether it is being started by call. */
  isTrial = false;
  /** Whether an actor is being made: the core takes up its failures when that has ended. */
  isBeingMade = false;
  /** Why there was no actor the last time that there was to be one. */
  #makingError: Error | undefined;
  #lastStart: { actor?: SupervisedActor; error?: Error | undefined } = {};

  constructor(
    owner: Supervisor,
    spec: ResolvedChildSpec,
    isDynamic: boolean,
    isOfTemplate = false,
  ) {
    this.owner = owner;
    this.spec = spec;
    this.isDynamic = isDynamic;
    this.#isOfTemplate = isOfTemplate;
    const core = hostedCore();
    this.childId = core._sw_add_child(owner.coreId, noActorId, NONE);
    if (this.childId === noChild) throw new RangeError('the core cannot supervise more actors');
    directory.addEntry(this.childId, this);
    this.change(spec);
  }

  /** Takes another spec, which rules from the next failure, end or start on. */
  change(spec: ResolvedChildSpec): void {
    this.spec = spec;
    setTraits(this.childId, spec, this.isDynamic);
  }

  get id(): string {
    return this.spec.id;
  }

  get isPermanent(): boolean {
    return this.spec.restart === 'permanent';
  }

  /** Starts the child by call; returns the actor, or the error of a start that failed. */
  startByCall(): StartByCall {
    this.isTrial = true;
    eventStream.touch();
    const verdict = hostedCore()._sw_restart_child(this.childId);
    this.isTrial = false;
    const { actor, error } = this.#lastStart;
    this.#lastStart = {};
    if (verdict === ManagementVerdict.startFailed) this.#discardActor();
    return { verdict, actor, error };
  }

  /** Asked by the core to begin a new life; says whether that began. */
  begin(): boolean {
    if (!this.owner.manager.recall(this)) {
      hostedCore()._sw_supervised_stop(this.childId);
      hostedCore()._sw_retire_child(this.childId);
      return false;
    }
    this.isBeingMade = true;
    try {
      return this.#begin();
    } finally {
      this.isBeingMade = false;
    }
  }

  #begin(): boolean {
    const life = ++this.lives;
    this.hasFailedForGood = false;
    let actor: SupervisedMachineActor | undefined;
    try {
      actor = this.#makeActor(life);
    } catch (error) {
      if (this.#isBeginning(life)) this.#failToMake(toError(error));
      return false;
    }
    if (!actor) {
      if (this.#isBeginning(life)) hostedCore()._sw_supervised_stop(this.childId);
      return false;
    }
    actor.start();
    if (actor.hasFailedAtStart) {
      this.#lastStart = { error: actor.knownNotes.lastError };
      return false;
    }
    if (this.isTrial) this.#lastStart = { actor: actor as unknown as SupervisedActor };
    else noteRestart(actor);
    return true;
  }

  /** Says whether a life that was to begin still is: its `start` may have stopped the child. */
  #isBeginning(life: number): boolean {
    const presence = hostedCore()._sw_child_presence(this.childId);
    return this.lives === life && presence === ChildPresence.restarting;
  }

  #makeActor(life: number): SupervisedMachineActor | undefined {
    const { id, machine, start, input, options } = this.spec;
    const isUnwanted = () => this.owner.isGoingAway || !this.#isBeginning(life);
    if (isUnwanted()) return undefined;
    const source = start ? start(input) : machine;
    if (source === undefined || isUnwanted()) return undefined;
    return new SupervisedMachineActor(
      id,
      source,
      { ...options, input, supervisor: this.owner },
      this,
    );
  }

  /** Without an actor there is nobody to report the failure: supervision is told here. */
  #failToMake(error: Error): void {
    this.#lastStart = { error };
    this.#makingError = error;
    const { owner, childId } = this;
    errorHistory.append({
      error,
      actorId: this.id,
      supervisorId: owner.path,
      timestamp: timestamp(),
      context: { phase: 'start' },
      eventType: undefined,
      restartCount: hostedCore().health(childId).restartCount,
    });
    this.failAt(owner, error);
  }

  /** A failure of a child that has no actor at present has reached a supervisor. */
  failAt(at: Supervisor, error = this.#makingError): void {
    const verdict = tellCore(this.childId, at, error, this.isBeingMade);
    if (verdict === FailureVerdict.decide) this.decide(at);
  }

  /** Lets the core decide about a child that has no actor at present. */
  decide(at: Supervisor): void {
    // What was named has been resolved when the spec was read.
    const given = this.spec.options?.strategy as SupervisionStrategy | undefined;
    const own = at === this.owner ? given : undefined;
    const error = this.#makingError ?? new Error('the child could not start');
    const index = indexWithoutActor(own ?? at.defaultStrategy, error);
    hostedCore()._sw_apply(this.childId, index, at.coreId);
  }

  #discardActor(): void {
    const { actor } = this;
    this.leave();
    if (!actor) return;
    internalsOf(actor).discard();
  }

  /** The actor's life is over; the child may get another one. */
  leave(): void {
    this.actor = undefined;
    hostedCore()._sw_set_child_actor(this.childId, noActorId);
  }

  /** The child's actor goes its own way, and the child is no more. */
  abandon(): void {
    hostedCore()._sw_remove_child(this.childId);
    this.owner.manager.disown(this);
  }

  /** Whether the child is forgotten when it ends. */
  get isForgottenAtItsEnd(): boolean {
    return this.#isOfTemplate || this.spec.restart === 'temporary';
  }

  /** Told by the core that the child's life is over, unless it is started again. */
  ended(): void {
    this.ends++;
    this.termination = undefined;
    if (this.isForgottenAtItsEnd) this.owner.manager.drop(this);
  }

  /** Runs the spec's `terminate`; what it throws is recorded and harms nobody. */
  async runTerminate(actor: SupervisedActor): Promise<void> {
    try {
      await this.spec.terminate?.(actor);
    } catch (error) {
      recordFailure(this.owner, actor, toError(error), { phase: 'terminate' });
    }
  }
}
