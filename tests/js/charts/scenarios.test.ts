import { createSupervisedMachine, RootSupervisor } from 'statewarden';
import { SimulatedClock } from 'xstate';
import { ScriptedImplementations } from './support/implementations.js';
import {
  chartNames,
  chartText,
  describeStep,
  type Expectation,
  readChart,
  readScenario,
} from './support/scenario.js';

function startSupervised(name: (typeof chartNames)[number]) {
  const scenario = readScenario(name);
  const implementations = new ScriptedImplementations(readChart(name), scenario);
  const clock = new SimulatedClock();
  const actor = createSupervisedMachine(name, chartText(name), { implementations, clock });
  let context: unknown;

  function see(expected: Expectation, place: string) {
    const snapshot = actor.getSnapshot();
    context = expected.context ?? context;
    expect({
      place,
      value: snapshot.value,
      tags: [...snapshot.tags].sort(),
      actions: implementations.takeRan(),
      context: snapshot.context,
    }).toEqual({
      place,
      value: expected.value,
      tags: expected.tags,
      actions: expected.actions,
      context,
    });
  }
  return { scenario, implementations, clock, actor, see };
}

afterEach(() => RootSupervisor.resetInstance());

describe.each(chartNames)('the chart %s', (name) => {
  it('goes through its scenario step by step as recorded from XState', () => {
    const { scenario, implementations, clock, actor, see } = startSupervised(name);
    see(scenario.start, 'start');
    for (const [index, step] of scenario.steps.entries()) {
      implementations.answer(step.guards);
      if (step.event) actor.send(step.event);
      else clock.increment(step.advanceMs ?? 0);
      see(step, describeStep(step, index));
    }
    expect(actor.getHealthMetrics()).toMatchObject({ errorCount: 0, restartCount: 0 });
  });

  it('leaves no timer behind when it is stopped in the middle of its scenario', async () => {
    const { scenario, implementations, clock, actor } = startSupervised(name);
    for (const step of scenario.steps.slice(0, Math.floor(scenario.steps.length / 2))) {
      implementations.answer(step.guards);
      if (step.event) actor.send(step.event);
      else clock.increment(step.advanceMs ?? 0);
    }
    implementations.takeRan();
    await actor.stop();
    clock.increment(10_000_000);
    expect(implementations.takeRan()).toEqual([]);
    expect(actor.getSnapshot().status).toBe('stopped');
  });
});
