import type { SupervisionEvent } from 'statewarden';
import type { LiveActor } from '../system/live-actor.js';
import { element, flash, seconds, setData, setHidden, setText } from './dom.js';
import { EventButtons } from './event-buttons.js';
import { type Phase, PhaseTrack } from './phase.js';
import { RegionList } from './region-list.js';
import { stateLines } from './state-lines.js';

/** One actor: where its statechart is, how it fares, and buttons to use and to crash it. */
export class ActorCard {
  readonly element: HTMLElement;
  readonly #live: LiveActor;
  readonly #track = new PhaseTrack((phase) => this.#showPhase(phase));
  readonly #phase = element('span', { class: 'phase' }, 'running');
  readonly #state = element('p', { class: 'state' });
  readonly #regions = new RegionList();
  readonly #health = element('span', { 'data-vital': 'health' });
  readonly #restarts = element('span', { 'data-vital': 'restarts' });
  readonly #errors = element('span', { 'data-vital': 'errors' });
  readonly #note = element('p', { class: 'note' });
  readonly #meter = element('span', { class: 'meter', 'aria-hidden': 'true' });
  readonly #events: EventButtons;
  readonly #crash: HTMLButtonElement;
  readonly #revive: HTMLButtonElement;
  #retryAt = 0;
  #lastError = '';

  constructor(live: LiveActor) {
    this.#live = live;
    this.#events = new EventButtons((event) => live.send(event));
    this.#crash = element('button', { class: 'crash', type: 'button', click: () => live.crash() });
    this.#crash.append('Crash', element('span', { class: 'unseen' }, ` ${live.id}`));
    this.#revive = element('button', {
      class: 'revive',
      type: 'button',
      click: () => live.revive(),
    });
    this.#revive.append('Start again');
    this.element = this.#assemble();
    live.changed = () => this.update();
    this.update();
  }

  /** Takes note of an event of this actor. */
  note(event: SupervisionEvent): void {
    if (event.error) this.#lastError = event.error.message;
    if (event.type === 'restartScheduled') this.#startCountdown(event.value);
    this.#track.note(event);
    this.update();
  }

  /** Shows what is now, touching only what changed. */
  update(): void {
    const { actor } = this.#live;
    const { main, regions } = stateLines(actor.getSnapshot().value);
    setText(this.#state, main);
    this.#regions.show(regions);
    const health = actor.getHealthMetrics();
    setData(this.element, 'health', health.status);
    setText(this.#health, health.status);
    setText(this.#restarts, String(health.restartCount));
    setText(this.#errors, String(health.errorCount));
    this.#events.show(this.#live.acceptedEvents());
    this.tick();
  }

  /** Shows the passing of time. */
  tick(): void {
    setText(this.#note, this.#noteText());
  }

  #noteText(): string {
    const left = this.#retryAt - performance.now();
    switch (this.#track.current) {
      case 'failing':
        return this.#lastError;
      case 'backing off':
        return left > 0 ? `Restarts in ${seconds(left)}` : 'Restarts now';
      case 'escalated':
        return 'Its supervisor asks the one above';
      case 'parked':
        return 'Waits for the circuit; events are kept';
      case 'halted':
        return 'Waits for its group; events are kept';
      case 'stopped':
        return this.#lastError || 'Stopped';
      default:
        return this.#live.about;
    }
  }

  #startCountdown(wait: number): void {
    this.#retryAt = performance.now() + wait;
    for (const animation of this.#meter.getAnimations()) animation.cancel();
    this.#meter.animate([{ transform: 'scaleX(1)' }, { transform: 'scaleX(0)' }], {
      duration: Math.max(1, wait),
      fill: 'forwards',
    });
  }

  #showPhase(phase: Phase): void {
    setText(this.#phase, phase);
    setData(this.element, 'phase', phase.replace(' ', '-'));
    const isDown = phase === 'stopped' || phase === 'finished';
    setHidden(this.#crash, isDown);
    setHidden(this.#revive, !isDown);
    if (phase === 'failing' || phase === 'restarted') flash(this.element, phase);
    this.tick();
  }

  #assemble(): HTMLElement {
    const { id } = this.#live;
    const heading = element('h3', { id: `actor-${id}` }, id);
    const size = element('span', { class: 'size' }, `${this.#live.stateCount} states`);
    setHidden(this.#revive, true);
    return element(
      'article',
      { class: 'card', 'data-actor': id, 'data-phase': 'running', 'aria-labelledby': heading.id },
      element('header', {}, heading, size, this.#crash, this.#revive),
      element('div', { class: 'note-line' }, this.#phase, this.#note, this.#meter),
      this.#state,
      this.#regions.element,
      element(
        'p',
        { class: 'vitals' },
        this.#health,
        element('span', {}, this.#restarts, ' restarts'),
        element('span', {}, this.#errors, ' errors'),
      ),
      this.#events.element,
    );
  }
}
