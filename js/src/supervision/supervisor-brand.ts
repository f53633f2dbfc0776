import type { Supervisor } from './supervisor.js';

/** Marks supervisors, so that they are recognised without loading their class in a circle. */
export const supervisorBrand = Symbol('statewarden.supervisor');

/** Says whether a value is a Supervisor of this copy of the package. */
export function isSupervisor(value: unknown): value is Supervisor {
  return typeof value === 'object' && value !== null && supervisorBrand in value;
}
