import type { AnyActorRef } from '../behavior/acting-actor.js';
import { ActionReply, GuardReply } from '../core/codes.js';
import type { Core, CoreHost } from '../core/core.js';
import { getCore } from '../core/loader.js';
import type { EventObject } from '../program/machine-types.js';
import type { ActingMachine } from './acting-machine.js';
import { actorOf, findActor, lendActor, takeBack } from './actor-table.js';
import { now, setOnAdvanced, wakeAt } from './clocks.js';
import { Handles } from './handles.js';
import type { MachineLife } from './machine-life.js';
import { randomSeed } from './random-seed.js';
import { reportUnhandledError } from './report.js';

/** An event that waits, for its receiver or for its time. */
interface Kept {
  event: EventObject;
  /** The receiver of a scheduled event. */
  target?: AnyActorRef;
  /** The id under which a scheduled event may be cancelled. */
  id?: string | undefined;
  /** The milliseconds after which a scheduled event is sent, and the time at which that was asked. */
  delay?: number;
  startedAt?: number;
  /** Says that it is processed in the macrostep that raised it. */
  isRaised?: boolean;
}

/** What the layer above does for the core; it registers itself with setSupervisionHost. */
export interface SupervisionHost
  extends Omit<
    CoreHost,
    | 'askGuard'
    | 'runAction'
    | 'startInvocation'
    | 'stopInvocation'
    | 'computeDelay'
    | 'makeDoneEvent'
    | 'computeOutput'
    | 'openEvent'
    | 'openDelayEvent'
    | 'dropEvent'
    | 'microstepTaken'
    | 'delayStarted'
    | 'delayCancelled'
    | 'now'
    | 'wakeAt'
    | 'keepEvent'
    | 'isVital'
    | 'committed'
    | 'runEffect'
    | 'dropEffect'
    | 'notify'
    | 'failed'
    | 'stopped'
    | 'deliver'
    | 'deadLetter'
  > {
  /** Takes an event that reached nobody. */
  deadLetter(actor: AnyActorRef | undefined, event: EventObject, reason: number): void;
  /** Is told that time has passed and timers have fired. */
  advanced(): void;
}

const events = new Handles<Kept>();
const effects = new Handles<() => void>();
let sending: EventObject | undefined;
let supervision: SupervisionHost | undefined;
let core: Core | undefined;

/** Returns the core with this host plugged in. */
export function hostedCore(): Core {
  if (core === undefined) {
    core = getCore();
    core.setHost(host);
    core.seedRandom(randomSeed());
    setOnAdvanced(() => supervision?.advanced());
  }
  return core;
}

/** Registers who answers the core's supervision calls. */
export function setSupervisionHost(host: SupervisionHost): void {
  supervision = host;
}

/** Takes an event if nobody but observers is concerned; returns CommitFlag bits, 0 if not taken. */
export function takeInCore(actor: MachineLife, code: number): number {
  return hostedCore()._sw_take(actor.actorId, code >> 1, code & 1);
}

/** Sends an event into the core; returns CommitFlag bits. */
export function sendToCore(actor: MachineLife, event: EventObject, code: number): number {
  sending = event;
  const place = lendActor(actor);
  const flags = hostedCore()._sw_send(actor.actorId, code >> 1, code & 1);
  takeBack(place, actor);
  sending = undefined;
  return flags;
}

/** Keeps an event that is to be raised or sent later, and returns its handle. */
export function keepEvent(kept: Kept): number {
  return events.keep(kept);
}

/** Returns an event that waits, without taking it. */
export function peekEvent(handle: number): Readonly<Kept> | undefined {
  return events.peek(handle);
}

/** Defers an effect of an actor to the end of its macrostep. */
export function deferEffect(actor: ActingMachine, effect: () => void): void {
  hostedCore()._sw_defer(actor.actorId, effects.keep(effect));
}

/** Tells the dead letters of an event that reached nobody. */
export function reportDeadLetter(
  actor: AnyActorRef | undefined,
  event: EventObject,
  reason: number,
): void {
  if (!supervision) return;
  try {
    supervision.deadLetter(actor, event, reason);
  } catch (error) {
    reportUnhandledError(error);
  }
}

/** Returns how many events and effects the host holds for the core. */
export function heldByHost(): { events: number; effects: number } {
  return { events: events.size, effects: effects.size };
}

/** What tells of a child's end comes once, and a machine may wait for it for ever. */
function isVital(type: string): boolean {
  return type.startsWith('xstate.done.') || type.startsWith('xstate.error.');
}

/** Runs user code on behalf of an actor; what it throws becomes the actor's fault. */
function attempt(id: number, run: (actor: MachineLife) => 0 | 1): number {
  const actor = actorOf(id);
  try {
    return run(actor);
  } catch (error) {
    actor.fault = error;
    return ActionReply.threw;
  }
}

