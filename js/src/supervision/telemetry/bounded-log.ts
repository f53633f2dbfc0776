/** Keeps the newest entries, up to a capacity; appending is O(1). */
export class BoundedLog<TEntry> {
  readonly #capacity: number;
  #entries: TEntry[] = [];
  #next = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Appends an entry in place of the oldest one when the log is full. */
  append(entry: TEntry): void {
    this.#entries[this.#next] = entry;
    this.#next = (this.#next + 1) % this.#capacity;
  }

  /** Returns the entries, newest first; O(n). */
  newestFirst(): TEntry[] {
    const older = this.#entries.slice(0, this.#next).reverse();
    return older.concat(this.#entries.slice(this.#next).reverse());
  }

  clear(): void {
    this.#entries = [];
    this.#next = 0;
  }
}
