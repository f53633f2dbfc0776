import { hostedCore } from '../../actor/host.js';
import { MailboxOverflowError } from '../../actor/mailbox-overflow-error.js';
import type { AnyActorRef } from '../../behavior/acting-actor.js';
import { noActorId } from '../../core/ids.js';
import { matchesDescriptor } from '../../program/matches-descriptor.js';
import { DeadlineError } from '../errors/deadline-error.js';
import { HeartbeatError } from '../errors/heartbeat-error.js';
import { internalsOf } from '../internals.js';
import { noChild } from '../no-child.js';
import type { SupervisedActor } from '../supervised-actor.js';
import type { DetectedLife } from './detected-life.js';
import type { Bounds, Detection } from './detection.js';
import { InvocationDeadlines } from './invocation-deadlines.js';

const never = Number.POSITIVE_INFINITY;
const noDeadline = -1;
/** Event types whose match is remembered; those beyond are matched each time. */
const maxRemembered = 1000;
const defaultBounds: Bounds = [0xffff_ffff, 0, 1000, 0];

/** Finds the failures of an actor that nobody throws; the core keeps the time. */
export class Detector {
  readonly #actor: DetectedLife;
  readonly #detection: Detection;
  readonly #deadlines: InvocationDeadlines;
  readonly #counting = new Map<string, boolean>();
  #isFailing = false;

  constructor(actor: DetectedLife, detection: Detection) {
    this.#actor = actor;
    this.#detection = detection;
    this.#deadlines = new InvocationDeadlines(actor, detection.invocationDeadline);
    this.#setLimits(detection.eventDeadline, detection.bounds);
  }

  #setLimits(eventDeadline: number, bounds: Bounds): void {
    const { actorId } = this.#actor;
    if (actorId === noActorId) return;
    hostedCore()._sw_set_event_deadline(actorId, eventDeadline);
    if (hostedCore()._sw_set_bounds(actorId, ...bounds) === 0) {
      throw new RangeError('the core cannot hold more than 65535 different mailbox bounds');
    }
  }

  /** Whether events have to be told of. */
  get hearsEvents(): boolean {
    return this.#detection.heartbeat.within !== never;
  }

  /** Told that the actor starts, or that it runs already. */
  begin(): void {
    const { within, startAfter } = this.#detection.heartbeat;
    if (this.hearsEvents) {
      hostedCore()._sw_set_heartbeat(this.#actor.childId, within, startAfter);
    }
  }

  /** Told of an event that is sent to the actor. */
  arrived({ type }: { readonly type: string }): void {
    if (this.#counts(type)) hostedCore()._sw_beat(this.#actor.childId);
  }

  #counts(type: string): boolean {
    const { events } = this.#detection.heartbeat;
    if (!events) return true;
    const known = this.#counting.get(type);
    if (known !== undefined) return known;
    const counts = events.some((descriptor) => matchesDescriptor(descriptor, type));
    if (this.#counting.size < maxRemembered) this.#counting.set(type, counts);
    return counts;
  }

  /** Told of a child that is about to start. */
  childStarts(child: AnyActorRef): void {
    if (this.#detection.invocationDeadline !== never) this.#deadlines.begin(child);
  }

  /** Told by the core that the actor was silent for too long, or that a child takes too long. */
  overdue(deadline: number, milliseconds: number): void {
    if (deadline !== noDeadline) {
      this.#deadlines.meet(deadline, milliseconds);
      return;
    }
    const { within } = this.#detection.heartbeat;
    const error = new HeartbeatError(this.#actor.id, milliseconds, within);
    this.#self.reportError(error, { phase: 'heartbeat' });
  }

  /** Told by the core that an event took too long. */
  overran(milliseconds: number): void {
    const { childId, id } = this.#actor;
    const { eventDeadline, onDeadline } = this.#detection;
    hostedCore()._sw_note_overrun(childId, milliseconds);
    if (onDeadline === 'report') return;
    this.#failSoon(new DeadlineError(id, eventDeadline, milliseconds), 'event');
  }

  /** Told by the core that the actor is to fail for want of room. */
  overflowed(): void {
    this.#failSoon(new MailboxOverflowError(this.#actor.id, 'mailbox'), 'mailbox');
  }

  /** Fails the actor once its event is over, unless it fails of something else. */
  #failSoon(error: Error, phase: string): void {
    if (this.#isFailing) return;
    this.#isFailing = true;
    const internals = internalsOf(this.#self);
    const { restartCount } = internals;
    queueMicrotask(() => {
      this.#isFailing = false;
      const isOver = internals.childId === noChild || internals.isHeld;
      if (isOver || internals.restartCount !== restartCount) return;
      this.#self.reportError(error, { phase });
    });
  }

  get #self(): SupervisedActor {
    return this.#actor as unknown as SupervisedActor;
  }

  /** Lets the actor be, before it leaves its supervisor. */
  leave(): void {
    this.#deadlines.clear();
    if (this.hearsEvents) hostedCore()._sw_set_heartbeat(this.#actor.childId, never, 0);
    this.#setLimits(never, defaultBounds);
  }
}
