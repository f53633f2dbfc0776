import { hostedCore } from '../actor/host.js';
import { guarded } from '../actor/report.js';
import { timestamp } from '../actor/system-clock.js';
import { ChildState, FailureVerdict } from '../core/codes.js';
import { countsAsFailure } from './circuit/counts-as-failure.js';
import { directory } from './directory.js';
import { toError } from './errors/thrown-value-error.js';
import { settleFailingEvent } from './failing-event.js';
import { internalsOf } from './internals.js';
import { noChild } from './no-child.js';
import { settle } from './settle.js';
import { settled } from './settled.js';
import { isHeld } from './strategies/carry-out.js';
import { coreIndexOf } from './strategies/core-strategy.js';
import { EscalateStrategy } from './strategies/escalate-strategy.js';
import { indexWithoutActor } from './strategies/index-without-actor.js';
import { ResumeStrategy } from './strategies/resume-strategy.js';
import type { SupervisionStrategy } from './strategies/supervision-strategy.js';
import type { SupervisedActor } from './supervised-actor.js';
import type { Supervisor } from './supervisor.js';
import { errorHistory } from './telemetry/error-history.js';
import { eventStream } from './telemetry/event-stream.js';
import { noteSupervisorFailure } from './watch/supervisor-ending.js';

type Context = Record<string, unknown> | undefined;

/** Handles a failure that has reached a supervisor, from an actor of its own or from below. */
export function handleFailure(
  supervisor: Supervisor,
  actor: SupervisedActor,
  error: Error,
  context: Context,
): Promise<void> {
  const internals = internalsOf(actor);
  const isOwn = actor.supervisor === supervisor;
  settle();
  if (isOwn) recordFailure(supervisor, actor, error, context);
  const verdict = noteFailure(supervisor, actor, error);
  if (isOwn) settleFailingEvent(internals);
  settle();
  const number = internals.notes.decisionNumber;
  tellOfError(supervisor, actor, error, isOwn);
  // A callback may have dealt with the failure already, or there may be a newer one.
  if (verdict !== FailureVerdict.decide || !isUndecided(actor, number)) return settled;
  return decide(supervisor, actor, error, isOwn ? actor.strategy : supervisor.defaultStrategy);
}

function tellOfError(
  supervisor: Supervisor,
  actor: SupervisedActor,
  error: Error,
  isOwn: boolean,
): void {
  const { onError } = internalsOf(actor).options;
  if (isOwn && onError) guarded(() => onError(error));
  if (supervisor.options.onError) guarded(() => supervisor.options.onError?.(error, actor));
}

/** Writes a failure into the error history. */
export function recordFailure(
  supervisor: Supervisor,
  actor: SupervisedActor,
  error: Error,
  context: Context,
): void {
  const internals = internalsOf(actor);
  if (!supervisor.isStopped) supervisor.lastFailure = { error, actor };
  const now = timestamp();
  internals.noteError(error, now);
  errorHistory.append({
    error,
    actorId: actor.id,
    supervisorId: supervisor.path,
    timestamp: now,
    context,
    eventType: internals.failingEventType,
    restartCount: internals.restartCount,
  });
}

/** Tells of a failure of an actor that has left its supervisor already, because it was stopped. */
export function recordLateFailure(actor: SupervisedActor, error: Error): void {
  const { supervisor } = actor;
  if (!supervisor) return;
  recordFailure(supervisor, actor, error, undefined);
  tellOfError(supervisor, actor, error, true);
}

function noteFailure(supervisor: Supervisor, actor: SupervisedActor, error: Error): number {
  const internals = internalsOf(actor);
  if (internals.childId === noChild) return FailureVerdict.ignored;
  const hadFailed = internals.knownNotes.hasFailed;
  internals.notes.hasFailed = true;
  const verdict = tellCore(
    internals.childId,
    supervisor,
    error,
    internals.knownNotes.entry?.isBeingMade,
  );
  if (verdict === FailureVerdict.decide) internals.notes.decisionNumber++;
  if (verdict === FailureVerdict.ignored) internals.notes.hasFailed = hadFailed;
  return verdict;
}

/**
 * Tells the core that a child failed; the error is for whoever hears of the failure.
 *
 * @param isBeingMade - says that its actor is being made, and the core records a failure after that
 */
export function tellCore(
  child: number,
  at: Supervisor,
  error: Error | undefined,
  isBeingMade = false,
): number {
  const core = hostedCore();
  const counts = countsAsFailure(at.options.isCircuitFailure, error) ? 1 : 0;
  if (!error || !eventStream.isEnabled) return core._sw_note_failure(child, at.coreId, counts);
  const count = core._sw_error_count(child);
  eventStream.noteError(child, error);
  const verdict = core._sw_note_failure(child, at.coreId, counts);
  // One that was passed on, or of a child that has ended, is no event of its own.
  if (!isBeingMade && core._sw_error_count(child) === count) eventStream.dropError(child, error);
  return verdict;
}

function isUndecided(actor: SupervisedActor, number: number): boolean {
  const { childId, knownNotes } = internalsOf(actor);
  if (childId === noChild || knownNotes.decisionNumber !== number) return false;
  return hostedCore()._sw_child_state(childId) === ChildState.failed;
}

