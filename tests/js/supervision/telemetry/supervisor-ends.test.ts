import { RootSupervisor, Supervisor } from 'statewarden';
import { crashable } from '../support/machines.js';
import { settle, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

/** Writes down what starts and ends in the whole tree. */
function record(): string[] {
  const told: string[] = [];
  RootSupervisor.getInstance().onEvent(({ type, actorId, childSupervisorId }) => {
    told.push(`${type} ${actorId ?? childSupervisorId}`);
  });
  return told;
}

async function makeTree(): Promise<Supervisor> {
  const shop = new Supervisor('shop', {
    parent: RootSupervisor.getInstance(),
    children: [{ id: 'till', supervisor: { children: [{ id: 'drawer', machine: crashable }] } }],
  });
  await settle();
  return shop;
}

it.each<[string, (shop: Supervisor) => unknown]>([
  ['it is stopped', (shop) => shop.stop()],
  ['everything is', () => RootSupervisor.resetInstance()],
])('tells of the end of each supervisor once, the deepest first, when %s', async (_, end) => {
  const told = record();
  const shop = await makeTree();
  told.length = 0;
  await end(shop);
  await settle();
  expect(told).toEqual(['childStopped drawer', 'childStopped till', 'childStopped shop']);
});

it('does not tell again of one that was down when it left', async () => {
  const told = record();
  const shop = await makeTree();
  await shop.terminateChild('till');
  shop.deleteChild('till');
  await settle();
  told.length = 0;
  await shop.stop();
  await settle();
  expect(told).toEqual(['childStopped shop']);
});
