import { MailboxOverflowError } from '../../actor/mailbox-overflow-error.js';
import { Phase } from '../../actor/phase.js';
import { type AnyActorRef, ProcessingStatus } from '../../behavior/acting-actor.js';
import type { EventObject } from '../../program/machine-types.js';
import type { ChildEntry } from '../children/child-entry.js';
import { SupervisedMembership } from '../supervised-membership.js';
import type { Supervisor } from '../supervisor.js';
import { detectionOf } from './detection.js';
import { Detector } from './detector.js';

/** How a supervised actor is checked for failures that nobody throws. */
export abstract class DetectedLife extends SupervisedMembership {
  override joinSupervisor(supervisor: Supervisor): void {
    super.joinSupervisor(supervisor);
    this.beginDetection();
  }

  override joinAs(entry: ChildEntry): void {
    super.joinAs(entry);
    this.beginDetection();
  }

  protected override forgetChild(): void {
    this.endDetection();
    super.forgetChild();
  }

  /** Begins to check the actor, as its options or those of its supervisor ask for. */
  private beginDetection(): void {
    const detection = detectionOf(this.options, this.supervisor?.options.detection);
    if (!detection) return;
    const detector = new Detector(this, detection);
    this.notes.detector = detector;
    if (detector.hearsEvents) this.enter(Phase.watched);
    if (this._processingStatus === ProcessingStatus.running) detector.begin();
  }

  /** Checks the actor no longer, before it leaves its supervisor. */
  private endDetection(): void {
    const { detector } = this.knownNotes;
    if (!detector) return;
    detector.leave();
    this.leave(Phase.watched);
    this.notes.detector = undefined;
  }

  override start(): this {
    const isNew = this._processingStatus === ProcessingStatus.notStarted;
    if (isNew) this.knownNotes.detector?.begin();
    return super.start();
  }

  override startChild(child: AnyActorRef): void {
    this.knownNotes.detector?.childStarts(child);
    super.startChild(child);
  }

  protected override arrived(event: EventObject): void {
    this.knownNotes.detector?.arrived(event);
  }

  /** The bounds of the actor ask for it. */
  protected override refuse(event: EventObject): void {
    const where = this.isHeld ? 'stash' : 'mailbox';
    throw new MailboxOverflowError(this.id, where, event.type);
  }
}
