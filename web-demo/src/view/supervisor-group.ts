import type { SupervisionEvent } from 'statewarden';
import type { LiveSupervisor } from '../system/live-supervisor.js';
import { ActorCard } from './actor-card.js';
import { element, flash, seconds, setData, setText } from './dom.js';
import { strategyControls } from './strategy-controls.js';

/** A supervisor: its circuit, its strategy, its actors and the supervisors below. */
export class SupervisorGroup {
  readonly element: HTMLElement;
  readonly cards: ActorCard[];
  readonly groups: SupervisorGroup[];
  readonly #live: LiveSupervisor;
  readonly #circuit = element('span', { class: 'circuit' });
  #opensAgainAt = 0;

  constructor(live: LiveSupervisor, level = 1) {
    this.#live = live;
    this.cards = live.actors.map((actor) => new ActorCard(actor));
    this.groups = live.supervisors.map((child) => new SupervisorGroup(child, level + 1));
    this.element = this.#assemble(level);
    this.tick();
  }

  /** Takes note of an event of this supervisor's circuit. */
  note(event: SupervisionEvent): void {
    if (event.type === 'circuitOpened') this.#opensAgainAt = performance.now() + event.value;
    if (event.type.startsWith('circuit')) flash(this.#circuit, 'changed');
    if (event.type === 'failureEscalated') flash(this.element, 'escalated');
    this.tick();
  }

  /** Shows the passing of time. */
  tick(): void {
    const state = this.#live.supervisor.getCircuitBreakerState() ?? 'closed';
    const left = this.#opensAgainAt - performance.now();
    const rest = state === 'open' && left > 0 ? `, ${seconds(left)}` : '';
    setText(this.#circuit, `circuit ${state}${rest}`);
    setData(this.element, 'circuit', state);
  }

  /** Lists this group and all below. */
  all(): SupervisorGroup[] {
    return [this, ...this.groups.flatMap((group) => group.all())];
  }

  #assemble(level: number): HTMLElement {
    const { id, about } = this.#live;
    const heading = element('h2', { id: `supervisor-${id}` }, id);
    const title = element('div', { class: 'title' }, heading, element('p', {}, about));
    const header = element('header', {}, title, this.#circuit, strategyControls(this.#live));
    const attributes = {
      class: 'group',
      'data-supervisor': id,
      'data-level': String(level),
      'aria-labelledby': heading.id,
    };
    const cards = element('div', { class: 'cards' }, ...this.cards.map((card) => card.element));
    const below = this.groups.map((group) => group.element);
    return element('section', attributes, header, ...(this.cards.length ? [cards] : []), ...below);
  }
}
