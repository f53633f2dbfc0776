/** A permit to try once; report what came of it, so that a probe is not held to be lost. */
export interface CircuitPermit {
  /**
   * Reports that the attempt succeeded; a failure if it took longer than `slowCallMs`. Ignored when
   * the circuit has opened or closed since, like the others.
   */
  succeed(): void;
  /** Reports that the attempt failed; `isFailure` says whether this error counts. */
  fail(error?: unknown): void;
  /** Gives the permit back unused, for somebody else to try. */
  release(): void;
}

/** Who takes what a permit reports. */
export interface PermitTaker {
  /** @internal */
  succeeded(generation: number, startedAt: number): void;
  /** @internal */
  failed(generation: number, error: unknown): void;
  /** @internal */
  released(generation: number): void;
}

/** Passes on what is reported first, and nothing after that. */
export class HeldPermit implements CircuitPermit {
  #taker: PermitTaker | undefined;
  readonly #generation: number;
  readonly #startedAt: number;

  constructor(taker: PermitTaker, generation: number, startedAt: number) {
    this.#taker = taker;
    this.#generation = generation;
    this.#startedAt = startedAt;
  }

  succeed(): void {
    this.#take()?.succeeded(this.#generation, this.#startedAt);
  }

  fail(error?: unknown): void {
    this.#take()?.failed(this.#generation, error);
  }

  release(): void {
    this.#take()?.released(this.#generation);
  }

  #take(): PermitTaker | undefined {
    const taker = this.#taker;
    this.#taker = undefined;
    return taker;
  }
}
