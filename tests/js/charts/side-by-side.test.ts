import { createActor as createOurs } from 'statewarden';
import { createMachine, createActor as createTheirs, SimulatedClock } from 'xstate';
import { ScriptedImplementations } from './support/implementations.js';
import { withJsonBuiltIns } from './support/json-built-ins.js';
import { eventTypesOf } from './support/names.js';
import { chartNames, describeStep, readChart, readScenario } from './support/scenario.js';
import type { ReplayedActor } from './support/types.js';

/** Everything of a snapshot that both libraries must agree on. */
function look(actor: ReplayedActor, eventTypes: readonly string[]) {
  const snapshot = actor.getSnapshot();
  const recorded = Object.entries(snapshot.historyValue).map(([id, nodes]) => [
    id,
    nodes.map((node) => node.id),
  ]);
  return {
    status: snapshot.status,
    value: snapshot.value,
    context: snapshot.context,
    tags: [...snapshot.tags].sort(),
    history: Object.fromEntries(recorded),
    matches: snapshot.matches(snapshot.value as never),
    can: eventTypes.filter((type) => snapshot.can({ type } as never)),
  };
}

function start(name: string, library: 'ours' | 'xstate') {
  const scenario = readScenario(name);
  const config = readChart(name);
  const implementations = new ScriptedImplementations(config, scenario);
  const clock = new SimulatedClock();
  const machine = createMachine(config as never, withJsonBuiltIns(implementations) as never);
  const made =
    library === 'ours' ? createOurs(machine, { clock }) : createTheirs(machine, { clock });
  const actor = made.start() as unknown as ReplayedActor;
  return { actor, implementations, clock, eventTypes: eventTypesOf(config) };
}

describe.each(chartNames)('the machine made of the chart %s', (name) => {
  it('agrees with XState after every step in value, tags, context, history and what it can do', () => {
    const ours = start(name, 'ours');
    const theirs = start(name, 'xstate');
    const both = [ours, theirs];
    expect(look(ours.actor, ours.eventTypes)).toEqual(look(theirs.actor, theirs.eventTypes));
    for (const [index, step] of readScenario(name).steps.entries()) {
      for (const { actor, implementations, clock } of both) {
        implementations.answer(step.guards);
        if (step.event) actor.send(step.event);
        else clock.increment(step.advanceMs ?? 0);
      }
      const place = describeStep(step, index);
      expect({ place, ...look(ours.actor, ours.eventTypes) }).toEqual({
        place,
        ...look(theirs.actor, theirs.eventTypes),
      });
      expect(ours.implementations.takeRan()).toEqual(theirs.implementations.takeRan());
    }
  });
});
