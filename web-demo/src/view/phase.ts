import type { SupervisionEvent } from 'statewarden';

/** Where an actor stands between two failures, as the page names it. */
export type Phase =
  | 'running'
  | 'failing'
  | 'cleaning up'
  | 'backing off'
  | 'escalated'
  | 'parked'
  | 'restarted'
  | 'resumed'
  | 'halted'
  | 'finished'
  | 'stopped';

const phases: Partial<Record<SupervisionEvent['type'], Phase>> = {
  childStarted: 'running',
  childFailed: 'failing',
  restartFailed: 'failing',
  cleanupStarted: 'cleaning up',
  restartScheduled: 'backing off',
  failureEscalated: 'escalated',
  childParked: 'parked',
  childRestarted: 'restarted',
  childResumed: 'resumed',
  childHalted: 'halted',
  childFinished: 'finished',
  childStopped: 'stopped',
};

/** The shortest time a phase stays on screen, so that eyes can follow. */
const dwell = 260;
const settle = 900;

/** Follows an actor's events; phases that pass in no time are shown one after the other. */
export class PhaseTrack {
  readonly #changed: (phase: Phase) => void;
  readonly #waiting: Phase[] = [];
  #current: Phase = 'running';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(changed: (phase: Phase) => void) {
    this.#changed = changed;
  }

  get current(): Phase {
    return this.#current;
  }

  /** Takes note of an event of the actor. */
  note(event: SupervisionEvent): void {
    const phase = phases[event.type];
    if (!phase) return;
    this.#waiting.push(phase);
    const showsResult = this.#current === 'restarted' || this.#current === 'resumed';
    if (this.#timer === undefined || showsResult) this.#next();
  }

  #next(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const next = this.#waiting.shift() ?? this.#settled();
    if (next === undefined) return;
    this.#current = next;
    this.#changed(next);
    const isResult = next === 'restarted' || next === 'resumed';
    this.#timer = setTimeout(() => this.#next(), isResult ? settle : dwell);
  }

  #settled(): Phase | undefined {
    return this.#current === 'restarted' || this.#current === 'resumed' ? 'running' : undefined;
  }
}
