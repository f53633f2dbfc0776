import {
  createSupervisedMachine,
  RestartStrategy,
  ResumeStrategy,
  RootSupervisor,
  Supervisor,
} from 'statewarden';
import { createMachine, fromCallback, fromPromise } from 'xstate';
import { crashable, failingAtStart } from '../support/machines.js';
import { pass, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

const root = () => RootSupervisor.getInstance();

const restartAfter = (delay: number, maxRestarts = 10) =>
  new RestartStrategy({ backoffType: 'linear', initialDelay: delay, maxDelay: delay, maxRestarts });

describe('the health of an actor', () => {
  it('says why it is not healthy, on the way down and on the way back', async () => {
    const actor = createSupervisedMachine('a', crashable, { strategy: restartAfter(50, 2) });
    const health = () => {
      const { status, reasons } = actor.getHealthMetrics();
      return [status, ...reasons];
    };
    expect(health()).toEqual(['healthy']);
    actor.send({ type: 'CRASH' });
    expect(health()).toEqual(['unhealthy', 'backingOff']);
    await pass(50);
    expect(health()).toEqual(['degraded', 'recentFailure']);
    actor.send({ type: 'CRASH' });
    await pass(50);
    expect(health()).toEqual(['unhealthy', 'recentFailure', 'limitReached']);
    await pass(60_000);
    expect(health()).toEqual(['healthy']);
    actor.stop();
    expect(health()).toEqual(['stopped', 'ended']);
  });

  it('knows how long the actor was up and down, and how long repairs took', async () => {
    const actor = createSupervisedMachine('a', crashable, { strategy: restartAfter(100) });
    expect(actor.getHealthMetrics()).toMatchObject({
      availability: 1,
      totalDowntime: 0,
      meanTimeBetweenFailures: undefined,
      meanTimeToRepair: undefined,
      lastDowntime: undefined,
    });
    await pass(300);
    actor.send({ type: 'CRASH' });
    await pass(100);
    await pass(500);
    actor.send({ type: 'CRASH' });
    await pass(100);
    expect(actor.getHealthMetrics()).toMatchObject({
      uptime: 0,
      totalUptime: 800,
      totalDowntime: 200,
      availability: 0.8,
      meanTimeBetweenFailures: 400,
      meanTimeToRepair: 100,
      lastDowntime: 100,
    });
  });

  it('is not stuck while it does not run, whatever is pending then', async () => {
    const machine = createMachine({
      initial: 'loading',
      states: {
        loading: { invoke: { src: fromPromise(() => new Promise(() => {})), onDone: 'idle' } },
        idle: {},
      },
    });
    const supervisor = new Supervisor('s', { stuckAfter: 50 });
    const decide = { type: 'mine', handleError: () => new Promise<void>(() => {}) };
    const actor = createSupervisedMachine('a', machine, { supervisor, strategy: decide });
    actor.reportError(new Error('held'));
    await pass(100);
    expect(actor.getHealthMetrics().reasons).not.toContain('stuck');
    expect(actor.getHealthMetrics().childState).toBe('failed');
  });

  it('counts a downtime that is not over as no repair', async () => {
    const actor = createSupervisedMachine('a', crashable, { strategy: restartAfter(100) });
    actor.send({ type: 'CRASH' });
    await pass(100);
    actor.send({ type: 'CRASH' });
    await pass(50);
    expect(actor.getHealthMetrics()).toMatchObject({ meanTimeToRepair: 100, lastDowntime: 100 });
  });

  it('counts starts that fail into one downtime', async () => {
    let isFailing = false;
    const machine = failingAtStart(() => isFailing);
    const actor = createSupervisedMachine('a', machine, { strategy: restartAfter(10) });
    isFailing = true;
    actor.reportError(new Error('down'));
    await pass(35);
    isFailing = false;
    await pass(100);
    expect(actor.getHealthMetrics()).toMatchObject({ errorCount: 4, lastDowntime: 40 });
  });

  it('keeps what was counted when the actor has ended', async () => {
    const actor = createSupervisedMachine('a', crashable, { strategy: restartAfter(100) });
    await pass(300);
    actor.send({ type: 'CRASH' });
    await pass(100);
    actor.stop();
    await pass(1000);
    expect(actor.getHealthMetrics()).toMatchObject({
      status: 'stopped',
      errorCount: 1,
      restartCount: 1,
      totalUptime: 300,
      totalDowntime: 100,
      meanTimeToRepair: 100,
      uptime: 0,
    });
  });

  it('keeps nothing of an actor that ended without a failure', async () => {
    const actor = createSupervisedMachine('a', crashable);
    await pass(300);
    actor.stop();
    const times = { totalUptime: 0, totalDowntime: 0, availability: 1 };
    expect(actor.getHealthMetrics()).toMatchObject({ status: 'stopped', ...times });
  });

  it('counts events that wait because the actor does not run as its stash', async () => {
    const actor = createSupervisedMachine('a', crashable, { strategy: restartAfter(100) });
    actor.send({ type: 'CRASH' });
    actor.send({ type: 'INC' });
    actor.send({ type: 'INC' });
    expect(actor.getHealthMetrics()).toMatchObject({ mailboxSize: 2, stashSize: 2 });
    await pass(100);
    expect(actor.getHealthMetrics()).toMatchObject({ mailboxSize: 0, stashSize: 0 });
    expect(actor.getSnapshot().context.count).toBe(2);
  });

  it('does not count an end by a failure that resumes as downtime', async () => {
    const actor = createSupervisedMachine('a', crashable, {
      strategy: new ResumeStrategy({ logError: false }),
    });
    await pass(100);
    actor.send({ type: 'CRASH' });
    await pass(100);
    expect(actor.getHealthMetrics()).toMatchObject({ totalUptime: 200, lastDowntime: 0 });
  });
});

describe('an invocation that does not end', () => {
  const waiting = createMachine({
    initial: 'waiting',
    states: {
      waiting: {
        invoke: { id: 'slow', src: fromPromise(() => new Promise(() => {})), onDone: 'done' },
        on: { SKIP: 'done' },
      },
      done: {},
    },
  });

  it('makes its actor unhealthy after stuckAfter, until it is left', async () => {
    const supervisor = new Supervisor('s', { parent: root(), stuckAfter: 1000 });
    const actor = createSupervisedMachine('a', waiting, { supervisor });
    await pass(1000);
    expect(actor.getHealthMetrics()).toMatchObject({
      status: 'healthy',
      reasons: [],
      pendingFor: 1000,
      pendingInvocation: 'slow',
    });
    await pass(1);
    expect(actor.getHealthMetrics()).toMatchObject({ status: 'unhealthy', reasons: ['stuck'] });
    expect(supervisor.getHealth().status).toBe('unhealthy');
    actor.send({ type: 'SKIP' });
    expect(actor.getHealthMetrics()).toMatchObject({
      status: 'healthy',
      pendingFor: 0,
      pendingInvocation: undefined,
    });
  });

  it('only counts when there is a stuckAfter', async () => {
    const actor = createSupervisedMachine('a', waiting);
    await pass(10_000_000);
    expect(actor.getHealthMetrics()).toMatchObject({ status: 'healthy', pendingFor: 10_000_000 });
  });

  it('is none when nobody waits for its end', async () => {
    const supervisor = new Supervisor('s', { parent: root(), stuckAfter: 1000 });
    const listening = createMachine({
      invoke: { id: 'socket', src: fromCallback(() => {}) },
      on: { '*': {} },
    });
    const actor = createSupervisedMachine('a', listening, { supervisor });
    await pass(100_000);
    expect(actor.getHealthMetrics()).toMatchObject({ status: 'healthy', pendingFor: 0 });
  });

  it('takes the oldest of several', async () => {
    const two = createMachine({
      type: 'parallel',
      states: {
        first: {
          initial: 'idle',
          states: {
            idle: { on: { GO: 'busy' } },
            busy: {
              invoke: {
                id: 'young',
                src: fromPromise(() => new Promise(() => {})),
                onDone: 'idle',
              },
            },
          },
        },
        second: {
          invoke: { id: 'old', src: fromPromise(() => new Promise(() => {})), onDone: {} },
        },
      },
    });
    const actor = createSupervisedMachine('a', two);
    await pass(70);
    actor.send({ type: 'GO' });
    await pass(30);
    expect(actor.getHealthMetrics()).toMatchObject({ pendingFor: 100, pendingInvocation: 'old' });
  });

  it('refuses a stuckAfter that is no time', () => {
    expect(() => new Supervisor('s', { parent: root(), stuckAfter: -1 })).toThrow('stuckAfter');
  });
});
