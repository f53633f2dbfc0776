import type { LiveActor } from './live-actor.js';

/** Does something to a random actor every now and then while it is on. */
export class Pastime {
  readonly #actors: readonly LiveActor[];
  readonly #pause: number;
  readonly #act: (actor: LiveActor) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(actors: readonly LiveActor[], pause: number, act: (actor: LiveActor) => void) {
    this.#actors = actors;
    this.#pause = pause;
    this.#act = act;
  }

  get isOn(): boolean {
    return this.#timer !== undefined;
  }

  toggle(on = !this.isOn): void {
    clearTimeout(this.#timer);
    this.#timer = on ? setTimeout(() => this.#next(), this.#pause / 2) : undefined;
  }

  #next(): void {
    const actor = this.#actors[Math.floor(Math.random() * this.#actors.length)];
    if (actor) this.#act(actor);
    this.#timer = setTimeout(() => this.#next(), this.#pause * (0.5 + Math.random()));
  }
}

/** Sends an event that the actor takes; the most likely one is the most interesting one. */
export function useActor(actor: LiveActor): void {
  const events = actor.acceptedEvents();
  const choice = events[Math.floor(Math.random() ** 2 * Math.min(events.length, 5))];
  if (choice) actor.send(choice);
}
