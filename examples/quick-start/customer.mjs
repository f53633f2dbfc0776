const thinkingTime = 25;

/** What the customer does in which state. */
const habits = [
  [{ flow: { cart: 'reviewing' } }, { type: 'CHECKOUT.START' }],
  [{ flow: { shipping: { address: 'editing' } } }, { type: 'ADDRESS.SUBMIT' }],
  [{ flow: { shipping: { address: 'suggestion' } } }, { type: 'SUGGESTION.ACCEPT' }],
  [{ flow: { shipping: { method: 'choosing' } } }, { type: 'METHOD.CHOOSE', method: 'express' }],
  [{ flow: { payment: 'choosingMethod' } }, { type: 'INVOICE.CHOOSE' }],
  [{ flow: 'review' }, { type: 'ORDER.PLACE' }],
];

/** Buys something, however often it takes; `tell` hears of each event that the customer sends. */
export function orderLikeACustomer(checkout, tell) {
  let nextStep;
  const goOn = () => {
    clearTimeout(nextStep);
    nextStep = setTimeout(() => {
      const habit = habits.find(([state]) => checkout.getSnapshot().matches(state));
      const isUp = checkout.getHealthMetrics().childState === 'running';
      if (!habit || !isUp) return;
      tell(habit[1].type);
      checkout.send(habit[1]);
    }, thinkingTime);
  };
  checkout.subscribe(goOn);
  checkout.supervisor.onEvent(({ type }) => {
    if (type === 'childRestarted') goOn();
  });
  goOn();
}
