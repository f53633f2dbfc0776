import { Behavior } from '../behavior/behavior.js';
import { programOf } from '../program/load-program.js';
import type { Program } from '../program/program.js';
import type { AnyMachine } from './snapshot.js';

/** A machine and what was made of it, shared by all its actors. */
export interface Blueprint {
  readonly machine: AnyMachine;
  readonly program: Program;
  readonly behavior: Behavior;
}

const blueprints = new WeakMap<AnyMachine, Blueprint>();
const behaviors = new WeakMap<Program, Behavior>();

/** Returns the blueprint of a machine, made when its first actor is. Throws ChartError. */
export function blueprintOf(machine: AnyMachine): Blueprint {
  const known = blueprints.get(machine);
  if (known) return known;
  const program = programOf(machine);
  const blueprint = { machine, program, behavior: behaviorOf(program) };
  blueprints.set(machine, blueprint);
  return blueprint;
}

function behaviorOf(program: Program): Behavior {
  const known = behaviors.get(program);
  if (known) return known;
  const behavior = new Behavior(program);
  behaviors.set(program, behavior);
  return behavior;
}
