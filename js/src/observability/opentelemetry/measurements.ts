import type { Counter, Histogram, Meter, ObservableResult } from '@opentelemetry/api';
import type { SupervisorHealth } from '../../supervision/health/subtree-health.js';
import type { Supervisor } from '../../supervision/supervisor.js';
import type {
  SupervisionEvent,
  SupervisionEventType,
} from '../../supervision/telemetry/supervision-event.js';
import { Attribute, type EventAttributes } from './attributes.js';
import type { Outage } from './outages.js';

const millisecond = 0.001;

/** Counters and histograms of what happens. */
export class EventMeasurements {
  readonly #attributes: EventAttributes;
  readonly #restarts: Counter;
  readonly #failures: Counter;
  readonly #escalations: Counter;
  readonly #transitions: Counter;
  readonly #deadLetters: Counter;
  readonly #lost: Counter;
  readonly #duration: Histogram;
  readonly #downtime: Histogram;

  constructor(meter: Meter, attributes: EventAttributes) {
    const count = (name: string, unit: string, description: string) =>
      meter.createCounter(name, { unit, description });
    const seconds = (name: string, description: string) =>
      meter.createHistogram(name, { unit: 's', description });
    this.#attributes = attributes;
    this.#restarts = count('supervision.restarts', '{restart}', 'Restarts of children');
    this.#failures = count('supervision.failures', '{failure}', 'Failures of children');
    this.#escalations = count('supervision.escalations', '{escalation}', 'Failures passed on');
    this.#transitions = count(
      'supervision.circuit.transitions',
      '{transition}',
      'Changes of the state of circuits',
    );
    this.#deadLetters = count('supervision.dead_letters', '{event}', 'Events that reached nobody');
    this.#lost = count('supervision.events.lost', '{event}', 'Events that were not observed');
    this.#duration = seconds(
      'supervision.restart.duration',
      'From a failure to the next incarnation, without the back-offs between them',
    );
    this.#downtime = seconds('supervision.downtime', 'From a failure to the next incarnation');
  }

  take(event: SupervisionEvent): void {
    const { type, error, reason } = event;
    const circuit = circuitStates[type];
    const at = this.#attributes;
    if (type === 'childRestarted') this.#restarts.add(1, at.of(event));
    else if (type === 'childFailed' || type === 'restartFailed') {
      this.#failures.add(1, at.of(event, { [Attribute.errorType]: at.errorType(error) }));
    } else if (type === 'failureEscalated') this.#escalations.add(1, at.of(event));
    else if (type === 'deadLetter') {
      this.#deadLetters.add(1, at.of(event, { [Attribute.deadLetterReason]: reason ?? '' }));
    } else if (type === 'eventsLost') this.#lost.add(event.value);
    else if (circuit) this.#transitions.add(1, at.of(event, { [Attribute.circuitState]: circuit }));
  }

  takeOutage({ failure, end, waited, outcome }: Outage): void {
    if (outcome === 'ended') return;
    const downtime = end - failure.time;
    const attributes = this.#attributes.of(failure);
    this.#downtime.record(downtime * millisecond, attributes);
    if (outcome === 'resumed') return;
    this.#duration.record(Math.max(0, downtime - waited) * millisecond, attributes);
  }
}

const circuitStates: Partial<Record<SupervisionEventType, string>> = {
  circuitOpened: 'open',
  circuitHalfOpened: 'half_open',
  circuitClosed: 'closed',
};

/** Observes, at each collection, how many children stand where; returns what ends that. */
export function observeChildren(meter: Meter, root: () => Supervisor): () => void {
  const children = meter.createObservableGauge('supervision.children', {
    unit: '{child}',
    description: 'Actors by state',
  });
  const mailbox = meter.createObservableGauge('supervision.mailbox.size', {
    unit: '{event}',
    description: 'Events that wait for actors',
  });
  let seen: { health: SupervisorHealth } | undefined;
  // Both gauges are observed in one collection, and look at the tree once.
  const look = () => {
    seen ??= { health: root().getHealth() };
    queueMicrotask(() => {
      seen = undefined;
    });
    return seen.health;
  };
  const observeStates = (result: ObservableResult) =>
    visit(look(), ({ path, states, supervisors }) => {
      for (const state of Object.keys(states) as (keyof typeof states)[]) {
        const below = supervisors.reduce((sum, each) => sum + each.states[state], 0);
        result.observe(states[state] - below, {
          [Attribute.supervisorPath]: path,
          [Attribute.childState]: state,
        });
      }
    });
  const observeMailbox = (result: ObservableResult) =>
    visit(look(), ({ path, mailboxSize, supervisors }) => {
      const below = supervisors.reduce((sum, each) => sum + each.mailboxSize, 0);
      result.observe(mailboxSize - below, { [Attribute.supervisorPath]: path });
    });
  children.addCallback(observeStates);
  mailbox.addCallback(observeMailbox);
  return () => {
    children.removeCallback(observeStates);
    mailbox.removeCallback(observeMailbox);
  };
}

function visit(health: SupervisorHealth, observe: (health: SupervisorHealth) => void): void {
  observe(health);
  for (const below of health.supervisors) visit(below, observe);
}
