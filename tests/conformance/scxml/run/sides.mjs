import { createActor, loadMachine } from 'statewarden';
import { xstate } from '../../differential/oracle.mjs';

/** Makes a library that can run converted documents; `load` makes a logic of a config. */
function side(name, createActor, load) {
  const toLogic = ({ config, invocations }) =>
    load(config, { actors: mapValues(invocations, toLogic) });
  return { name, createActor, toLogic };
}

const mapValues = (record, convert) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, convert(value)]));

/** XState, which is the oracle, and Statewarden. */
export const oracle = side('xstate', xstate.createActor, xstate.createMachine);
export const subject = side('statewarden', createActor, loadMachine);
