// A shop's checkout under supervision: it crashes, backs off, escalates, trips a circuit and recovers.
import { RootSupervisor } from 'statewarden';
import { orderLikeACustomer } from './customer.mjs';
import { check } from './expectations.mjs';
import { openShop } from './shop.mjs';
import { Timeline } from './timeline.mjs';

const patience = 15_000;

const shop = openShop();
const timeline = new Timeline(process.stdout);
const events = [];

function isOver() {
  const isConfirmed = shop.checkout.getSnapshot().matches({ flow: 'confirmed' });
  return isConfirmed && events.some(({ type }) => type === 'circuitClosed');
}

const ended = new Promise((resolve) => {
  const deadline = setTimeout(resolve, patience);
  RootSupervisor.getInstance().onEvent((event) => {
    events.push(event);
    timeline.tell(event);
    if (event.type === 'circuitOpened') {
      timeline.note('warehouse', 'is repaired while the circuit is open');
      shop.repairWarehouse();
    }
    if (isOver()) {
      clearTimeout(deadline);
      resolve();
    }
  });
});

timeline.title(
  'A checkout of 79 states under supervision',
  'shop > payments > checkout, connection',
);
timeline.follow('checkout', shop.checkout, ({ value }) => value.flow);
orderLikeACustomer(shop.checkout, (type) => timeline.sent('customer', type));
await ended;

const findings = check(events, shop);
timeline.findings(findings);
await shop.close();
RootSupervisor.resetInstance();
process.exitCode = findings.every(({ holds }) => holds) ? 0 : 1;
