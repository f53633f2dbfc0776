import type { DemoEvent } from '../charts/behavior.js';
import { element, setHidden, setText } from './dom.js';

const places = 2;

/** A few buttons that stay in place while the events they send change. */
export class EventButtons {
  readonly element = element('div', { class: 'events' });
  readonly #buttons: HTMLButtonElement[];
  #events: readonly DemoEvent[] = [];

  constructor(send: (event: DemoEvent) => void) {
    this.#buttons = Array.from({ length: places }, (_, place) => {
      const press = () => {
        const event = this.#events[place];
        if (event) send(event);
      };
      return element('button', { class: 'event', type: 'button', click: press });
    });
    this.element.append(...this.#buttons);
  }

  /** Offers the first of these events. */
  show(events: readonly DemoEvent[]): void {
    this.#events = events;
    for (const [place, button] of this.#buttons.entries()) {
      const event = events[place];
      if (event) label(button, event.type);
      if (!event && document.activeElement === button) this.#buttons[0]?.focus();
      setHidden(button, !event);
    }
  }
}

function label(button: HTMLButtonElement, type: string): void {
  setText(button, type);
  button.title = `Send ${type}`;
}
