import assert from 'node:assert/strict';
import { xstate } from '../../differential/oracle.mjs';
import { convertDocument } from '../convert/document.mjs';
import { makeEvent } from '../datamodel/event.mjs';
import { Platform } from '../datamodel/platform.mjs';
import { ScxmlDocument } from '../document/scxml-document.mjs';
import { judgements } from './manual.mjs';
import { mapValues } from './map-values.mjs';
import { recordWarnings } from './warnings.mjs';

/** How long a document may take to come to its end, in milliseconds of the simulated clock. */
const limit = 60_000;
const tick = 5;

/**
 * Runs a test on one side and throws when it does not do what its script says. Returns what could
 * be observed: all snapshots, what was logged, and warnings; what `inspect` is told, if
 * it is given, is up to the caller.
 */
export function perform({ name, file, script }, side, { inspect } = {}) {
  const document = ScxmlDocument.load(file);
  const run = new Run(document, side, { inspect });
  const warnings = recordWarnings(() => {
    run.follow(script, document.has('pass') ? ['pass'] : ['final']);
  });
  judgements[name]?.(run.log);
  return { snapshots: run.snapshots, log: run.log, warnings };
}

/** One actor that runs a document. */
export class Run {
  snapshots = [];
  log = [];
  #clock = new xstate.SimulatedClock();
  #actor;

  constructor(document, { createActor, toLogic }, options = {}) {
    this.#actor = createActor(toLogic(convertDocument(document)), {
      clock: this.#clock,
      input: { platform: new Platform(toLogic) },
      logger: (...args) => this.log.push(args),
      ...options,
    });
    const next = (snapshot) => this.snapshots.push(snapshotView(snapshot));
    this.#actor.subscribe({ next, error: () => {} });
  }

  start() {
    this.#actor.start();
  }

  /** Sends an event, unless the document has come to its end. */
  send({ name, data }) {
    if (this.#isActive()) this.#actor.send(makeEvent(name, { type: 'external', data }));
  }

  /** Does what the script of a test says. Where it has no events it waits for the end. */
  follow({ initialConfiguration, events }, end) {
    if (events.length > 0) this.check(initialConfiguration);
    this.start();
    for (const { event, after = 0, nextConfiguration } of events) {
      this.#advance(after);
      this.send(event);
      this.check(nextConfiguration);
    }
    if (events.length > 0) return;
    this.#advance(limit, () => !this.#isActive());
    this.check(isPass(initialConfiguration) ? end : initialConfiguration);
  }

  /** Compares the active atomic states with those that are expected. */
  check(expected) {
    const { status, error, value, context } = this.#actor.getSnapshot();
    if (status === 'error') throw error;
    assert.deepEqual(leavesOf(value).sort(), [...expected].sort());
    if (status !== 'active') return;
    const entered = [...context.session.configuration];
    assert.deepEqual(entered.sort(), statesOf(value).sort(), 'states entered and not exited');
  }

  #isActive() {
    return this.#actor.getSnapshot().status === 'active';
  }

  /** A timer that another timer sets is set at its time only if time goes in small steps. */
  #advance(milliseconds, isEnough = () => false) {
    for (let time = 0; time < milliseconds && !isEnough(); time += tick) {
      this.#clock.increment(tick);
    }
  }
}

const snapshotView = ({ value, status, output, historyValue, children }) => ({
  value,
  status,
  output,
  history: mapValues(historyValue, (nodes) => nodes.map(({ id }) => id)),
  children: Object.keys(children),
});

const isPass = ([first, ...others]) => first === 'pass' && others.length === 0;

/** The atomic states of a state value; those of a parallel state have an empty value. */
const leavesOf = (value) =>
  typeof value === 'string'
    ? [value]
    : Object.entries(value).flatMap(([key, inner]) =>
        Object.keys(inner).length === 0 ? [key] : leavesOf(inner),
      );

const statesOf = (value) =>
  typeof value === 'string'
    ? [value]
    : Object.entries(value).flatMap(([key, inner]) => [key, ...statesOf(inner)]);
