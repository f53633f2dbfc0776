import type { Snapshot } from 'xstate';
import type { AnyMachine } from '../actor/snapshot.js';
import { programOf, toMachine } from '../program/load-program.js';
import { requireId } from './errors/invalid-argument-error.js';
import { fitsMachine } from './persistence/fits-machine.js';
import { readPersistOptions } from './persistence/persist-options.js';
import { SnapshotKeeper } from './persistence/snapshot-keeper.js';
import { readActorOptions, type SupervisedActorOptions } from './supervised-actor-options.js';

/** Everything that a supervised actor is made of, checked. */
export interface PreparedActor {
  readonly machine: AnyMachine;
  /** A copy of what was given, with the snapshot to go on from. */
  readonly options: SupervisedActorOptions;
  readonly keeper: SnapshotKeeper | undefined;
}

/** Checks what a supervised actor is to be made of, and finds the snapshot that was kept for it. */
export function prepareActor(
  id: unknown,
  machine: unknown,
  given: SupervisedActorOptions | undefined,
): PreparedActor {
  const actorId = requireId('createSupervisedMachine: id', id);
  const options = readActorOptions(given);
  const prepared = toMachine(machine, options.implementations);
  const persist = readPersistOptions(options.persist);
  const keeper = persist && new SnapshotKeeper(actorId, persist);
  const snapshot = revived(options.snapshot) ?? keptSnapshot(keeper, prepared);
  const isKept = snapshot === options.snapshot;
  return { machine: prepared, options: isKept ? options : withSnapshot(options, snapshot), keeper };
}

function withSnapshot(options: SupervisedActorOptions, snapshot: unknown): SupervisedActorOptions {
  return { ...options, snapshot: snapshot as Snapshot<unknown> };
}

/** A snapshot of an actor that failed or was stopped is one to go on from, not one to end in. */
function revived(snapshot: unknown): unknown {
  if (snapshot === undefined) return undefined;
  const { status } = snapshot as { status?: unknown };
  const isOver = status === 'error' || status === 'stopped';
  return isOver ? { ...(snapshot as object), status: 'active', error: undefined } : snapshot;
}

function keptSnapshot(keeper: SnapshotKeeper | undefined, machine: AnyMachine): unknown {
  const kept = keeper?.load();
  if (kept === undefined) return undefined;
  if (fitsMachine((kept as { value: unknown }).value, programOf(machine).nodes[0])) return kept;
  console.warn(`statewarden: the snapshot kept for '${machine.id}' is of another machine`);
  return undefined;
}
