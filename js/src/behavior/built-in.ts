/** The data that XState's action creators leave on the function they return. */
export interface BuiltInAction {
  readonly type: string;
  readonly assignment?: unknown;
  readonly event?: unknown;
  readonly id?: unknown;
  readonly delay?: unknown;
  readonly to?: unknown;
  readonly sendId?: unknown;
  readonly value?: unknown;
  readonly label?: unknown;
  readonly src?: unknown;
  readonly systemId?: string;
  readonly input?: unknown;
  readonly syncSnapshot?: boolean;
  readonly actorRef?: unknown;
  readonly collect?: unknown;
}

/** Says whether a function was made by one of XState's action creators (`assign`, `raise`, …). */
export function isBuiltInAction(action: unknown): action is BuiltInAction {
  return typeof action === 'function' && 'resolve' in action && 'type' in action;
}
