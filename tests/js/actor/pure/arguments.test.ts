import {
  assertEvent,
  createActor,
  getInitialMicrosteps,
  getInitialSnapshot,
  getMicrosteps,
  getNextSnapshot,
  getNextTransitions,
  InvalidArgumentError,
  initialTransition,
  loadMachine,
  mapState,
  matchesState,
  transition,
} from 'statewarden';
import * as xstate from 'xstate';
import { createMachine, fromTransition } from 'xstate';

// biome-ignore lint/suspicious/noExplicitAny: what the types forbid is given here.
type Any = any;

const config = { id: 'm', initial: 'a', states: { a: { on: { E: 'b' } }, b: {} } };
const machine = createMachine(config);
const chart = loadMachine(config);
const event = { type: 'E' };
const logics = [
  ['a machine', machine],
  ['a chart', chart],
] as [string, Any][];

function refusal(run: () => unknown): InvalidArgumentError {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidArgumentError);
    return error as InvalidArgumentError;
  }
  throw new Error('it was accepted');
}

const steps = { transition, getNextSnapshot, getMicrosteps } as Record<string, Any>;
const beginnings = { initialTransition, getInitialSnapshot, getInitialMicrosteps } as Record<
  string,
  Any
>;

describe('what is no machine', () => {
  const wrong: Any[] = [undefined, null, 5, 'm', {}, config, () => {}];

  it.each(Object.keys(steps))('is refused by %s, which says how to make one', (name) => {
    for (const each of wrong) {
      const { message, argument, received } = refusal(() =>
        steps[name](each, initialTransition(machine)[0], event),
      );
      expect(argument).toMatch(new RegExp(`^${name}: (logic|machine)$`));
      expect(received).toBe(each);
      expect(message).toContain('make one of a config with createMachine or loadMachine');
    }
  });

  it.each(Object.keys(beginnings))('is refused by %s, which says how to make one', (name) => {
    for (const each of wrong) {
      const { message, argument } = refusal(() => beginnings[name](each));
      expect(argument).toMatch(new RegExp(`^${name}: (logic|machine)$`));
      expect(message).toContain('loadMachine');
    }
  });

  it('is refused by what takes steps of machines only, though it is a logic', () => {
    const counter = fromTransition((n: number) => n + 1, 0) as Any;
    expect(refusal(() => getMicrosteps(counter, {} as Any, event)).argument).toBe(
      'getMicrosteps: machine',
    );
    expect(getNextSnapshot(counter, getInitialSnapshot(counter), event as never)).toMatchObject({
      context: 1,
    });
  });
});

describe.each(logics)('what is no snapshot of %s', (_, logic) => {
  const persisted = { value: 'a', status: 'active', context: {}, children: {} };
  const wrong: Any[] = [undefined, null, 'a', 5, {}, { value: 'a' }, persisted];

  it.each(Object.keys(steps))('is refused by %s, which says where one comes from', (name) => {
    for (const each of wrong) {
      const { message, argument } = refusal(() => steps[name](logic, each, event));
      expect(argument).toBe(`${name}: snapshot`);
      expect(message).toContain('createActor(machine, { snapshot }).getSnapshot()');
    }
  });

  it('can be made of a persisted one in the way of which the message speaks', () => {
    const snapshot = createActor(logic, { snapshot: persisted } as Any).getSnapshot();
    expect(getNextSnapshot(logic, snapshot as Any, event as never)).toMatchObject({ value: 'b' });
  });

  it('is refused when it is of another machine, and the machine and the state are named', () => {
    const other = createMachine({ initial: 'x', states: { x: {} } });
    for (const snapshot of [initialTransition(other)[0], xstate.initialTransition(other)[0]]) {
      const { message } = refusal(() => transition(logic, snapshot as Any, event as never));
      expect(message).toContain("a snapshot of the machine 'm'");
      expect(message).toContain("'x' does not exist");
    }
  });
});

describe('the snapshots of the same machine from XState', () => {
  it.each(logics)('are taken by %s', (_, logic) => {
    const snapshot = xstate.initialTransition(machine)[0];
    expect(getNextSnapshot(logic, snapshot as Any, event as never)).toMatchObject({ value: 'b' });
  });
});

describe.each([...logics, ['another logic', fromTransition((n: number) => n + 1, 0)]] as [
  string,
  Any,
][])('what is no event of %s', (_, logic) => {
  it.each([undefined, null, 5, 'E', {}, { type: 5 }, []])('is refused when it is %p', (each) => {
    const [snapshot] = initialTransition(logic) as Any;
    const { message, argument } = refusal(() => transition(logic, snapshot, each as never));
    expect(argument).toBe('transition: event');
    expect(message).toContain("an object with a string 'type', such as { type:");
    if (each === 'E') expect(message).toContain('{ type: "E" }');
  });
});

describe('the functions that read snapshots and events', () => {
  it.each([
    ['getNextTransitions: snapshot', () => getNextTransitions(undefined as Any)],
    ['mapState: snapshot', () => mapState({} as Any, {})],
    ['assertEvent: event', () => assertEvent(undefined as Any, 'E' as never)],
    ['matchesState: state', () => matchesState(undefined as Any, 'a')],
    ['matchesState: state', () => matchesState('a', null as Any)],
    ['ChartMachine.transition: snapshot', () => chart.transition(undefined, event, undefined)],
    ['ChartMachine.getTransitionData: snapshot', () => chart.getTransitionData(null, event)],
    ['ChartMachine.resolveState: config', () => chart.resolveState(undefined as Any)],
  ])('name %s when it is wrong', (argument, run) => {
    expect(refusal(run).argument).toBe(argument);
  });

  it('say of what is no event that a snapshot cannot take it, as XState does', () => {
    for (const each of [machine, chart] as Any[]) {
      for (const wrong of ['E', {}])
        expect(each.resolveState({ value: 'a' }).can(wrong)).toBe(false);
    }
  });

  it('throw for a state that the machine does not have, as XState does', () => {
    const value = 'zz';
    expect(() => machine.resolveState({ value } as Any)).toThrow(
      "State 'zz' does not exist on 'm'",
    );
    expect(() => chart.resolveState({ value })).toThrow("State 'zz' does not exist on 'm'");
    expect(() => chart.restoreSnapshot({ value, context: {} }, undefined)).toThrow("'zz'");
  });

  it('leave an actor of XState failed that is to be restored into a state that is no more', () => {
    const restore = (logic: Any) => {
      const snapshot = { value: 'zz', status: 'active', context: {}, children: {} };
      return xstate.createActor(logic, { snapshot } as Any).getSnapshot() as Any;
    };
    expect(restore(chart).status).toBe(restore(machine).status);
    expect(restore(chart).error.message).toContain("'zz'");
  });
});
