import type { ActingActor, AnyActorRef } from '../behavior/acting-actor.js';
import { findActorLogic } from '../behavior/actor-logic.js';
import { warn } from '../behavior/warn.js';
import type { StateValue } from '../program/machine-types.js';
import { actorType } from './identified-actor.js';
import type { MachineSnapshot } from './snapshot.js';

/** How to persist; `__unsafeAllowInlineActors` is XState's. */
export interface PersistOptions {
  __unsafeAllowInlineActors?: boolean;
}

type Ref = AnyActorRef & {
  src?: unknown;
  systemId?: string;
  _syncSnapshot?: boolean;
  getPersistedSnapshot(options?: PersistOptions): unknown;
};

interface PersistedChild {
  snapshot: unknown;
  src: unknown;
  systemId?: string;
  syncSnapshot?: boolean;
}

interface PersistedSnapshot {
  status: MachineSnapshot['status'];
  output?: unknown;
  error?: unknown;
  value: StateValue;
  context: unknown;
  children: Record<string, PersistedChild>;
  historyValue?: Record<string, { id: string }[]>;
}

/** Writes a snapshot in XState's persisted shape, which either side can restore. */
export function persistSnapshot(
  snapshot: MachineSnapshot,
  options?: PersistOptions,
): PersistedSnapshot {
  const { status, output, error, value } = snapshot;
  const children: Record<string, PersistedChild> = {};
  for (const [id, child] of Object.entries(snapshot.children)) {
    if (child) children[id] = persistChild(child as Ref, options);
  }
  return {
    status,
    output,
    error,
    value,
    historyValue: Object.fromEntries(
      Object.entries(snapshot.historyValue).map(([id, nodes]) => [
        id,
        nodes.map((node) => ({ id: node.id })),
      ]),
    ),
    context: persistContext(snapshot.context),
    children,
  };
}

function persistChild(child: Ref, options: PersistOptions | undefined): PersistedChild {
  if (typeof child.src !== 'string' && !(options && '__unsafeAllowInlineActors' in options)) {
    throw new Error('An inline child actor cannot be persisted.');
  }
  return {
    snapshot: child.getPersistedSnapshot(options),
    src: child.src,
    systemId: child.systemId as string,
    syncSnapshot: child._syncSnapshot as boolean,
  };
}

/** Replaces actor references by their ids; copies only what has any. */
function persistContext<T>(part: T): T {
  if (typeof part !== 'object' || part === null) return part;
  let copy: Record<string, unknown> | undefined;
  for (const [key, value] of Object.entries(part)) {
    if (typeof value !== 'object' || value === null) continue;
    const persisted = isRef(value)
      ? { xstate$$type: actorType, id: value.id }
      : persistContext(value);
    if (persisted === value) continue;
    copy ??= (Array.isArray(part) ? [...part] : { ...part }) as Record<string, unknown>;
    copy[key] = persisted;
  }
  return (copy ?? part) as T;
}

function isRef(value: object): value is AnyActorRef {
  return 'sessionId' in value && 'send' in value && 'ref' in value;
}

/** The actor that a snapshot is restored into. */
interface Restorable extends ActingActor {
  /** Puts the core's actor into a state. */
  restoreState(value: StateValue, history: Record<string, string[]>): void;
}

/** Restores a persisted snapshot: state, history, children and the references to them. */
export function reviveSnapshot(
  actor: Restorable,
  given: unknown,
): Pick<MachineSnapshot, 'status' | 'output' | 'error' | 'context'> {
  const snapshot = given as Partial<PersistedSnapshot> | null;
  if (typeof snapshot !== 'object' || snapshot === null || snapshot.value === undefined) {
    throw new TypeError('A snapshot to restore must be an object with a state `value`.');
  }
  for (const [id, child] of Object.entries(snapshot.children ?? {})) reviveChild(actor, id, child);
  const history: Record<string, string[]> = {};
  for (const [id, nodes] of Object.entries(snapshot.historyValue ?? {})) {
    history[id] = nodes.map((node) => node.id);
    for (const node of nodes)
      if (!actor.program.byId.has(node.id)) warn(`Could not resolve StateNode for id: ${node.id}`);
  }
  actor.restoreState(snapshot.value, history);
  reviveContext(snapshot.context, actor.children, new Set());
  const { status = 'active', output, error, context } = snapshot;
  return { status, output, error, context };
}

function reviveChild(actor: Restorable, id: string, child: PersistedChild): void {
  const { src, systemId, syncSnapshot, snapshot } = child;
  const logic = typeof src === 'string' ? findActorLogic(actor, src) : src;
  if (!logic) return;
  const options = { id, src, systemId, syncSnapshot, snapshot };
  actor.setChild(id, actor.makeChild(logic, options));
}

function reviveContext(part: unknown, children: Restorable['children'], seen: Set<unknown>): void {
  if (typeof part !== 'object' || part === null || seen.has(part)) return;
  seen.add(part);
  for (const [key, value] of Object.entries(part)) {
    if (typeof value !== 'object' || value === null) continue;
    if ((value as { xstate$$type?: unknown }).xstate$$type === actorType) {
      (part as Record<string, unknown>)[key] = children.get((value as { id: string }).id);
    } else {
      reviveContext(value, children, seen);
    }
  }
}
