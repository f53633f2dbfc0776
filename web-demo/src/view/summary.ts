import type { LiveActor } from '../system/live-actor.js';
import { element, setText } from './dom.js';

/** One line about all actors together. */
export class Summary {
  readonly element = element('p', { class: 'summary' });
  readonly #actors: readonly LiveActor[];

  constructor(actors: readonly LiveActor[]) {
    this.#actors = actors;
    this.update();
  }

  update(): void {
    const health = this.#actors.map(({ actor }) => actor.getHealthMetrics());
    const restarts = health.reduce((sum, { restartCount }) => sum + restartCount, 0);
    const healthy = health.filter(({ status }) => status === 'healthy').length;
    setText(this.element, `${healthy} of ${health.length} healthy · ${restarts} restarts`);
  }
}
