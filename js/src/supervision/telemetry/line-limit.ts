/** Grants a number of lines, and again as many when a time has passed since the first of them. */
export class LineLimit {
  readonly #lines: number;
  readonly #period: number;
  #began = Number.NEGATIVE_INFINITY;
  #granted = 0;
  #suppressed = 0;

  /** @param period - in milliseconds, as are all times */
  constructor(lines: number, period: number) {
    this.#lines = lines;
    this.#period = period;
  }

  /** Says whether a line may be written now; one that may not is counted. */
  grants(now: number): boolean {
    if (now - this.#began >= this.#period) {
      this.#began = now;
      this.#granted = 0;
    }
    if (this.#granted < this.#lines) {
      this.#granted++;
      return true;
    }
    this.#suppressed++;
    return false;
  }

  /** Returns when the next lines are granted. */
  get end(): number {
    return this.#began + this.#period;
  }

  /** Says whether lines were suppressed before this moment and more are granted again. */
  isOver(now: number): boolean {
    return this.#suppressed > 0 && now >= this.end;
  }

  /** Returns how many lines were suppressed since the last call. */
  takeSuppressed(): number {
    const count = this.#suppressed;
    this.#suppressed = 0;
    return count;
  }
}
