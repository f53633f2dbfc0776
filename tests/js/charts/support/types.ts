/** A state value as both libraries show it. */
export type StateValue = string | { [region: string]: StateValue };

/** A statechart in JSON, of which only the id matters here. */
export interface MachineConfig {
  id: string;
  [key: string]: unknown;
}

/** What the tests need of an actor of either library. */
export interface ReplayedActor {
  send(event: { type: string }): void;
  getSnapshot(): {
    status: string;
    value: unknown;
    context: unknown;
    tags: Set<string>;
    historyValue: Record<string, { id: string }[]>;
    matches(value: never): boolean;
    can(event: never): boolean;
  };
}
