import {
  EscalateStrategy,
  RestartStrategy,
  RootSupervisor,
  StopStrategy,
  type SupervisedActor,
  Supervisor,
  type SupervisorOptions,
} from 'statewarden';
import { createMachine } from 'xstate';
import { crashable } from '../support/machines.js';
import { pass, settle, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

const root = () => RootSupervisor.getInstance();
const ignore = () => {};

/** A supervisor with two children, of whom the first has failed for good. */
function make(options: SupervisorOptions = {}): Supervisor {
  const shop = new Supervisor('shop', {
    parent: root(),
    defaultStrategy: new StopStrategy(),
    onError: ignore,
    children: [
      { id: 'till', machine: crashable },
      { id: 'door', machine: crashable },
    ],
    ...options,
  });
  crash(shop, 'till');
  return shop;
}

function crash(supervisor: Supervisor, id: string): void {
  (supervisor.getActor(id) as SupervisedActor).send({ type: 'CRASH' });
}

it('a child that failed for good counts as unhealthy, here and above', () => {
  const shop = make();
  expect(shop.getHealth()).toMatchObject({ status: 'unhealthy', failed: 1, actorCount: 1 });
  expect(root().getHealth()).toMatchObject({ status: 'unhealthy', failed: 1 });
  expect(shop.getHealth({ rule: 'quorum', quorum: 0.5 }).status).toBe('degraded');
  expect(shop.getHealth({ rule: 'quorum', quorum: 0.6 }).status).toBe('unhealthy');
});

it('so does one whose restarts are used up, or that could not start again', async () => {
  let isFailing = false;
  const machine = createMachine({
    entry: () => {
      if (isFailing) throw new Error('cannot start');
    },
  });
  const shop = make({ defaultStrategy: new RestartStrategy({ initialDelay: 10, maxRestarts: 1 }) });
  await pass(10);
  expect(shop.getHealth()).toMatchObject({ status: 'unhealthy', failed: 0 });
  crash(shop, 'till');
  expect(shop.getHealth()).toMatchObject({ status: 'unhealthy', failed: 1 });
  const stubborn = shop.startChild({ id: 'lamp', machine }) as SupervisedActor;
  isFailing = true;
  stubborn.reportError(new Error('broken'));
  await pass(1000);
  expect(shop.getHealth()).toMatchObject({ failed: 2 });
});

it.each<[string, string, (shop: Supervisor) => unknown]>([
  ['started again', 'degraded', (shop) => shop.restartChild('till')],
  ['terminated', 'healthy', (shop) => shop.terminateChild('till')],
  ['deleted', 'healthy', (shop) => shop.deleteChild('till')],
])('until it is %s by call', async (_how, status, act) => {
  const shop = make();
  await act(shop);
  expect(shop.getHealth()).toMatchObject({ status, failed: 0 });
});

it('a child that was stopped while it waited for its restart did not fail for good', async () => {
  const shop = make({ defaultStrategy: new RestartStrategy({ initialDelay: 10 }) });
  await shop.terminateChild('till');
  expect(shop.getHealth()).toMatchObject({ status: 'healthy', failed: 0 });
});

it('nor did one that finished, or is forgotten at its end', () => {
  const machine = createMachine({
    initial: 'on',
    states: { on: { on: { END: 'over' } }, over: { type: 'final' } },
  });
  const shop = make({
    children: [
      { id: 'till', machine: crashable, restart: 'temporary' },
      { id: 'door', machine, restart: 'transient' },
    ],
  });
  (shop.getActor('door') as SupervisedActor).send({ type: 'END' });
  expect(shop.getHealth()).toMatchObject({ status: 'healthy', failed: 0 });
});

describe('a supervisor that failed for good', () => {
  const inner = { defaultStrategy: new EscalateStrategy({ scope: 'supervisor' }) };
  const failing = (strategy: SupervisorOptions['defaultStrategy'] = new StopStrategy()) => {
    const top = new Supervisor('top', {
      parent: root(),
      defaultStrategy: strategy as StopStrategy,
      onError: ignore,
      children: [
        { id: 'shop', supervisor: { ...inner, children: [{ id: 'till', machine: crashable }] } },
      ],
    });
    crash(top, 'till');
    return top;
  };

  it('counts as one, and not when it is restarted by call', () => {
    const top = failing();
    expect(top.getHealth()).toMatchObject({
      status: 'unhealthy',
      failed: 1,
      supervisors: [{ id: 'shop', status: 'stopped', failed: 1 }],
    });
    top.restartChild('shop');
    expect(top.getHealth()).toMatchObject({ failed: 0 });
  });

  it('does not count when it was taken down by call, before or after', async () => {
    const waiting = failing(new RestartStrategy({ initialDelay: 10 }));
    await waiting.terminateChild('shop');
    expect(waiting.getHealth()).toMatchObject({ status: 'healthy', failed: 0 });
    await waiting.stop();
    const top = failing();
    await top.terminateChild('shop');
    await settle();
    expect(top.getHealth()).toMatchObject({ status: 'healthy', failed: 0 });
  });
});
