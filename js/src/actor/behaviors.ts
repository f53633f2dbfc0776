import { Behavior } from '../behavior/behavior.js';
import type { Program } from '../program/program.js';

const behaviors = new WeakMap<Program, Behavior>();

/** Returns the behaviour of a program, compiled when its first actor is made. */
export function behaviorOf(program: Program): Behavior {
  const known = behaviors.get(program);
  if (known) return known;
  const behavior = new Behavior(program);
  behaviors.set(program, behavior);
  return behavior;
}
