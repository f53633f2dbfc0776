import type { Attributes } from '@opentelemetry/api';
import type { SupervisionEvent } from '../../supervision/telemetry/supervision-event.js';

export const Attribute = {
  supervisorPath: 'supervision.supervisor.path',
  actorId: 'supervision.actor.id',
  childState: 'supervision.child.state',
  circuitState: 'supervision.circuit.state',
  deadLetterReason: 'supervision.dead_letter.reason',
  outcome: 'supervision.restart.outcome',
  errorType: 'error.type',
} as const;

const mostErrorTypes = 100;

/** Makes the attributes of measurements; their number is bounded by that of the supervisors. */
export class EventAttributes {
  readonly #hasActorIds: boolean;
  readonly #errorTypes = new Set<string>();

  constructor(hasActorIds: boolean) {
    this.#hasActorIds = hasActorIds;
  }

  /** Says where something happened. */
  of({ supervisorPath, actorId }: SupervisionEvent, more: Attributes = {}): Attributes {
    const place: Attributes = { [Attribute.supervisorPath]: supervisorPath, ...more };
    if (this.#hasActorIds && actorId !== undefined) place[Attribute.actorId] = actorId;
    return place;
  }

  /** The name of an error; `_OTHER` for names beyond the first hundred, and without an error. */
  errorType(error: Error | undefined): string {
    const name = error ? nameOf(error) : '';
    if (name === '') return '_OTHER';
    if (this.#errorTypes.size < mostErrorTypes) this.#errorTypes.add(name);
    return this.#errorTypes.has(name) ? name : '_OTHER';
  }
}

function nameOf(error: Error): string {
  try {
    return String(error.name);
  } catch {
    return '';
  }
}
