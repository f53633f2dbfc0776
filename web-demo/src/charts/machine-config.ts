/** A statechart in JSON; the package reads the rest. */
export interface MachineConfig {
  id: string;
  on?: Record<string, unknown>;
  states?: Record<string, unknown>;
  [key: string]: unknown;
}

/** Counts the state nodes below a root. */
export function countStates(config: MachineConfig): number {
  const children = Object.values(config.states ?? {}) as MachineConfig[];
  return children.reduce((count, child) => count + 1 + countStates(child), 0);
}
