import type { AnyActorRef } from '../behavior/acting-actor.js';
import type { Program } from '../program/program.js';
import { type Clock, clockIndex, now } from './clocks.js';
import { hostedCore, peekEvent } from './host.js';
import { delayEventType } from './inspection.js';
import type { ScheduledEvent } from './scheduler.js';

interface PendingTimer {
  isEvent: boolean;
  value: number;
  deadline: number | null;
}

interface CoreActor {
  readonly actorId: number;
  readonly program: Program;
  readonly clock: Clock;
  readonly ref: AnyActorRef;
}

/**
 * Lists the timers that the core keeps for an actor, as XState lists them. Of a delay that was
 * computed only what is left is known, so it is listed as if it began now.
 */
export function scheduledEventsOf(actor: CoreActor): ScheduledEvent[] {
  const timers = JSON.parse(hostedCore().writeTimers(actor.actorId)) as PendingTimer[];
  return timers.map((timer) =>
    timer.isEvent ? sentLater(actor, timer) : transition(actor, timer),
  );
}

function sentLater({ ref }: CoreActor, { value }: PendingTimer): ScheduledEvent {
  const {
    event,
    target = ref,
    id = `#${value}`,
    delay = 0,
    startedAt = 0,
  } = peekEvent(value) ?? {};
  return { source: ref, target, event: event ?? { type: '' }, delay, id, startedAt };
}

function transition(actor: CoreActor, { value, deadline }: PendingTimer): ScheduledEvent {
  const { program, ref } = actor;
  const type = delayEventType(program, value);
  const left = (deadline ?? Number.POSITIVE_INFINITY) - now(clockIndex(actor.clock));
  const delay = program.chart.delays[value]?.milliseconds ?? left;
  const elapsed = Number.isFinite(left) ? delay - left : 0;
  const startedAt = Math.round(Date.now() - elapsed);
  return { source: ref, target: ref, event: { type }, delay, id: type, startedAt };
}
