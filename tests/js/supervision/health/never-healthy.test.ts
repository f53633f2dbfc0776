import fc from 'fast-check';
import {
  type ActorHealthMetrics,
  createSupervisedMachine,
  RestartStrategy,
  ResumeStrategy,
  RootSupervisor,
  type SupervisedActor,
  Supervisor,
} from 'statewarden';
import { crashable } from '../support/machines.js';
import { pass, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

type Row = [
  step: 'crash' | 'wait' | 'stop' | 'restart',
  milliseconds: number,
  status: string,
  state: string,
  reasons: string[],
];

/** One line for each transition of the state machine of health. */
const walks: Record<string, Row[]> = {
  'a failure, a back-off, a quiet period': [
    ['crash', 0, 'unhealthy', 'backingOff', ['backingOff']],
    ['wait', 99, 'unhealthy', 'backingOff', ['backingOff']],
    ['wait', 1, 'degraded', 'running', ['recentFailure']],
    ['wait', 899, 'degraded', 'running', ['recentFailure']],
    ['wait', 1, 'healthy', 'running', []],
  ],
  'the last restart, and a quiet period after it': [
    ['crash', 100, 'degraded', 'running', ['recentFailure']],
    ['crash', 100, 'degraded', 'running', ['recentFailure']],
    ['crash', 100, 'unhealthy', 'running', ['recentFailure', 'limitReached']],
    ['wait', 900, 'healthy', 'running', []],
    ['crash', 0, 'stopped', 'stopped', ['ended']],
  ],
  'a restart by call does not make it healthy': [
    ['crash', 0, 'unhealthy', 'backingOff', ['backingOff']],
    ['restart', 0, 'degraded', 'running', ['recentFailure']],
    ['wait', 1000, 'healthy', 'running', []],
    ['restart', 0, 'healthy', 'running', []],
  ],
  'a stop is the end, from back-off too': [
    ['crash', 0, 'unhealthy', 'backingOff', ['backingOff']],
    ['stop', 0, 'stopped', 'stopped', ['ended']],
    ['wait', 10_000, 'stopped', 'stopped', ['ended']],
  ],
};

async function take(actor: SupervisedActor, step: Row[0], milliseconds: number): Promise<void> {
  if (step === 'crash' && actor.getHealthMetrics().status !== 'stopped')
    actor.send({ type: 'CRASH' });
  if (step === 'stop') actor.stop();
  if (step === 'restart') await actor.restart();
  await pass(milliseconds);
}

describe('the state machine of health', () => {
  it.each(Object.entries(walks))('goes through %s', async (_name, rows) => {
    const supervisor = new Supervisor('s', {
      parent: RootSupervisor.getInstance(),
      healthyAfter: 1000,
    });
    const strategy = new RestartStrategy({
      backoffType: 'linear',
      initialDelay: 100,
      maxDelay: 100,
      maxRestarts: 3,
    });
    const actor = createSupervisedMachine('a', crashable, { supervisor, strategy });
    for (const [step, milliseconds, status, childState, reasons] of rows) {
      await take(actor, step, milliseconds);
      expect([step, actor.getHealthMetrics()]).toMatchObject([
        step,
        { status, childState, reasons },
      ]);
    }
  });
});

const strategyOf = fc.oneof(
  fc
    .record({
      maxRestarts: fc.integer({ min: 0, max: 6 }),
      withinTimeWindow: fc.constantFrom(100, 1000, 60_000),
      backoffType: fc.constantFrom('none', 'linear', 'exponential', 'random'),
      initialDelay: fc.integer({ min: 0, max: 400 }),
    })
    .map((options) => new RestartStrategy(options as object)),
  fc
    .integer({ min: 1, max: 4 })
    .map((maxErrors) => new ResumeStrategy({ maxErrors, logError: false })),
);

const commandOf = fc.record({
  who: fc.nat(3),
  step: fc.constantFrom<Row[0]>('crash', 'crash', 'wait', 'restart', 'stop'),
  milliseconds: fc.integer({ min: 0, max: 400 }),
});

function check(health: ActorHealthMetrics, supervisor: Supervisor): void {
  const { status, reasons, childState, availability } = health;
  const isRunning = childState === 'running';
  const isCircuitClosed = supervisor.getCircuitBreakerState() === 'closed';
  if (!isRunning || (!isCircuitClosed && status !== 'stopped')) expect(status).not.toBe('healthy');
  expect(reasons.length === 0).toBe(status === 'healthy');
  expect(status === 'stopped').toBe(childState === 'stopped' || childState === 'stopping');
  expect(availability >= 0 && availability <= 1).toBe(true);
  if (health.meanTimeToRepair !== undefined)
    expect(health.meanTimeToRepair).toBeGreaterThanOrEqual(0);
  expect(health.totalUptime + health.totalDowntime).toBeGreaterThanOrEqual(health.uptime);
}

it('(9) is never healthy in back-off, parked or beside an open circuit, whatever happens', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(strategyOf, { minLength: 4, maxLength: 4 }),
      fc.integer({ min: 1, max: 4 }),
      fc.array(commandOf, { maxLength: 40 }),
      async (strategies, failureThreshold, commands) => {
        const supervisor = new Supervisor('s', {
          parent: RootSupervisor.getInstance(),
          healthyAfter: 500,
          circuitBreaker: { failureThreshold, windowMs: 500, resetTimeoutMs: 300 },
        });
        const actors = strategies.map((strategy, index) =>
          createSupervisedMachine(`${index}`, crashable, { supervisor, strategy }),
        );
        try {
          for (const { who, step, milliseconds } of commands) {
            await take(actors[who] as SupervisedActor, step, 0).catch(() => {});
            const health = actors.map((actor) => actor.getHealthMetrics());
            for (const each of health) check(each, supervisor);
            const worst = supervisor.getHealth();
            if (worst.circuit !== 'closed') expect(worst.status).not.toBe('healthy');
            if (worst.states.backingOff + worst.states.parked > 0) {
              expect(worst.status).toBe('unhealthy');
            }
            await pass(milliseconds);
          }
        } finally {
          await supervisor.stop();
        }
      },
    ),
    { numRuns: 60, seed: 9 },
  );
});
