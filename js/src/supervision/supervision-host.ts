import { findActor } from '../actor/actor-table.js';
import { systemClock } from '../actor/clocks.js';
import { type SupervisionHost, setSupervisionHost } from '../actor/host.js';
import type { AnyActorRef } from '../behavior/acting-actor.js';
import { RestartMode } from '../core/codes.js';
import type { EventObject } from '../program/machine-types.js';
import { recordTimeout, runCleanup } from './cleanup.js';
import { directory } from './directory.js';
import { decideAboutSupervisor, decideAgain, receiveEscalation } from './failure-handling.js';
import { internalsOf } from './internals.js';
import { askRestart, askStop } from './requests.js';
import { settle } from './settle.js';
import { SupervisedMachineActor } from './supervised-machine-actor.js';
import { deadLetters } from './telemetry/dead-letters.js';
import { eventStream } from './telemetry/event-stream.js';
import { supervisorEnded } from './watch/supervisor-ending.js';

function supervised(id: number): SupervisedMachineActor | undefined {
  const actor = findActor(id);
  return actor instanceof SupervisedMachineActor ? actor : undefined;
}

/** A start that failed has left no good state to go on in. */
function modeFor(actor: SupervisedMachineActor, mode: number): number {
  return mode === RestartMode.lastGood && actor.hasFailedAtStart ? RestartMode.fresh : mode;
}

/** Answers what the core's supervision asks of the world. */
const host: SupervisionHost = {
  haltActor: (id, keepsDelays) => supervised(id)?.halt(keepsDelays !== 0),
  restartActor(id, mode) {
    const actor = supervised(id);
    return actor?.beginIncarnation(modeFor(actor, mode)) ? 1 : 0;
  },
  startChild: (child) => (directory.entry(child)?.begin() ? 1 : 0),
  requestRestart: (child, mode) => askRestart(child, mode),
  requestStop: (child) => askStop(child),
  cleanUp: (child, _strategy, token) => runCleanup(directory.child(child), child, token),
  cleanupTimedOut: (child, timeout) => recordTimeout(directory.child(child), timeout),
  decide(child, at) {
    const [supervisor, actor] = [directory.supervisor(at), directory.child(child)];
    const member = directory.member(child);
    if (actor) decideAgain(supervisor, actor);
    else if (supervisor && member) decideAboutSupervisor(supervisor, member);
    else if (supervisor) directory.entry(child)?.decide(supervisor);
  },
  escalate(child, _from, to) {
    const parent = directory.supervisor(to);
    if (parent) receiveEscalation(parent, child);
  },
  gaveUp: () => settle(),
  ended(child) {
    const actor = directory.child(child);
    const internals = actor && internalsOf(actor);
    internals?.childEnded();
    directory.entry(child)?.ended();
    const member = directory.member(child);
    if (member) supervisorEnded(member, false);
    member?.memberEnded();
    // Whoever hears of it may start the child anew.
    settle();
    internals?.announceEnd();
    settle();
  },
  overdue(child, deadline, milliseconds) {
    const actor = directory.child(child);
    if (actor) internalsOf(actor).knownNotes.detector?.overdue(deadline, milliseconds);
    settle();
  },
  overran: (id, milliseconds) => supervised(id)?.knownNotes.detector?.overran(milliseconds),
  overflowed: (id) => supervised(id)?.knownNotes.detector?.overflowed(),
  advanced: () => settle(),
  deadLetter(actor: AnyActorRef | undefined, event: EventObject, reason: number) {
    const letter = deadLetters.add(event, actor?.id, reason);
    const { supervisor } = (actor ?? {}) as Partial<SupervisedMachineActor>;
    eventStream.tellDeadLetter(letter, supervisor, systemClock.now());
  },
};

setSupervisionHost(host);
