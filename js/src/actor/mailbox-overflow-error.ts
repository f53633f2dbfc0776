/** There was no room for an event: too many wait for the actor. */
export class MailboxOverflowError extends Error {
  override readonly name = 'MailboxOverflowError';
  readonly code = 'STATEWARDEN_MAILBOX_OVERFLOW';
  readonly actorId: string;
  /** The type of the event for which there was no room, if one is to blame. */
  readonly eventType: string | undefined;
  /** Whether the actor runs and its `mailbox` is full, or is held and its `stash` is. */
  readonly where: 'mailbox' | 'stash';

  constructor(actorId: string, where: 'mailbox' | 'stash', eventType?: string) {
    const event = eventType === undefined ? 'an event' : `event '${eventType}'`;
    super(`the ${where} of actor '${actorId}' has no room for ${event}`);
    this.actorId = actorId;
    this.where = where;
    this.eventType = eventType;
  }
}
