import { createActor, loadMachine } from 'statewarden';
import { xstate } from '../../differential/oracle.mjs';
import { mapValues } from './map-values.mjs';

/** A library that can run converted documents; `load` makes a logic of a config. */
function side(createActor, load) {
  const toLogic = ({ config, invocations }) =>
    load(config, { actors: mapValues(invocations, toLogic) });
  return { createActor, toLogic };
}

/** XState. */
export const oracle = side(xstate.createActor, xstate.createMachine);

/** Statewarden, given configs, and given the machines that XState makes of them. */
export const subjects = [side(createActor, loadMachine), side(createActor, xstate.createMachine)];