/** Lets a strategy decide about an actor that is held. */
function decide(
  supervisor: Supervisor,
  actor: SupervisedActor,
  error: Error,
  strategy: SupervisionStrategy,
): Promise<void> {
  const internals = internalsOf(actor);
  const number = internals.notes.decisionNumber;
  internals.notes.decidingStrategy = strategy;
  internals.notes.decidingAt = supervisor;
  const finish = () => finishDecision(supervisor, actor, error, number);
  const fail = (fault: unknown) => failDecision(supervisor, actor, toError(fault), number);
  try {
    const decided = strategy.handleError(supervisor, actor, error);
    if (decided === settled && !isUndecided(actor, number)) return settled;
    return Promise.resolve(decided).then(finish).catch(fail);
  } catch (fault) {
    fail(fault);
    return settled;
  }
}

/** If the strategy did nothing about the failure, the actor goes on. */
function finishDecision(
  supervisor: Supervisor,
  actor: SupervisedActor,
  error: Error,
  number: number,
): Promise<void> {
  return isUndecided(actor, number) ? ignoring().handleError(supervisor, actor, error) : settled;
}

/**
 * Lets a strategy decide about a failure that had to wait, or the fallback of a ResumeStrategy about
 * one that was too many.
 */
export function decideAgain(
  supervisor: Supervisor | undefined,
  actor: SupervisedActor | undefined,
): void {
  if (!supervisor || !actor) return;
  const internals = internalsOf(actor);
  const isOwn = actor.supervisor === supervisor;
  const deciding = internals.notes.decidingStrategy;
  const strategy = isOwn ? actor.strategy : supervisor.defaultStrategy;
  const fallback =
    internals.notes.isResuming && deciding instanceof ResumeStrategy
      ? deciding.options.fallbackStrategy
      : undefined;
  internals.notes.decisionNumber++;
  const error = internals.notes.lastError ?? new Error('the actor failed');
  void decide(supervisor, actor, error, fallback ?? strategy);
}

/** A strategy that fails is an error of its own, and leaves nothing but to stop the actor. */
function failDecision(
  supervisor: Supervisor,
  actor: SupervisedActor,
  fault: Error,
  number: number,
): void {
  recordFailure(supervisor, actor, fault, { phase: 'strategy' });
  tellOfError(supervisor, actor, fault, true);
  if (isUndecided(actor, number)) guarded(() => actor.stop());
}

let resumption: ResumeStrategy | undefined;
let escalation: EscalateStrategy | undefined;

function ignoring(): ResumeStrategy {
  resumption ??= new ResumeStrategy({ logError: false });
  return resumption;
}

function applyTo(
  supervisor: Supervisor,
  actor: SupervisedActor,
  strategy: SupervisionStrategy,
): void {
  const { childId } = internalsOf(actor);
  hostedCore()._sw_apply(childId, coreIndexOf(strategy), supervisor.coreId);
  settle();
}

/** The actor whose failure is being passed on; it may have been stopped before that. */
let escalating: SupervisedActor | undefined;

/** Passes a failure on to the parent of a supervisor; see Supervisor.escalateError. */
export async function escalate(
  supervisor: Supervisor,
  actor: SupervisedActor,
  error: Error,
  context: Context,
): Promise<void> {
  const internals = internalsOf(actor);
  if (!isHeld(supervisor, actor, error)) return;
  const deciding = internals.notes.decidingStrategy;
  escalation ??= new EscalateStrategy();
  const passed = { error, context, handled: undefined as Promise<void> | undefined };
  internals.notes.escalation = passed;
  const outer = escalating;
  escalating = actor;
  applyTo(supervisor, actor, deciding instanceof EscalateStrategy ? deciding : escalation);
  escalating = outer;
  await passed.handled;
}

/** Takes up, at the parent, a failure that a supervisor below passed on. */
export function receiveEscalation(parent: Supervisor, child: number): void {
  const failed = directory.member(child);
  const actor = directory.child(child) ?? escalating;
  if (failed) handleSupervisorFailure(parent, failed, child);
  else if (actor) handleEscalated(parent, actor);
  else directory.entry(child)?.failAt(parent);
}

function handleEscalated(parent: Supervisor, actor: SupervisedActor): void {
  const internals = internalsOf(actor);
  const passed = internals.notes.escalation;
  internals.notes.escalation = undefined;
  const error = passed?.error ?? internals.notes.lastError ?? new Error('the actor failed');
  parent.lastFailure = { error, actor };
  const handled = parent.handleActorError(actor, error, passed?.context);
  if (passed) passed.handled = handled;
}

/** A supervisor that fails as a whole is restarted or stopped by the core, or passed on again. */
function handleSupervisorFailure(parent: Supervisor, failed: Supervisor, member: number): void {
  const failure = failed.lastFailure;
  parent.lastFailure = failure;
  noteSupervisorFailure(failed, failure?.error ?? new Error('the supervisor failed'));
  const verdict = tellCore(member, parent, failure?.error);
  if (failure) guarded(() => parent.options.onError?.(failure.error, failure.actor));
  if (verdict === FailureVerdict.decide) decideAboutSupervisor(parent, failed);
}

/** Lets the core decide about a supervisor that failed as a whole. */
export function decideAboutSupervisor(parent: Supervisor, failed: Supervisor): void {
  const failure = failed.lastFailure;
  const error = failure?.error ?? new Error('the supervisor failed');
  const index = indexWithoutActor(parent.defaultStrategy, error, failure?.actor);
  hostedCore()._sw_apply(failed.memberId, index, parent.coreId);
}
