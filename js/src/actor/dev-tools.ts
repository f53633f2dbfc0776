/** Where XState's development tools put themselves. */
interface DevTools {
  register(actor: unknown): void;
}

/** Shows a started actor to the tool that its options name (XState: attachDevTools). */
export function attachDevTools(
  actor: unknown,
  devTools: boolean | ((actor: never) => void) | undefined,
): void {
  if (typeof devTools === 'function') devTools(actor as never);
  else if (devTools) (globalThis as { __xstate__?: DevTools }).__xstate__?.register(actor);
}
