import type { EventObject, MachineLike } from '../program/machine-types.js';
import type { Program } from '../program/program.js';

/** Any actor reference, ours or XState's. */
export interface AnyActorRef {
  readonly id: string;
  readonly sessionId: string;
  _parent?: AnyActorRef | undefined;
  _processingStatus?: number;
  send(event: EventObject): void;
  start(): unknown;
  getSnapshot(): unknown;
}

/** What a spawned actor may be told. */
export interface SpawnOptions {
  id?: string | undefined;
  systemId?: string | undefined;
  src: unknown;
  input?: unknown;
  syncSnapshot?: boolean | undefined;
}

/** The system calls that behaviour needs; the whole of it is XState's ActorSystem. */
export interface ActingSystem {
  readonly isInspected: boolean;
  _relay(source: AnyActorRef | undefined, target: AnyActorRef, event: EventObject): void;
  _unregister(actor: AnyActorRef): void;
  _sendInspectionEvent(event: object): void;
}

/** An action that is ready to be executed (XState: ExecutableActionObject). */
export interface ExecutableAction {
  readonly type: string;
  /** What a custom action is called with. */
  readonly info: unknown;
  readonly params: unknown;
  /** Does it; missing for a name without an implementation. */
  readonly exec: ((info: unknown, params: unknown) => void) | undefined;
}

/** What guards and actions may do with the actor on whose behalf they run. */
export interface ActingActor extends AnyActorRef {
  /** The reference that guards and actions get as `self`. */
  readonly ref: AnyActorRef;
  /** Takes the actions instead of having them executed, where it is set. */
  readonly recorder: ((action: ExecutableAction) => void) | undefined;
  readonly system: ActingSystem;
  readonly machine: MachineLike;
  readonly program: Program;
  readonly logger: (...args: unknown[]) => void;
  /** The context so far in this macrostep. */
  context: unknown;
  /** The event that guards and actions see. */
  event: EventObject;
  readonly children: { get(id: string): AnyActorRef | undefined };
  setChild(id: string, child: AnyActorRef | undefined): void;
  removeChild(id: string): void;
  /** Tells of a child once the state being entered has invoked it. */
  awaitInvocation(id: string, invoked: (child: AnyActorRef) => void): void;
  /** Makes a child that is not started yet. */
  makeChild(logic: unknown, options: SpawnOptions): AnyActorRef;
  /** Starts a child that was made before. */
  startChild(child: AnyActorRef): void;
  /** Runs an effect at the end of the macrostep, in the order of the calls. */
  defer(effect: () => void): void;
  /** Queues an internal event of this macrostep. */
  raise(event: EventObject): void;
  /** Sends an event later, in milliseconds; 0 is later too. */
  schedule(target: AnyActorRef, event: EventObject, delay: number, id: string | undefined): void;
  cancelScheduled(id: string): void;
  emit(event: EventObject): void;
  /** Returns a snapshot of the macrostep so far, as XState's built-in guards read it. */
  workingSnapshot(): object;
}

/** XState's processing status, with its numbers. */
export const ProcessingStatus = { notStarted: 0, running: 1, stopped: 2 } as const;

/** Finds a named implementation; a name that only Object.prototype knows is unknown. */
export function lookUp(table: Record<string, unknown> | undefined, name: string): unknown {
  if (!table) return undefined;
  return name in Object.prototype && !Object.hasOwn(table, name) ? undefined : table[name];
}
