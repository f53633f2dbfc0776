import type { TreeIssue } from '../tree/tree-issue.js';

/** JSON that is no supervisor tree; `issues` says what is wrong, where, and what is allowed. */
export class SupervisorTreeError extends Error {
  override readonly name = 'SupervisorTreeError';
  readonly code = 'STATEWARDEN_SUPERVISOR_TREE';
  /** In the order of the JSON, 50 at most. */
  readonly issues: readonly TreeIssue[];

  constructor(issues: readonly TreeIssue[]) {
    const [first] = issues;
    const place = first?.pointer ? ` (at ${first.pointer})` : '';
    const more = issues.length > 1 ? `, and ${issues.length - 1} more` : '';
    super(`${first?.message ?? 'this is no supervisor tree'}${place}${more}`);
    this.issues = issues;
  }
}
