import { BoundedLog } from './bounded-log.js';
import { FailureCauses } from './failure-causes.js';

/** One failure of an actor, as the error history keeps it. It keeps no actor and no snapshot alive. */
export interface SupervisionError {
  /** What was thrown, or a ThrownValueError around it when it was no Error. */
  readonly error: Error;
  readonly actorId: string;
  /** The path of the supervisor that the failure reached first, such as `'root/orders'`. */
  readonly supervisorId: string;
  /** When, in milliseconds of the wall clock (`Date.now()`), or of an injected clock. */
  readonly timestamp: number;
  /** What the reporter added, such as the second argument of `reportError`. */
  readonly context: Readonly<Record<string, unknown>> | undefined;
  /** The type of the event that was being processed, if any was. */
  readonly eventType: string | undefined;
  /** How many restarts the actor had behind it. */
  readonly restartCount: number;
}

const capacity = 100;

class ErrorHistory extends BoundedLog<SupervisionError> {
  readonly causes = new FailureCauses();

  override append(entry: SupervisionError): void {
    super.append(entry);
    this.causes.note(entry);
  }

  override clear(): void {
    super.clear();
    this.causes.clear();
  }
}

/** The failures of all actors of this process: the newest hundred, and what they have in common. */
export const errorHistory = new ErrorHistory(capacity);
