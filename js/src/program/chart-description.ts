import type { StateNodeLike } from './machine-types.js';

/** What the core tells about a chart; all numbers are indexes into the other lists, -1 for none. */
export interface ChartDescription {
  id: string;
  version: string;
  hasAlways: boolean;
  maxIterations: number;
  context: unknown;
  nodes: NodeDescription[];
  slots: SlotDescription[];
  descriptors: string[];
  transitions: TransitionDescription[];
  delays: DelayDescription[];
}

export interface NodeDescription {
  key: string;
  id: string;
  type: StateNodeLike['type'];
  parent: number;
  tags: string[];
  meta?: unknown;
  description?: string;
  history?: 'shallow' | 'deep';
  initial: number;
}

export interface SlotDescription {
  kind: 'action' | 'guard' | 'delay' | 'output' | 'invocation';
  node: number;
  name: string;
  id: string;
  definition: unknown;
  pointer: string;
}

export interface TransitionDescription {
  source: number;
  targets: number[];
  guard: number;
  actions: number[];
  reenter: boolean;
  descriptor: number;
}

export interface DelayDescription {
  node: number;
  milliseconds: number | null;
  slot: number;
  descriptor: number;
}

/** A finding of the chart parser. */
export interface ChartIssue {
  /** Stable name in kebab-case, such as `unknown-target`. */
  code: string;
  isWarning: boolean;
  /** JSON Pointer (RFC 6901) to the fault in the config. */
  pointer: string;
  /** One sentence that says what is wrong and what to do. */
  message: string;
  /** 1-based position in the JSON text; 0 when the config was not given as text. */
  line: number;
  column: number;
}

/** Makes a finding of the facade, which does not know lines. */
export function makeIssue(
  code: string,
  pointer: string,
  message: string,
  { isWarning = false } = {},
): ChartIssue {
  return { code, pointer, message, isWarning, line: 0, column: 0 };
}

/** The answer of `loadChart`. */
export interface LoadedChart {
  program: number;
  issues: ChartIssue[];
  chart: ChartDescription | null;
}
