import { directory } from '../directory.js';
import type { SupervisionEvent, SupervisionEventType } from './supervision-event.js';

/** How much an event matters, the least first. */
export const eventLevels = ['debug', 'info', 'warning', 'error', 'critical'] as const;

export type EventLevel = (typeof eventLevels)[number];

/** The levels of events, as far as the type alone tells. */
const levelsByType: Readonly<Record<SupervisionEventType, EventLevel>> = {
  childStarted: 'info',
  childStopped: 'info',
  childFinished: 'info',
  childFailed: 'error',
  cleanupStarted: 'debug',
  cleanupEnded: 'debug',
  cleanupTimedOut: 'warning',
  restartScheduled: 'info',
  childRestarted: 'info',
  restartFailed: 'error',
  childResumed: 'warning',
  childParked: 'warning',
  limitExceeded: 'error',
  failureEscalated: 'warning',
  gaveUp: 'error',
  circuitOpened: 'warning',
  circuitHalfOpened: 'info',
  circuitClosed: 'info',
  deadLetter: 'info',
  childHalted: 'debug',
  supervisorFailed: 'error',
  supervisorLimitExceeded: 'error',
  heartbeatMissed: 'warning',
  eventOverran: 'warning',
  invocationOverran: 'warning',
  eventsLost: 'warning',
};

/** Returns the level of an event that is no failure with a level of its own. */
export function levelOf(event: Omit<SupervisionEvent, 'level'>, child?: number): EventLevel {
  const { type, value, reason } = event;
  // A start by call is told to its caller already, as in OTP 27.
  if (type === 'childStarted' && isStartedByCall(child)) return 'debug';
  if (type === 'cleanupEnded' && value === 0) return 'warning';
  if (type === 'deadLetter' && reason !== 'notRunning') return 'warning';
  return levelsByType[type];
}

function isStartedByCall(child: number | undefined): boolean {
  if (child === undefined || directory.member(child)) return false;
  return directory.entry(child)?.isDynamic ?? true;
}

/** Says whether a level is at least another one. */
export function isAtLeast(level: EventLevel, least: EventLevel): boolean {
  return eventLevels.indexOf(level) >= eventLevels.indexOf(least);
}
