import * as statewarden from 'statewarden';
import { buildAll } from '../build/machine.mjs';
import { xstate } from '../oracle.mjs';
import { ActorSide } from './actor-side.mjs';
import { Difference, isEqual } from './difference.mjs';
import { withGlobals } from './globals.mjs';
import { PureSide } from './pure-side.mjs';

/**
 * Runs a described machine in XState and here, step by step, as an actor or by pure functions; throws
 * where they differ. `source` says what is run here: XState's machine, its config object, or JSON
 * text. Returns the number of steps.
 */
export function compare(description, source, script) {
  const built = quietly(() => buildAll(description, source));
  const name = `statewarden, ${source}`;
  const tested = machineOf(built, source);
  const { machine, nodes } = built;
  const [oracle, other] = script.isPure
    ? [new PureSide('xstate', xstate, machine), new PureSide(name, statewarden, tested)]
    : [
        new ActorSide('xstate', xstate.createActor, machine, nodes, script),
        new ActorSide(name, statewarden.createActor, tested, nodes, script),
      ];
  const steps = script.isPure ? pureStepsOf(script) : stepsOf(script);
  withGlobals(() => runAll(oracle, other, steps, built));
  return steps.length;
}

function machineOf({ machine, config, implementations, text }, source) {
  if (source === 'machine') return machine;
  if (source === 'config') return statewarden.loadMachine(config, implementations);
  return statewarden.loadMachine(JSON.stringify(text.config), text.implementations);
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

function pureStepsOf({ steps }) {
  return [{ do: 'initial' }, ...steps.filter((step) => step.do === 'send')];
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
