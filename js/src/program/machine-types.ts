/** An event as statecharts see it: an object with a string `type`. */
export interface EventObject {
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: only so may events that are interfaces be sent.
  readonly [member: string]: any;
}

/** What a state value is made of: a key, or keys with the values below them. */
export type StateValue = string | { [key: string]: StateValue | undefined };

/** Anything that may stand where a chart expects an action or a guard. */
export type Definition = unknown;

/** Named implementations, looked up late so that tools may replace them on a live machine. */
export interface Implementations {
  actions: Record<string, unknown>;
  guards: Record<string, unknown>;
  actors: Record<string, unknown>;
  delays: Record<string, unknown>;
}

/** A transition of an XState StateNode, with resolved targets. */
export interface TransitionLike {
  target: readonly StateNodeLike[] | undefined;
  source: StateNodeLike;
  actions: readonly Definition[];
  guard?: Definition;
  reenter: boolean;
  delay?: number | string;
}

/** An invocation as XState's StateNode normalises it. */
export interface InvokeLike {
  id: string;
  src: string;
  systemId?: string;
  input?: unknown;
  onDone?: unknown;
  onError?: unknown;
  onSnapshot?: unknown;
}

/** The parts of XState's StateNode that a chart is made from. */
export interface StateNodeLike {
  key: string;
  id: string;
  type: 'atomic' | 'compound' | 'parallel' | 'final' | 'history';
  parent?: StateNodeLike;
  states: Record<string, StateNodeLike>;
  order: number;
  history: false | 'shallow' | 'deep' | true;
  entry: readonly Definition[];
  exit: readonly Definition[];
  always?: readonly TransitionLike[];
  transitions: Map<string, readonly TransitionLike[]>;
  invoke: readonly InvokeLike[];
  initial?: { target: readonly StateNodeLike[]; actions: readonly Definition[] };
  output?: unknown;
  tags: readonly string[];
  meta?: unknown;
  description?: string;
  config: {
    target?: string | readonly (string | StateNodeLike)[];
    after?: Record<string, unknown>;
    invoke?: unknown;
    id?: string;
  };
}

/** The parts of a machine (XState's StateMachine or a ChartMachine) that running it needs. */
export interface MachineLike {
  id: string;
  version?: string | undefined;
  config: { context?: unknown; options?: { maxIterations?: number } | undefined };
  implementations: Implementations;
}

/** XState's StateMachine, recognised by its shape. */
export interface XStateMachineLike extends MachineLike {
  /** The mark that XState gives its machines. */
  __xstatenode: true;
  root: StateNodeLike;
  options?: { maxIterations?: number };
  provide(implementations: Partial<Implementations>): XStateMachineLike;
  getStateNodeById(id: string): StateNodeLike;
}

/** Says whether a value is a machine made by XState's `createMachine` or `setup`. */
export function isXStateMachine(value: unknown): value is XStateMachineLike {
  if (typeof value !== 'object' || value === null) return false;
  const machine = value as Partial<XStateMachineLike>;
  return typeof machine.provide === 'function' && machine.__xstatenode === true;
}
