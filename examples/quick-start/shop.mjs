import { readFileSync } from 'node:fs';
import { createSupervisedMachine, RestartStrategy, RootSupervisor, Supervisor } from 'statewarden';

const readChart = (name) =>
  readFileSync(new URL(`../../charts/${name}.json`, import.meta.url), 'utf8');

const takes = (milliseconds, output) => () =>
  new Promise((resolve) => setTimeout(resolve, milliseconds, output));

/** The supervisor tree and the actors of a small shop whose warehouse is down at first. */
export function openShop() {
  let warehouseIsDown = true;

  // Decides what `payments` cannot, and stops trying when that happens too often.
  const shop = new Supervisor('shop', {
    parent: RootSupervisor.getInstance(),
    defaultStrategy: new RestartStrategy({ backoffType: 'none', preserveState: true }),
    circuitBreaker: { failureThreshold: 2, resetTimeoutMs: 800, stableAfterMs: 400 },
  });
  const payments = new Supervisor('payments', {
    parent: shop,
    defaultStrategy: new RestartStrategy({
      maxRestarts: 3,
      initialDelay: 100,
      backoffType: 'exponential',
      preserveState: true,
      onLimit: 'escalate',
    }),
  });

  const checkout = createSupervisedMachine('checkout', readChart('checkout'), {
    supervisor: payments,
    implementations: {
      actions: {
        freezeCart: () => {
          if (warehouseIsDown) throw new Error('the warehouse does not answer');
        },
      },
      guards: {
        isSignedIn: () => true,
        cartIsEmpty: () => false,
        addressHasSuggestion: () => true,
        invoiceAllowed: () => true,
        termsAccepted: () => true,
      },
      actors: {
        restoreCart: takes(40, { cartId: 'c-1042' }),
        validateAddress: takes(30),
        loadRates: takes(30),
        calculatePrice: takes(20),
        checkCredit: takes(40),
        placeOrder: takes(60, { orderId: 'o-77' }),
        sendReceipt: takes(50),
      },
      delays: {
        requestTimeout: 5_000,
        orderTimeout: 5_000,
        sessionWarning: 60_000,
      },
    },
  });
  const connection = createSupervisedMachine('connection', readChart('websocket-connection'), {
    supervisor: payments,
  });

  return {
    checkout,
    connection,
    repairWarehouse: () => {
      warehouseIsDown = false;
    },
    close: () => shop.stop(),
  };
}
