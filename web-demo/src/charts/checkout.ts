import config from '../../../charts/checkout.json' with { type: 'json' };
import type { Behavior } from './behavior.js';
import { failsEvery, no, takes, yes } from './work.js';

export function checkout(): Behavior {
  return {
    config,
    about: 'Cart, shipping, payment with 3-D Secure',
    events: [
      { type: 'CHECKOUT.START' },
      { type: 'GUEST.CONTINUE' },
      { type: 'EMAIL.SUBMIT', email: 'ada@example.org' },
      { type: 'ADDRESS.SUBMIT' },
      { type: 'SUGGESTION.ACCEPT' },
      { type: 'METHOD.CHOOSE', method: 'express' },
      { type: 'CARD.CHOOSE' },
      { type: 'CARD.SUBMIT' },
      { type: 'CHALLENGE.REQUIRED' },
      { type: 'CHALLENGE.PASSED' },
      { type: 'ORDER.PLACE' },
      { type: 'SURVEY.DISMISS' },
      { type: 'RETRY' },
      { type: 'CHECKOUT.RESUME' },
      { type: 'SESSION.EXTEND' },
      { type: 'ITEM.ADD', sku: 'kettle' },
      { type: 'CHECKOUT.CANCEL' },
    ],
    implementations: {
      actions: {},
      guards: {
        cartIsEmpty: no,
        isSignedIn: no,
        emailIsValid: yes,
        tooManyAttempts: no,
        addressHasSuggestion: yes,
        retriesLeft: yes,
        invoiceAllowed: yes,
        needsStrongAuthentication: yes,
        termsAccepted: yes,
        paymentWasRefused: no,
        outcomeIsUnknown: no,
        orderExists: yes,
      },
      actors: {
        restoreCart: takes(900, { cartId: 'c-1042' }),
        saveCart: takes(700),
        signIn: takes(900),
        validateAddress: takes(900),
        loadRates: failsEvery(3, 900, 'the carrier does not answer'),
        tokenizeCard: takes(1200),
        openWallet: takes(900),
        checkCredit: takes(900),
        placeOrder: failsEvery(3, 1500, 'the order service is busy', { orderId: 'o-77' }),
        findOrderByIdempotencyKey: takes(900),
        sendReceipt: takes(1500),
        calculatePrice: takes(800),
      },
      delays: {
        requestTimeout: 8_000,
        lockoutPeriod: 10_000,
        rateRetryDelay: 2_500,
        challengeTimeout: 60_000,
        walletTimeout: 30_000,
        orderTimeout: 15_000,
        submitRetryDelay: 2_000,
        sessionWarning: 120_000,
        sessionGrace: 60_000,
      },
    },
    breakDown: () => {
      throw new TypeError("Cannot read properties of undefined (reading 'total')");
    },
  };
}
