import type { ShutdownReport } from '../shutdown/shutdown-report.js';

/** A shutdown was given up in a phase with `recover: false`; later phases did not run. */
export class ShutdownAbortedError extends Error {
  override readonly name = 'ShutdownAbortedError';
  readonly code = 'STATEWARDEN_SHUTDOWN_ABORTED';
  readonly phase: string;
  /** What became of the phases up to this one. */
  readonly report: ShutdownReport;

  /** @param cause - what the first failed task threw; undefined when only time was up */
  constructor(phase: string, report: ShutdownReport, cause: unknown) {
    super(`the shutdown was given up in phase '${phase}', which is not to be recovered from`, {
      cause,
    });
    this.phase = phase;
    this.report = report;
  }
}

/** A task was added to a phase of a shutdown that has begun, or is over already. */
export class ShutdownPhaseOverError extends Error {
  override readonly name = 'ShutdownPhaseOverError';
  readonly code = 'STATEWARDEN_SHUTDOWN_PHASE_OVER';
  readonly phase: string;
  readonly task: string;

  constructor(phase: string, task: string) {
    super(`task '${task}' comes too late: phase '${phase}' of the shutdown has begun already`);
    this.phase = phase;
    this.task = task;
  }
}
