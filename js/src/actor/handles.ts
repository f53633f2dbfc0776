/** Keeps values under small numbers while the core holds those numbers. */
export class Handles<T> {
  readonly #values: (T | undefined)[] = [];
  readonly #free: number[] = [];

  /** Keeps a value and returns its number; O(1). */
  keep(value: T): number {
    const handle = this.#free.pop() ?? this.#values.length;
    this.#values[handle] = value;
    return handle;
  }

  /** Returns a kept value, if there is one; O(1). */
  peek(handle: number): T | undefined {
    return this.#values[handle];
  }

  /** Returns a kept value and forgets it; O(1). */
  take(handle: number): T {
    const value = this.#values[handle] as T;
    this.#values[handle] = undefined;
    this.#free.push(handle);
    return value;
  }

  /** Returns how many values are kept. */
  get size(): number {
    return this.#values.length - this.#free.length;
  }
}
