import type { Supervisor } from './supervisor.js';

let provide: (() => Supervisor) | undefined;

/** Registers who looks after actors that name no supervisor. */
export function setDefaultSupervisor(how: () => Supervisor): void {
  provide = how;
}

/** Returns the supervisor of actors that name none. */
export function defaultSupervisor(): Supervisor {
  return (provide as () => Supervisor)();
}
