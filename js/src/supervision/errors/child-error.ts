/** Why a supervisor refused to manage a child, in the words of OTP where it has some. */
export type ChildErrorReason = keyof typeof codes;

const codes = {
  'already-started': 'STATEWARDEN_CHILD_ALREADY_STARTED',
  'already-present': 'STATEWARDEN_CHILD_ALREADY_PRESENT',
  'not-found': 'STATEWARDEN_CHILD_NOT_FOUND',
  running: 'STATEWARDEN_CHILD_RUNNING',
  restarting: 'STATEWARDEN_CHILD_RESTARTING',
  'start-failed': 'STATEWARDEN_CHILD_START_FAILED',
  'max-children': 'STATEWARDEN_MAX_CHILDREN',
  'shutdown-timeout': 'STATEWARDEN_CHILD_SHUTDOWN_TIMEOUT',
} as const;

const words: Readonly<Record<ChildErrorReason, string>> = {
  'already-started': 'runs already; terminate it first or use another id',
  'already-present': 'is known already and not running; use restartChild, or delete it first',
  'not-found': 'is not known',
  running: 'is running; terminate it first',
  restarting: 'is being restarted; terminate it first',
  'start-failed': 'could not start',
  'max-children': 'would be one too many: maxChildren is reached',
  'shutdown-timeout': 'did not finish its terminate callback in time and was stopped',
};

/** A call about a child of a supervisor that cannot be carried out; `reason` and `code` say why. */
export class ChildError extends Error {
  override readonly name = 'ChildError';
  readonly code: (typeof codes)[ChildErrorReason];
  readonly reason: ChildErrorReason;
  readonly childId: string;
  /** The path of the supervisor, such as `'root/orders'`. */
  readonly supervisorPath: string;
  /** The child that runs already, for the reason `already-started`. */
  readonly child: unknown;

  /** @param details - `cause` is the error that a start failed with */
  constructor(
    reason: ChildErrorReason,
    childId: string,
    supervisorPath: string,
    details: { cause?: unknown; child?: unknown } = {},
  ) {
    const { cause, child } = details;
    const because = cause instanceof Error ? `: ${cause.message}` : '';
    const message = `child '${childId}' of supervisor '${supervisorPath}' ${words[reason]}${because}`;
    super(message, cause === undefined ? undefined : { cause });
    this.code = codes[reason];
    this.reason = reason;
    this.childId = childId;
    this.supervisorPath = supervisorPath;
    this.child = child;
  }
}
