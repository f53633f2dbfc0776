import { createActor, loadMachine } from 'statewarden';
import { buildAll } from '../build/machine.mjs';
import { xstate } from '../oracle.mjs';
import { Difference, isEqual } from './difference.mjs';
import { withGlobals } from './globals.mjs';
import { Side } from './side.mjs';

/**
 * Runs a described machine in XState and here, step by step; throws where they differ. `source` says
 * what is run here: XState's machine, its config object, or JSON text. Returns the number of steps.
 */
export function compare(description, source, script) {
  const built = quietly(() => buildAll(description, source));
  const { machine, nodes } = built;
  const oracle = new Side('xstate', xstate.createActor, machine, nodes, script);
  const tested = machineOf(built, source);
  const other = new Side(`statewarden, ${source}`, createActor, tested, nodes, script);
  const steps = stepsOf(script);
  withGlobals(() => runAll(oracle, other, steps, built));
  return steps.length;
}

function machineOf({ machine, config, implementations, text }, source) {
  if (source === 'machine') return machine;
  if (source === 'config') return loadMachine(config, implementations);
  return loadMachine(JSON.stringify(text.config), text.implementations);
}

function stepsOf({ before, steps, stop }) {
  return [
    { do: 'create' },
    ...before,
    { do: 'start' },
    ...steps.flatMap((step) =>
      step.do === 'restore' ? [{ do: 'persist' }, { ...step, do: 'resume' }] : [step],
    ),
    { do: 'advance', by: 1000 },
    ...(stop ? [{ do: 'stop' }, { do: 'send', event: { type: 'A', n: 0 } }] : []),
  ];
}

function runAll(oracle, other, steps, built) {
  oracle.peer = other;
  other.peer = oracle;
  for (const [index, step] of steps.entries()) {
    oracle.perform(step);
    other.perform(step);
    if (!isEqual(oracle, other)) {
      throw new Difference(steps.slice(0, index + 1), oracle, other, built);
    }
    oracle.log = [];
    other.log = [];
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