/** Runs our own code in a callback of the core; nothing may escape into it. */
function safely<T>(run: () => T, otherwise: T): T {
  try {
    return run();
  } catch (error) {
    reportUnhandledError(error);
    return otherwise;
  }
}

const host: CoreHost = {
  askGuard(id, slot) {
    const actor = actorOf(id);
    try {
      return actor.behavior.askGuard(actor, slot) ? GuardReply.passes : GuardReply.fails;
    } catch (error) {
      actor.fault = error;
      return GuardReply.threw;
    }
  },
  runAction(id, slot) {
    const actor = actorOf(id);
    try {
      return actor.behavior.runAction(actor, slot);
    } catch (error) {
      actor.fault = error;
      return ActionReply.threw;
    }
  },
  startInvocation: (id, slot) => attempt(id, (actor) => actor.startInvocation(slot)),
  stopInvocation: (id, slot) => attempt(id, (actor) => actor.stopInvocation(slot)),
  computeDelay(id, slot) {
    const actor = actorOf(id);
    try {
      return actor.computeDelay(slot);
    } catch (error) {
      actor.fault = error;
      return -1;
    }
  },
  makeDoneEvent(id, node, output) {
    const actor = actorOf(id);
    try {
      return events.keep({ event: actor.makeDoneEvent(node, output), isRaised: true });
    } catch (error) {
      actor.fault = error;
      return -1;
    }
  },
  computeOutput: (id, node) => attempt(id, (actor) => actor.finishWith(node)),
  openEvent(id, handle) {
    const { event, isRaised = false } = events.take(handle);
    actorOf(id).open(event, isRaised);
  },
  openDelayEvent: (id, delay) => safely(() => actorOf(id).openDelay(delay), undefined),
  dropEvent: (handle) => void events.take(handle),
  microstepTaken: (id, selected, finishes) =>
    safely(() => actorOf(id).microstepTaken(selected, finishes), undefined),
  delayStarted: (id, delay, milliseconds) =>
    safely(() => actorOf(id).delayStarted(delay, milliseconds), undefined),
  delayCancelled: (id, delay) => safely(() => actorOf(id).delayCancelled(delay), undefined),
  now,
  wakeAt,
  isVital: () => Number(sending !== undefined && isVital(sending.type)),
  keepEvent: () => events.keep({ event: sending as EventObject }),
  committed: (id, flags) => safely(() => actorOf(id).commit(flags), undefined),
  runEffect(id, handle) {
    const effect = effects.take(handle);
    try {
      effect();
      return ActionReply.done;
    } catch (error) {
      actorOf(id).fault = error;
      return ActionReply.threw;
    }
  },
  dropEffect: (handle) => void effects.take(handle),
  notify: (id, flags) => safely(() => actorOf(id).publish(flags), undefined),
  failed: (id, reason) => safely(() => actorOf(id).fail(reason), undefined),
  stopped: (id) => safely(() => findActor(id)?.ended(), undefined),
  deliver(id, handle) {
    const { event, target, id: sendId } = events.take(handle);
    safely(() => actorOf(id).deliver(event, target as AnyActorRef, sendId), undefined);
  },
  deadLetter: (id, handle, reason) =>
    reportDeadLetter(findActor(id), events.take(handle).event, reason),

  overran: (id, milliseconds) => safely(() => supervision?.overran(id, milliseconds), undefined),
  overflowed: (id) => safely(() => supervision?.overflowed(id), undefined),
  overdue: (child, deadline, milliseconds) =>
    safely(() => supervision?.overdue(child, deadline, milliseconds), undefined),
  haltActor: (id, keepsDelays) => safely(() => supervision?.haltActor(id, keepsDelays), undefined),
  restartActor: (id, mode) => safely(() => supervision?.restartActor(id, mode) ?? 0, 0),
  startChild: (child) => safely(() => supervision?.startChild(child) ?? 0, 0),
  requestRestart: (child, mode) =>
    safely(() => supervision?.requestRestart(child, mode), undefined),
  requestStop: (child) => safely(() => supervision?.requestStop(child), undefined),
  cleanUp: (child, strategy, token) =>
    safely(() => supervision?.cleanUp(child, strategy, token), undefined),
  cleanupTimedOut: (child, milliseconds) =>
    safely(() => supervision?.cleanupTimedOut(child, milliseconds), undefined),
  decide: (child, at) => safely(() => supervision?.decide(child, at), undefined),
  escalate: (child, from, to) => safely(() => supervision?.escalate(child, from, to), undefined),
  gaveUp: (child, at) => safely(() => supervision?.gaveUp(child, at), undefined),
  ended: (child) => safely(() => supervision?.ended(child), undefined),
};
