import { ModelWorker, type Traits } from './child.js';
import type { Model } from './model.js';
import { ModelSupervisor } from './supervisor.js';

// What supervisors are asked to do; each call returns what is thrown.

export function startChild(of: ModelSupervisor, traits: Traits, model: Model): string {
  const present = of.find(traits.id);
  if (present) return present.isRunning ? 'already-started' : 'already-present';
  const worker = new ModelWorker(traits, true, of, model);
  if (!worker.begin()) return worker.discard();
  of.add(worker);
  return 'ok';
}

export function terminateChild(of: ModelSupervisor, id: string): string {
  const child = of.find(id);
  if (!child) return 'not-found';
  const wasUp = child.state !== 'stopped';
  child.takeDown(false);
  if (wasUp) child.isStoppedOnPurpose = true;
  of.settle(child);
  return 'ok';
}

export function restartChild(of: ModelSupervisor, id: string): string {
  const child = of.find(id);
  if (!child) return 'not-found';
  if (child.state !== 'stopped') return child.state;
  return child.begin() ? 'ok' : (child as ModelWorker).discard();
}

export function deleteChild(of: ModelSupervisor, id: string): string {
  const child = of.find(id);
  if (!child) return 'not-found';
  if (child.state !== 'stopped') return child.state;
  of.forget(child);
  return 'ok';
}

/** An actor is made by itself, under supervision: what cannot start is tried again. */
export function makeActor(of: ModelSupervisor, id: string, model: Model): string {
  if (of.find(id)) return 'duplicate';
  const worker = new ModelWorker(
    { id, restart: 'transient', significant: false },
    false,
    of,
    model,
  );
  worker.isRegistered = true;
  of.introduce(worker);
  return 'ok';
}

/** Lets an actor run on alone; one that does not run is stopped. */
export function unregister(of: ModelSupervisor, worker: ModelWorker, model: Model): void {
  if (!worker.isAlive) return;
  of.remove(worker);
  if (!worker.isRunning) worker.takeDown(false);
  else model.workers.set(worker.id, worker.moveTo(model.nobody));
}

/** Takes an actor in, behind the others. */
export function register(of: ModelSupervisor, worker: ModelWorker, model: Model): string {
  if (!worker.isAlive) return 'stopped';
  if (worker.owner === of) return 'ok';
  if (!worker.isRunning) return 'restarting';
  if (of.find(worker.id)) return 'duplicate';
  if (worker.owner instanceof ModelSupervisor) worker.owner.remove(worker);
  const moved = worker.moveTo(of);
  of.add(moved);
  model.workers.set(moved.id, moved);
  return 'ok';
}
