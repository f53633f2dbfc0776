/** Time that stands still until it is told to pass. */
export class ModelTime {
  now = 0;
  #tasks: { readonly due: number; readonly run: () => void }[] = [];

  /** Says how much is to happen later. */
  get waiting(): number {
    return this.#tasks.length;
  }

  /** Does something later, after all that is due by then; returns what calls it off. */
  after(milliseconds: number, run: () => void): () => void {
    const task = { due: this.now + milliseconds, run };
    const behind = this.#tasks.findIndex(({ due }) => due > task.due);
    this.#tasks.splice(behind < 0 ? this.#tasks.length : behind, 0, task);
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== task);
    };
  }

  pass(milliseconds: number): void {
    const end = this.now + milliseconds;
    for (let task = this.#tasks[0]; task && task.due <= end; task = this.#tasks[0]) {
      this.#tasks.shift();
      this.now = Math.max(this.now, task.due);
      task.run();
    }
    this.now = end;
  }
}

/** Counts what happened within a sliding window. */
export class SlidingWindow {
  readonly #limit: number;
  readonly #length: number;
  #times: number[] = [];

  constructor(limit: number, length: number) {
    this.#limit = limit;
    this.#length = length;
  }

  isFull(now: number): boolean {
    return this.#times.filter((time) => now - time < this.#length).length >= this.#limit;
  }

  add(now: number): void {
    this.#times.push(now);
  }

  clear(): void {
    this.#times = [];
  }
}
