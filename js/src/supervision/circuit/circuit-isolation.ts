/** What `using` calls, where the language has it. */
type WithDispose = SymbolConstructor extends { readonly dispose: infer TKey extends symbol }
  ? { readonly [key in TKey]: () => void }
  : unknown;

/**
 * Holds a circuit open until it is disposed of, by `dispose()` or by `using`; several may do so at
 * once.
 */
export type CircuitIsolation = WithDispose & {
  /** Lets go of the circuit; more than once does nothing. */
  dispose(): void;
};

/** Makes a handle that lets go once. */
export function isolation(letGo: () => void): CircuitIsolation {
  let isHeld = true;
  const dispose = () => {
    if (!isHeld) return;
    isHeld = false;
    letGo();
  };
  // Not every browser has the symbol.
  return { dispose, [Symbol.dispose ?? Symbol('dispose')]: dispose } as CircuitIsolation;
}
