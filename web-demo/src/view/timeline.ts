import type { SupervisionEvent } from 'statewarden';
import { element, setText } from './dom.js';
import { describeEvent } from './event-text.js';

const longest = 120;

/** What happened, newest first. */
export class Timeline {
  readonly element: HTMLElement;
  readonly #list = element('ol', { class: 'entries', role: 'log', 'aria-live': 'polite' });
  readonly #empty = element('p', { class: 'empty' }, 'Nothing has failed yet. Crash something.');
  readonly #count = element('span', { class: 'count' }, '0');
  readonly #start = performance.now();
  #total = 0;

  constructor() {
    const heading = element('h2', { id: 'timeline' }, 'Timeline');
    this.element = element(
      'aside',
      { class: 'timeline', 'aria-labelledby': heading.id },
      element('header', {}, heading, this.#count),
      this.#empty,
      this.#list,
    );
  }

  /** Adds an event on top. */
  add(event: SupervisionEvent): void {
    const text = describeEvent(event);
    if (!text) return;
    const who = event.actorId ?? event.supervisorId;
    const entry = element(
      'li',
      { 'data-tone': text.tone, 'data-event': event.type, 'data-who': who },
      element('time', {}, `${((performance.now() - this.#start) / 1000).toFixed(2)}`),
      element('span', { class: 'mark', 'aria-hidden': 'true' }, text.mark),
      element('span', { class: 'what' }, element('strong', {}, who), ` ${text.what}`),
    );
    this.#list.prepend(entry);
    if (this.#list.children.length > longest) this.#list.lastElementChild?.remove();
    this.#empty.hidden = true;
    this.#total += 1;
    setText(this.#count, String(this.#total));
  }
}
