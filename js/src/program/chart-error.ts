import type { ChartIssue } from './chart-description.js';

/** A config that is no statechart; `issues` says what is wrong, where, and what to do. */
export class ChartError extends Error {
  override readonly name = 'ChartError';
  readonly code = 'STATEWARDEN_CHART';
  /** Errors first, then warnings, each in the order of the text. At most 50 of either. */
  readonly issues: readonly ChartIssue[];

  constructor(issues: readonly ChartIssue[]) {
    super(describe(issues));
    this.issues = issues;
  }
}

function describe(issues: readonly ChartIssue[]): string {
  const errors = issues.filter((issue) => !issue.isWarning);
  const [first] = errors;
  if (first === undefined) return 'the config is no statechart';
  const place = first.line > 0 ? ` (line ${first.line}, column ${first.column})` : '';
  const more = errors.length > 1 ? `, and ${errors.length - 1} more` : '';
  return `${first.message}${place}${more}`;
}
