import { ModelWorker } from './child.js';
import type { Model } from './model.js';
import type { Real } from './real.js';

/** Holds what can be seen of the package against the model. */
export function compare(model: Model, real: Real): void {
  expect(real.log).toEqual(model.log);
  expect(real.deadLetters).toEqual(model.deadLetters);
  expect(real.isDown).toBe(!model.top.isRunning);
  for (const { id, children } of model.supervisors) {
    const states = children.map((child) => `${child.id} ${child.state}`).reverse();
    expect([id, ...real.states(id)]).toEqual([id, ...states]);
    const active = children.filter(({ isRunning }) => isRunning).length;
    expect(real.supervisor(id)?.countChildren()).toMatchObject({ specs: states.length, active });
  }
  // No more than one life of each child at a time.
  expect(real.livesAtOnce).toBeLessThanOrEqual(1);
  expect(Object.fromEntries(real.tallies)).toEqual(Object.fromEntries(model.tallies));
  for (const { children } of model.supervisors) {
    for (const child of children) if (child instanceof ModelWorker) compareHealth(child, real);
  }
  for (const { id, isRunning } of model.workers.values()) {
    expect([id, real.livesOf(id)]).toEqual([id, Number(isRunning)]);
  }
  expect(jest.getTimerCount() > 0).toBe(model.time.waiting > 0);
}

function compareHealth(worker: ModelWorker, real: Real): void {
  if (!worker.isAlive) return;
  const health = real.actorOf(worker.id).getHealthMetrics();
  expect([worker.id, health.errorCount]).toEqual([worker.id, worker.errors]);
  expect([worker.id, health.restartCount]).toEqual([worker.id, worker.restarts]);
  expect(health.childState === 'running').toBe(worker.isRunning);
  if (!worker.isRunning) expect(health.status).toBe('unhealthy');
}

/** Holds the events, which are known in the end, against what the model has counted. */
export function compareEvents(model: Model, real: Real): void {
  const count = (id: string | undefined, ...types: string[]) =>
    real.events.filter(({ type, actorId }) => types.includes(type) && (id ?? actorId) === actorId)
      .length;
  for (const [id, { errors, restarts }] of model.tallies) {
    expect([id, count(id, 'childFailed', 'restartFailed')]).toEqual([id, errors]);
    expect([id, count(id, 'childRestarted')]).toEqual([id, restarts]);
  }
  const refused = real.events.filter(({ type }) => /imitExceeded$/.test(type));
  const names = refused.map(
    (event) => event.actorId ?? event.childSupervisorId ?? event.supervisorId,
  );
  expect(names).toEqual(model.refused);
}
