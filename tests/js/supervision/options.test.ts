import {
  CircuitBreaker,
  createSupervisedMachine,
  EscalateStrategy,
  InvalidOptionError,
  RestartStrategy,
  ResumeStrategy,
  RootSupervisor,
  StopStrategy,
  Supervisor,
} from 'statewarden';
import { crashable } from './support/machines.js';
import { useVirtualTime } from './support/virtual-time.js';

useVirtualTime();

type Make = (options: never) => unknown;

const makers: Record<string, Make> = {
  RestartStrategy: (options) => new RestartStrategy(options),
  StopStrategy: (options) => new StopStrategy(options),
  EscalateStrategy: (options) => new EscalateStrategy(options),
  ResumeStrategy: (options) => new ResumeStrategy(options),
  CircuitBreaker: (options) => new CircuitBreaker(options),
  Supervisor: (options) => new Supervisor('s', options),
  RootSupervisor: (options) => RootSupervisor.getInstance(options),
  createSupervisedMachine: (options) => createSupervisedMachine('a', crashable, options),
};

function errorOf(make: () => unknown): InvalidOptionError {
  try {
    make();
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidOptionError);
    return error as InvalidOptionError;
  }
  throw new Error('nothing was thrown');
}

describe.each(Object.keys(makers))('%s', (owner) => {
  const make = makers[owner] as Make;

  it.each([42, 'options', null, true])('refuses %p instead of options', (options) => {
    const error = errorOf(() => make(options as never));
    expect(error).toMatchObject({ owner, code: 'STATEWARDEN_INVALID_OPTION', received: options });
  });

  it('refuses an unknown option', () => {
    const error = errorOf(() => make({ zzzzzzzz: 1 } as never));
    expect(error).toMatchObject({ owner, option: 'zzzzzzzz', received: 1, nearest: undefined });
  });

  it('takes undefined for an option that is not given', () => {
    const options = owner === 'createSupervisedMachine' ? { strategy: undefined } : undefined;
    expect(() => make(options as never)).not.toThrow();
  });
});

it.each([
  ['RestartStrategy', { maxRestart: 3 }, 'maxRestarts'],
  ['RestartStrategy', { backofType: 'none' }, 'backoffType'],
  ['StopStrategy', { notifySupervisors: true }, 'notifySupervisor'],
  ['EscalateStrategy', { transform: () => {} }, undefined],
  ['ResumeStrategy', { fallbackStrategies: [] }, 'fallbackStrategy'],
  ['CircuitBreaker', { resetTimeout: 10 }, 'resetTimeoutMs'],
  ['Supervisor', { defaultstrategy: null }, 'defaultStrategy'],
  ['createSupervisedMachine', { onerror: () => {} }, 'onError'],
])('%s names the option nearest to a mistyped one: %p', (owner, options, nearest) => {
  const error = errorOf(() => (makers[owner] as Make)(options as never));
  expect(error.nearest).toBe(nearest);
  if (nearest) expect(error.message).toContain(`did you mean '${nearest}'?`);
});

const notANumber = [Number.NaN, -1, '5', null, Number.NEGATIVE_INFINITY, 5n, {}];

