import { element, setHidden, setText } from './dom.js';

const places = 4;

/** The further regions of a statechart, one line each, in places that stay. */
export class RegionList {
  readonly element = element('ul', { class: 'regions' });
  readonly #items: HTMLElement[] = Array.from({ length: places }, () => element('li'));

  constructor() {
    this.element.append(...this.#items);
  }

  show(regions: readonly string[]): void {
    for (const [place, item] of this.#items.entries()) {
      const region = regions[place];
      if (region !== undefined) setText(item, region);
      setHidden(item, region === undefined);
    }
  }
}
