/** An actor whose end can be waited for; of this package or of XState. */
export interface EndingActor {
  subscribe(observer: { complete(): void; error(error: unknown): void }): {
    unsubscribe(): void;
  };
  getSnapshot(): unknown;
  send(event: never): void;
  stop(): unknown;
}

/** Sends an event to an actor, or stops it, and resolves when it has ended, however that is. */
export function untilEnd(
  actor: EndingActor,
  event: { readonly type: string } | undefined,
  signal: AbortSignal,
): Promise<void> | undefined {
  if (event === undefined) {
    actor.stop();
    return undefined;
  }
  if (hasEnded(actor)) return undefined;
  return new Promise((resolve) => {
    const end = () => resolve();
    const subscription = actor.subscribe({ complete: end, error: end });
    signal.addEventListener('abort', () => subscription.unsubscribe(), { once: true });
    actor.send(event as never);
  });
}

function hasEnded(actor: EndingActor): boolean {
  const { status } = actor.getSnapshot() as { status?: string };
  return status !== 'active';
}
