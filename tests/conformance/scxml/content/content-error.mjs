/** An error of an element of executable content. */
export class ContentError extends Error {
  element;
  sendId;

  constructor(element, cause, sendId) {
    super(cause.message, { cause });
    this.element = element;
    this.sendId = sendId;
  }
}

/** Makes a step whose errors tell the innermost element that they come from. */
export function stepOf(element, run) {
  return (execution) => {
    try {
      run(execution);
    } catch (error) {
      throw error instanceof ContentError ? error : new ContentError(element, error);
    }
  };
}
