import {
  createActor,
  createSupervisedMachine,
  InvalidArgumentError,
  RootSupervisor,
  setUnhandledErrorReporter,
} from 'statewarden';
import { createMachine } from 'xstate';

const toggle = createMachine({
  initial: 'a',
  states: { a: { on: { E: 'b' } }, b: { on: { E: 'a' } } },
});

beforeEach(() => jest.useFakeTimers());

afterEach(() => {
  setUnhandledErrorReporter();
  RootSupervisor.resetInstance();
  jest.useRealTimers();
});

function thrownInTimers(): unknown[] {
  const errors: unknown[] = [];
  while (jest.getTimerCount() > 0) {
    try {
      jest.advanceTimersToNextTimer();
    } catch (error) {
      errors.push(error);
    }
  }
  return errors;
}

describe('setUnhandledErrorReporter', () => {
  it.each(['nonsense', null, 5, {}])('refuses %p, which is no function', (reporter) => {
    expect(() => setUnhandledErrorReporter(reporter as never)).toThrow(InvalidArgumentError);
    expect(() => setUnhandledErrorReporter(reporter as never)).toThrow('expected a function');
  });
});

describe('a reporter that throws', () => {
  const fault = new Error('an observer throws');
  const observed = () => {
    throw fault;
  };

  it('harms neither the actor nor other observers, and what it throws is thrown in a timer', () => {
    setUnhandledErrorReporter((error) => {
      throw error;
    });
    const values: unknown[] = [];
    const actor = createActor(toggle);
    actor.subscribe(observed);
    actor.subscribe((snapshot) => values.push(snapshot.value));
    actor.start();
    for (let i = 0; i < 3; i++) actor.send({ type: 'E' });
    expect(values).toEqual(['a', 'b', 'a', 'b']);
    expect(actor.getSnapshot()).toMatchObject({ status: 'active', value: 'b' });
    expect(thrownInTimers()).toEqual([fault, fault, fault, fault]);
    actor.stop();
  });

  it('does not make a supervised actor fail', () => {
    setUnhandledErrorReporter((error) => {
      throw error;
    });
    const actor = createSupervisedMachine('supervised', toggle);
    actor.subscribe(observed);
    actor.send({ type: 'E' });
    actor.send({ type: 'E' });
    actor.send({ type: 'E' });
    expect(actor.getSnapshot().value).toBe('b');
    expect(thrownInTimers()).toEqual([fault, fault, fault]);
  });
});
