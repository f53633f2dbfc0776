import type { MachineConfig } from './machine-config.js';

/** An event as the page sends it. */
export interface DemoEvent {
  type: string;
  [detail: string]: unknown;
}

/** What the statecharts of the demo call by name. */
export interface Implementations {
  actions: Record<string, (args: { context: Context; event: DemoEvent }) => void>;
  guards: Record<string, (args: { context: Context }) => boolean>;
  actors: Record<string, (args: { signal: AbortSignal }) => Promise<unknown>>;
  delays: Record<string, number>;
}

export type Context = Record<string, unknown>;

/** A statechart together with the application around it. */
export interface Behavior {
  config: MachineConfig;
  /** What the thing is, in a few words. */
  about: string;
  implementations: Implementations;
  /** What a user or the world does, most interesting first. */
  events: readonly DemoEvent[];
  /** What goes wrong when the page crashes it; runs inside an action. */
  breakDown: () => never;
}