it.each([
  ['RestartStrategy', 'maxRestarts', [...notANumber, 1.5]],
  ['RestartStrategy', 'withinTimeWindow', [...notANumber, 0]],
  ['RestartStrategy', 'backoffType', ['Exponential', 1, null, {}]],
  ['RestartStrategy', 'initialDelay', [...notANumber, Number.POSITIVE_INFINITY]],
  ['RestartStrategy', 'maxDelay', notANumber],
  ['RestartStrategy', 'factor', [...notANumber, 0, 0.9, Number.POSITIVE_INFINITY]],
  ['RestartStrategy', 'jitter', [...notANumber, 1.1]],
  ['RestartStrategy', 'resetTimeout', notANumber],
  ['RestartStrategy', 'preserveState', [1, 'true', null]],
  ['RestartStrategy', 'snapshot', [1, 'idle', null]],
  ['RestartStrategy', 'cleanup', [1, 'x', null, {}]],
  ['RestartStrategy', 'cleanupTimeout', notANumber],
  ['RestartStrategy', 'retryEvent', [...notANumber, 1.5]],
  ['RestartStrategy', 'onLimit', ['restart', true, null]],
  ['StopStrategy', 'notifySupervisor', [1, 'true', null]],
  ['StopStrategy', 'cleanup', [1, {}]],
  ['StopStrategy', 'cleanupTimeout', notANumber],
  ['EscalateStrategy', 'stopActor', [1, 'true', null]],
  ['EscalateStrategy', 'transformError', [1, {}]],
  ['EscalateStrategy', 'scope', ['group', true]],
  ['ResumeStrategy', 'maxErrors', [...notANumber, 0.5]],
  ['ResumeStrategy', 'withinTimeWindow', [...notANumber, 0]],
  ['ResumeStrategy', 'fallbackStrategy', [1, {}, { type: 5 }, 'stopp']],
  ['ResumeStrategy', 'logError', [1, 'yes', {}]],
  ['CircuitBreaker', 'failureThreshold', [...notANumber, 0, 1.5, 2 ** 33]],
  ['CircuitBreaker', 'windowMs', [...notANumber, 0]],
  ['CircuitBreaker', 'resetTimeoutMs', notANumber],
  ['CircuitBreaker', 'maxResetTimeoutMs', [...notANumber, 1000]],
  ['CircuitBreaker', 'factor', [...notANumber, 0.5]],
  ['CircuitBreaker', 'jitter', [...notANumber, 2]],
  ['CircuitBreaker', 'successThreshold', [...notANumber, 0]],
  ['CircuitBreaker', 'maxHalfOpenWaitMs', [...notANumber, 0]],
  ['Supervisor', 'parent', [1, {}, null, 'root']],
  ['Supervisor', 'defaultStrategy', [1, {}, null, RestartStrategy]],
  ['Supervisor', 'onError', [1, {}]],
  ['Supervisor', 'debug', [1, 'true']],
  ['Supervisor', 'restartScope', ['one_for_one', 1]],
  ['Supervisor', 'maxRestarts', [...notANumber, 0.5]],
  ['Supervisor', 'withinTimeWindow', [...notANumber, 0]],
  ['Supervisor', 'circuitBreaker', [1, 'yes', null]],
  ['Supervisor', 'healthyAfter', notANumber],
  ['createSupervisedMachine', 'strategy', [1, {}, null, 'restrat']],
  ['createSupervisedMachine', 'supervisor', [1, {}, null, 'root']],
  ['createSupervisedMachine', 'persist', [1, 'yes', null, { storage: {} }]],
  ['createSupervisedMachine', 'onRestart', [1, {}]],
  ['createSupervisedMachine', 'onStop', [1, {}]],
  ['createSupervisedMachine', 'signal', [1, {}, null]],
  ['createSupervisedMachine', 'snapshot', [1, 'idle', null]],
  ['createSupervisedMachine', 'clock', [1, null]],
  ['createSupervisedMachine', 'systemId', [1, null]],
  ['createSupervisedMachine', 'implementations', [1, null]],
] as [string, string, unknown[]][])(
  '%s refuses a wrong %s and says what is allowed',
  (owner, option, values) => {
    for (const value of values) {
      const error = errorOf(() => (makers[owner] as Make)({ [option]: value } as never));
      if (option !== 'persist' || typeof value !== 'object' || value === null) {
        expect(error).toMatchObject({ option, received: value });
      }
      expect(error.message).toContain('expected ');
      expect(error.allowed).not.toBe('');
    }
  },
);

it('says in words what was wrong', () => {
  expect(errorOf(() => new RestartStrategy({ maxRestarts: -1 })).message).toBe(
    'RestartStrategy: invalid option "maxRestarts": got -1, expected a whole number of at least 0, or Infinity',
  );
  const typo = { backoffType: 'exponental' as never };
  expect(errorOf(() => new RestartStrategy(typo)).message).toBe(
    `RestartStrategy: invalid option "backoffType": got "exponental", expected one of 'none', 'linear', 'exponential', 'random'; did you mean 'exponential'?`,
  );
  expect(errorOf(() => new StopStrategy(7 as never)).message).toBe(
    'StopStrategy: invalid options: got 7, expected an object with options',
  );
});

it('takes huge and infinite numbers where they make sense', () => {
  const strategy = new RestartStrategy({
    maxRestarts: Number.MAX_SAFE_INTEGER,
    withinTimeWindow: Number.POSITIVE_INFINITY,
    initialDelay: 0,
    maxDelay: Number.POSITIVE_INFINITY,
    resetTimeout: Number.POSITIVE_INFINITY,
    factor: Number.MAX_VALUE,
    retryEvent: Number.POSITIVE_INFINITY,
  });
  const actor = createSupervisedMachine('a', crashable, { strategy });
  for (let i = 0; i < 50; i++) actor.reportError(new Error(`${i}`));
  expect(actor.getHealthMetrics()).toMatchObject({
    restartCount: 50,
    restartsLeft: Number.POSITIVE_INFINITY,
  });
});

it('does not take a machine for options, nor options from Object.prototype', () => {
  expect(() => new RestartStrategy(crashable as never)).toThrow(InvalidOptionError);
  const options = JSON.parse('{"__proto__": {"maxRestarts": 1}}');
  expect(errorOf(() => new RestartStrategy(options)).option).toBe('__proto__');
});
