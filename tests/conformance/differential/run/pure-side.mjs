import { eventTypes } from '../arbitraries/vocabulary.mjs';
import { Side } from './side.mjs';
import { note, silently } from './stage.mjs';
import { transitionView } from './view.mjs';

const actionView = ({ type, params }) => ({ type, params });

/**
 * One library that computes what a machine would do, without an actor. Only the results count: to
 * have a `self`, XState's functions first make an actor, and so call the machine's functions twice.
 */
export class PureSide extends Side {
  /** Children that nobody will start are stopped here, so that the core keeps nothing of them. */
  hidesProcessing = true;
  #functions;
  #machine;
  #snapshot;

  constructor(name, functions, machine) {
    super(name);
    this.#functions = functions;
    this.#machine = machine;
  }

  initial() {
    const { initialTransition, getInitialMicrosteps, getInitialSnapshot } = this.#functions;
    const given = [this.#machine, { n: 1 }];
    this.#take(silently(() => initialTransition(...given)));
    this.#noteMicrosteps(silently(() => getInitialMicrosteps(...given)));
    note(
      'initial snapshot',
      silently(() => getInitialSnapshot(...given)),
    );
  }

  send({ event }) {
    if (this.#snapshot?.status !== 'active') return;
    const { transition, getMicrosteps, getNextSnapshot } = this.#functions;
    const given = [this.#machine, this.#snapshot, event];
    this.#take(silently(() => transition(...given)));
    this.#noteMicrosteps(silently(() => getMicrosteps(...given)));
    note(
      'next snapshot',
      silently(() => getNextSnapshot(...given)),
    );
  }

  #take([snapshot, actions]) {
    note('transition', snapshot, actions.map(actionView));
    this.#snapshot = snapshot;
  }

  #noteMicrosteps(microsteps) {
    for (const [snapshot, actions] of microsteps) {
      note('microstep', snapshot, actions.map(actionView));
    }
  }

  look() {
    if (this.#snapshot?.status !== 'active') return;
    const { getNextTransitions } = this.#functions;
    const next = getNextTransitions(this.#snapshot).map(transitionView);
    // XState promises document order of the states, yet goes by the order of `_nodes`.
    note('next transitions', next.map((each) => JSON.stringify(each)).sort());
    for (const type of eventTypes) note('can', type, this.#can({ type, n: 1 }));
  }

  #can(event) {
    try {
      return this.#snapshot.can(event);
    } catch (error) {
      return error;
    }
  }
}
