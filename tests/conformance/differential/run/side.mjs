import { enter, note } from './stage.mjs';

/** Promises that are made anew for ever are settled a few times a step. */
const maxReactions = 12;

/** One library that does steps, with a log of all that happens. */
export class Side {
  name;
  log = [];
  burnt = 0;
  /** Promises that a step may settle, and observers that a step may tell of values. */
  pending = [];
  observables = [];
  /** What settled promises are to do, in order. */
  reactions = [];
  /** The numbers of the session ids that have appeared. */
  sessions = new Map();
  /** Says that the root actor is being started. */
  isStarting = false;

  constructor(name) {
    this.name = name;
  }

  /** Does a step and writes down what it threw and what is to be seen afterwards. */
  perform(step) {
    enter(this);
    this.#attempt('threw', () => this[step.do](step));
    for (let left = maxReactions; left > 0 && this.reactions.length > 0; left--) {
      this.#attempt('rejected', this.reactions.shift());
    }
    this.look();
  }

  #attempt(outcome, run) {
    try {
      run();
    } catch (error) {
      note(outcome, error);
    }
  }

  /** Writes down what is to be seen after a step. */
  look() {}
}
