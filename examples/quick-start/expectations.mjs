import { isDeepStrictEqual } from 'node:util';

/** Compares what happened with what the quick start claims to show. */
export function check(events, { checkout, connection }) {
  const of = (type) => events.filter((event) => event.type === type);
  const failures = of('childFailed');
  const restarts = of('childRestarted').length;
  const circuit = events.map(({ type }) => type).filter((type) => type.startsWith('circuit'));
  const waits = of('restartScheduled').filter((event) => event.supervisorId === 'payments');

  return [
    finding('An action threw, and each time the supervisor heard of it', true, () => {
      const reasons = new Set(failures.map(({ error }) => error.message));
      return (
        failures.length >= 5 && isDeepStrictEqual([...reasons], ['the warehouse does not answer'])
      );
    }),
    finding('The waits before the restarts doubled', [100, 200, 400], () =>
      waits.map(({ value }) => Math.round(value)).slice(0, 3),
    ),
    finding('After three restarts the limit was exceeded', 3, () => of('limitExceeded')[0]?.value),
    finding('The failure escalated from payments to shop', 'root/shop', () => {
      const escalation = of('failureEscalated')[0];
      return escalation?.supervisorId === 'payments' && escalation.escalatedTo;
    }),
    finding(
      'The circuit opened, let one try through and closed again',
      ['circuitOpened', 'circuitHalfOpened', 'circuitClosed'],
      () => circuit,
    ),
    finding('The same actor placed the order in the end', true, () =>
      checkout.getSnapshot().matches({ flow: 'confirmed' }),
    ),
    finding(
      'Its health counts every restart',
      restarts,
      () => checkout.getHealthMetrics().restartCount,
    ),
    finding('Its neighbour was never touched', { errorCount: 0, restartCount: 0 }, () => {
      const { errorCount, restartCount } = connection.getHealthMetrics();
      return { errorCount, restartCount };
    }),
  ];
}

function finding(what, expected, observe) {
  const observed = observe();
  const detail = `expected ${JSON.stringify(expected)}, got ${JSON.stringify(observed)}`;
  return { what, holds: isDeepStrictEqual(observed, expected), detail };
}
