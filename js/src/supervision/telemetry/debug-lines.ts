import type { Supervisor } from '../supervisor.js';
import { eventStream } from './event-stream.js';
import type { Subscription } from './listeners.js';
import type { SupervisionEvent } from './supervision-event.js';

/** Writes what happens in a supervisor's subtree to `console.debug`, until it is unsubscribed. */
export function writeDebugLines(supervisor: Supervisor): Subscription {
  return eventStream.subscribe((event) => console.debug(debugLine(event)), supervisor);
}

function debugLine(event: SupervisionEvent): string {
  const place = event.actorId ? `${event.supervisorPath}/${event.actorId}` : event.supervisorPath;
  const details = [
    event.value ? String(event.value) : '',
    event.error ? `${event.error.name}: ${event.error.message}` : '',
    event.eventType ? `${event.eventType} (${event.reason})` : '',
  ];
  const rest = details.filter((detail) => detail !== '').join(' ');
  return `statewarden ${event.time.toFixed(0)} ms ${place} ${event.type} ${rest}`.trimEnd();
}
