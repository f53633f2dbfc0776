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
  expect(jest.getTimerCount() > 0).toBe(model.time.waiting > 0);
}
