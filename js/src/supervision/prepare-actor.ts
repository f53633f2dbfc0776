import type { ActorOptions } from '../actor/base-actor.js';
import type { AnyMachine } from '../actor/snapshot.js';
import { programOf, toMachine } from '../program/load-program.js';
import { requireId } from './errors/invalid-argument-error.js';
import { fitsMachine } from './persistence/fits-machine.js';
import { SnapshotKeeper } from './persistence/snapshot-keeper.js';
import {
  type ResolvedActorOptions,
  readActorOptions,
  type SupervisedActorOptions,
} from './supervised-actor-options.js';

/** Everything that a supervised actor is made of, checked. */
export interface PreparedActor {
  readonly machine: AnyMachine;
  readonly options: ActorOptions;
  readonly settings: ResolvedActorOptions;
  readonly keeper: SnapshotKeeper | undefined;
  readonly given: SupervisedActorOptions;
}

/** Checks what a supervised actor is to be made of, and finds the snapshot that was kept for it. */
export function prepareActor(
  id: unknown,
  machine: unknown,
  given: SupervisedActorOptions = {},
): PreparedActor {
  const actorId = requireId('createSupervisedMachine: id', id);
  const settings = readActorOptions(given);
  const prepared = toMachine(machine, settings.implementations);
  const keeper = settings.persist && new SnapshotKeeper(actorId, settings.persist);
  const { systemId, input, clock, logger, inspect } = given as ActorOptions;
  const snapshot = revived(given.snapshot) ?? keptSnapshot(keeper, prepared);
  return {
    machine: prepared,
    options: { id: actorId, systemId, input, clock, logger, inspect, snapshot },
    settings,
    keeper,
    given,
  };
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
