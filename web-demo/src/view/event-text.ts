import type { SupervisionEvent } from 'statewarden';
import { seconds } from './dom.js';

export type Tone = 'calm' | 'good' | 'warn' | 'bad' | 'held';

/** How the timeline shows an event. */
export interface EventText {
  tone: Tone;
  mark: string;
  what: string;
}

type Wording = (event: SupervisionEvent) => EventText;

const text = (tone: Tone, mark: string, what: (event: SupervisionEvent) => string): Wording => {
  return (event) => ({ tone, mark, what: what(event) });
};

const wordings: Partial<Record<SupervisionEvent['type'], Wording>> = {
  childStarted: text('calm', '+', () => 'started'),
  childStopped: text('bad', '■', () => 'stopped'),
  childFinished: text('calm', '✓', () => 'finished'),
  childFailed: text('bad', '×', (event) => `crashed: ${event.error?.message ?? 'unknown error'}`),
  cleanupStarted: text('warn', '~', () => 'cleans up'),
  cleanupEnded: text('calm', '~', () => 'cleaned up'),
  cleanupTimedOut: text('warn', '~', () => 'clean-up took too long'),
  restartScheduled: text('warn', '…', (event) => `backs off for ${seconds(event.value)}`),
  childRestarted: text('good', '↻', (event) => `restarted (${event.value})`),
  restartFailed: text('bad', '×', () => 'did not start again'),
  childResumed: text('good', '→', () => 'resumed in its last good state'),
  childHalted: text('calm', '‖', () => 'halted with its group'),
  childParked: text('held', '‖', () => 'parked: the circuit is open'),
  limitExceeded: text('bad', '!', (event) => `used up its ${event.value} restarts`),
  failureEscalated: text(
    'warn',
    '↑',
    ({ escalatedTo }) => `failure goes up to ${lastOf(escalatedTo)}`,
  ),
  gaveUp: text('bad', '■', () => 'nobody could bring it back'),
  circuitOpened: text('held', '⊘', (event) => `circuit opened for ${seconds(event.value)}`),
  circuitHalfOpened: text('held', '◐', () => 'circuit half-open: probing'),
  circuitClosed: text('good', '●', () => 'circuit closed again'),
  supervisorLimitExceeded: text('bad', '!', (event) => `used up its ${event.value} restarts`),
  supervisorFailed: text('bad', '×', () => 'failed into its parent'),
  deadLetter: text('calm', '✉', (event) => `dead letter ${event.eventType ?? ''}`),
};

/** The supervisor's own id in its path. */
function lastOf(path = ''): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Puts an event into words; undefined for what a timeline need not show. */
export function describeEvent(event: SupervisionEvent): EventText | undefined {
  return wordings[event.type]?.(event);
}
