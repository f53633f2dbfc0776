import { createActor, loadMachine } from 'statewarden';
import { buildAll } from '../build/machine.mjs';
import { xstate } from '../oracle.mjs';
import { Difference } from './difference.mjs';
import { withGlobals } from './globals.mjs';
import { Side } from './side.mjs';

/** Runs a described machine in XState and here, step by step; throws where they differ. */
export async function compare(description, script) {
  const built = quietly(() => buildAll(description));
  const { machine, config, implementations, nodes } = built;
  const sides = [new Side('xstate', xstate.createActor, machine, nodes, script)];
  sides.push(new Side('statewarden', createActor, machine, nodes, script));
  if (!hasCreatedChildren(description)) {
    const loaded = loadMachine(config, implementations);
    sides.push(new Side('statewarden, config', createActor, loaded, nodes, script));
  }
  await withGlobals(() => runAll(sides, stepsOf(script), built));
}

/** `src` of inline logics is named by XState's machine only. */
const hasCreatedChildren = ({ logics }) => logics !== undefined;

function stepsOf({ before, steps, stop }) {
  return [
    { do: 'create' },
    ...before,
    { do: 'start' },
    ...steps,
    { do: 'advance', by: 1000 },
    ...(stop ? [{ do: 'stop' }, { do: 'send', event: { type: 'A', n: 0 } }] : []),
  ];
}

async function runAll(sides, steps, built) {
  for (const [index, step] of steps.entries()) {
    for (const side of sides) await side.perform(step);
    const [oracle, ...others] = sides;
    for (const other of others) {
      if (JSON.stringify(oracle.log) !== JSON.stringify(other.log)) {
        throw new Difference(steps.slice(0, index + 1), oracle, other, built);
      }
    }
    for (const side of sides) side.log = [];
  }
}

/** XState warns of much in random machines when it makes them. */
function quietly(run) {
  const { warn } = console;
  console.warn = () => {};
  try {
    return run();
  } finally {
    console.warn = warn;
  }
}
