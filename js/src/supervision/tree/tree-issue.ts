/** What is wrong at one place of a supervisor tree. */
export interface TreeIssue {
  /**
   * Stable name: `syntax`, `too-large`, `too-deep`, `not-json`, `forbidden-key`, `missing`,
   * `unknown-key`, `unknown-name`, `duplicate-id`, `wrong-value`, or a chart's, such as
   * `unknown-target`.
   */
  readonly code: string;
  /** JSON Pointer (RFC 6901) to the fault. */
  readonly pointer: string;
  /** One sentence that says what is wrong and what is allowed. */
  readonly message: string;
  /** The known name that the given one most likely stands for. */
  readonly nearest?: string | undefined;
  /** What a factory or a statechart threw. */
  readonly cause?: unknown;
}

const most = 50;

/** Thrown to end the reading when there is enough to tell. */
export const enough = Symbol('enough');

/** The faults that were found so far. */
export class TreeIssues {
  readonly list: TreeIssue[] = [];

  add(issue: TreeIssue): void {
    this.list.push(issue);
    if (this.list.length === most) throw enough;
  }
}

/** Appends a key to a JSON Pointer. */
export function pointerTo(parent: string, key: string | number): string {
  return `${parent}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
