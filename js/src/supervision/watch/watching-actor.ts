import { guarded } from '../../actor/report.js';
import { ProcessingStatus } from '../../behavior/acting-actor.js';
import type { EventObject } from '../../program/machine-types.js';
import { DeathPactError } from '../errors/death-pact-error.js';
import { InvalidArgumentError } from '../errors/invalid-argument-error.js';
import { checkOptions, type OptionRules } from '../options/check-options.js';
import type { SupervisedMachineActor } from '../supervised-machine-actor.js';
import { openWatch, requireTarget } from './open-watch.js';
import { type Termination, terminatedEvent, type WatchTarget } from './termination.js';
import { type Watch, type Watcher, watchTable } from './watch-table.js';

/** How an actor watches. */
export interface WatchOptions {
  /**
   * Fails the watching actor with a DeathPactError when its machine does not take the event in the
   * state that it is in.
   * @default false
   */
  deathPact?: boolean;
}

const rules: OptionRules = {
  deathPact: [(value) => typeof value === 'boolean', 'true or false'],
};

/** A supervised actor that watches another: it is told by an event, when it runs. */
class WatchingActor implements Watcher {
  readonly #actor: SupervisedMachineActor;
  event: EventObject | undefined;
  hasDeathPact = false;

  constructor(actor: SupervisedMachineActor) {
    this.#actor = actor;
  }

  /** What comes before the start waits with the events; what comes during a restart waits here. */
  isReady(): boolean {
    return this.#actor._processingStatus !== ProcessingStatus.running || !this.#actor.isHeld;
  }

  hear(termination: Termination): void {
    const actor = this.#actor;
    actor.knownNotes.watches?.delete(termination.target);
    const event = this.event ?? terminatedEvent(termination);
    guarded(() => {
      if (this.hasDeathPact && !takes(actor, event)) {
        actor.reportError(new DeathPactError(actor.id, termination.actorId, termination.error));
      } else {
        actor.send(event as never);
      }
    });
  }
}

/** Says whether a machine takes an event now; a guard that throws will do so again. */
function takes(actor: SupervisedMachineActor, event: EventObject): boolean {
  try {
    return actor.getSnapshot().can(event);
  } catch {
    return true;
  }
}

/** Lets an actor watch a target, or changes the event of a watch that is there. */
export function beginWatch(
  actor: SupervisedMachineActor,
  target: WatchTarget,
  event: EventObject | undefined,
  options: WatchOptions | undefined,
): void {
  requireTarget('SupervisedActor.watch: target', target);
  if ((target as unknown) === actor) {
    throw new InvalidArgumentError('SupervisedActor.watch: target', target, 'another actor');
  }
  requireEvent(event);
  checkOptions('SupervisedActor.watch', options, rules);
  actor.checkAlive('a watch');
  actor.notes.watches ??= new Map();
  const { watches } = actor.notes;
  const watch = watches.get(target) ?? openWatch(target, new WatchingActor(actor));
  watches.set(target, watch);
  const watcher = watch.watcher as WatchingActor;
  watcher.event = event;
  watcher.hasDeathPact = options?.deathPact ?? false;
}

function requireEvent(event: unknown): void {
  if (event === undefined) return;
  const type = (event as Partial<EventObject> | null)?.type;
  if (typeof type === 'string' && type !== '*') return;
  const allowed = 'an event: an object with a type that is no wildcard';
  throw new InvalidArgumentError('SupervisedActor.watch: event', event, allowed);
}

/** Lets an actor watch a target no longer. */
export function endWatch(actor: SupervisedMachineActor, target: WatchTarget): void {
  requireTarget('SupervisedActor.unwatch: target', target);
  const watch = actor.knownNotes.watches?.get(target);
  if (!watch) return;
  actor.knownNotes.watches?.delete(target);
  watchTable.close(watch);
}

/** Tells an actor that runs again what it could not be told before. */
export function tellWhatWaited(watches: ReadonlyMap<object, Watch> | undefined): void {
  for (const watch of watches?.values() ?? []) if (watch.termination) watchTable.retell(watch);
}

/** Ends all watches of an actor that has ended. */
export function endWatches(watches: Map<object, Watch> | undefined): void {
  for (const watch of watches?.values() ?? []) watchTable.close(watch);
  watches?.clear();
}
