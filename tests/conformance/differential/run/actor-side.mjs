import { eventTypes } from '../arbitraries/vocabulary.mjs';
import { pick } from '../build/tree.mjs';
import { xstate } from '../oracle.mjs';
import { Side } from './side.mjs';
import { burn, note } from './stage.mjs';
import { cancelForgottenTimers } from './timers-that-end.mjs';
import { snapshotView, transitionView, withoutSessions } from './view.mjs';

/** How often an observer answers what it sees by an event. */
const maxAnswers = 6;

/** XState's ProcessingStatus.Stopped. */
const ended = 2;

/** XState writes all that it knows of the nodes that history remembers. */
function withIdsOnly(key, value) {
  if (key !== 'historyValue') return value;
  const idsOf = ([id, nodes]) => [id, nodes.map((node) => node.id)];
  return Object.fromEntries(Object.entries(value).map(idsOf));
}

/** One library that runs a machine as an actor, with its clock. */
export class ActorSide extends Side {
  /** The side that this one is compared with, and may go on from the snapshot of. */
  peer;
  /** The last persisted snapshot as JSON. */
  persisted;
  #createActor;
  #machine;
  #nodes;
  #script;
  #actor;
  #clock = new xstate.SimulatedClock();
  #lastSnapshot;
  #lastNext;
  #answers = 0;

  constructor(name, createActor, machine, nodes, script) {
    super(name);
    this.#createActor = createActor;
    this.#machine = machine;
    this.#nodes = nodes;
    this.#script = script;
  }

  create() {
    this.#actor = this.#make({ input: { n: 1 } });
    this.#observe();
  }

  #make(options) {
    const { inspect } = this.#script;
    const actor = this.#createActor(this.#machine, {
      clock: this.#clock,
      logger: (...args) => note('logged', ...args),
      ...(inspect && { inspect: (event) => this.#inspected(event) }),
      ...options,
    });
    if (this.#createActor === xstate.createActor) cancelForgottenTimers(actor);
    return actor;
  }

  #inspected({ type, actorRef, rootId, _transitions, ...rest }) {
    note('inspected', type, actorRef, rootId, rest, _transitions?.map(transitionView));
  }

  #observe() {
    const { observe } = this.#script;
    const next = (snapshot) => {
      this.#lastNext = snapshot;
      note('next', snapshot, snapshot === this.#actor.getSnapshot());
      if (observe === 'throwing') throw new Error('an observer failed');
      if (observe === 'answering' && this.#answers++ < maxAnswers) {
        this.#actor.send({ type: 'B', n: 1 });
      }
    };
    if (observe === 'nextOnly') this.#actor.subscribe(next);
    if (observe !== 'nextOnly' && observe !== 'not') {
      this.#actor.subscribe({
        next,
        error: (error) => note('error', error),
        complete: () => note('complete'),
      });
    }
    this.#actor.on('*', (event) => note('emitted', event));
    this.#actor.on('A', (event) => {
      note('emitted A', event);
      if (observe === 'answering' && this.#answers++ < maxAnswers) {
        this.#actor.send({ type: 'C', n: 1 });
      }
    });
  }

  look() {
    if (!this.#actor) return;
    const snapshot = this.#actor.getSnapshot();
    const isSame = snapshot === this.#lastSnapshot;
    this.#lastSnapshot = snapshot;
    const isTold = snapshot === this.#lastNext;
    this.log.push(`snapshot ${isTold} ${isSame ? 'same' : ''} ${snapshotView(snapshot, this)}`);
    note('system', this.#actor.system.getAll());
    if (snapshot.status === 'active') for (const type of eventTypes) this.#ask(snapshot, type);
  }

  #ask(snapshot, type) {
    try {
      note('can', type, snapshot.can({ type, n: 1 }));
    } catch (error) {
      note('cannot say', type, error);
    }
  }

  // ---- steps ---------------------------------------------------------------------------------

  /**
   * Not for an actor that has ended: XState has no restart, yet there such an actor is registered
   * again and acts with status `stopped`, or tells of its end again. Here it stays ended.
   */
  start() {
    if (this.#actor._processingStatus === ended) return;
    this.isStarting = true;
    this.#actor.start();
    this.isStarting = false;
  }

  stop() {
    this.#actor.stop();
  }

  send({ event }) {
    this.#actor.send(event);
  }

  burst() {
    for (const type of eventTypes) this.#actor.send({ type, n: 0 });
  }

  route({ node }) {
    this.#actor.send({ type: 'xstate.route', to: `#${pick(this.#nodes, node).id}` });
  }

  advance({ by }) {
    this.#clock.increment(by);
  }

  sendChild({ child, event }) {
    this.#child(child)?.send(event);
  }

  watchChild({ child: index }) {
    const child = this.#child(index);
    child?.subscribe({
      next: (snapshot) => note('next of a child', child, snapshot),
      error: (error) => note('error of a child', child, error),
      complete: () => note('complete child', child),
    });
    child?.on('*', (event) => note('emitted by a child', child, event));
  }

  stopChildDirectly() {
    this.#child(0)?.stop();
  }

  #child(index) {
    const children = Object.values(this.#actor.getSnapshot().children ?? {}).filter(Boolean);
    return pick(children, index);
  }

  settle({ which, ok }) {
    const [promise] = this.pending.splice(which % Math.max(1, this.pending.length), 1);
    if (ok) promise?.resolve({ settled: which });
    else promise?.reject(new Error('rejected'));
  }

  emitValue({ which, how, event }) {
    const observer = pick(this.observables, which);
    if (how === 'complete') observer?.complete?.();
    else if (how === 'error') observer?.error?.(new Error('an observable failed'));
    else observer?.next?.(event);
  }

  subscribe() {
    burn();
    this.#actor.subscribe({
      next: ({ status, value }) => note('late next', status, value),
      error: (error) => note('late error', error),
      complete: () => note('late complete'),
    });
  }

  persist() {
    this.persisted = undefined;
    const text = JSON.stringify(this.#actor.getPersistedSnapshot());
    this.persisted = withoutSessions(text, this);
    note('persisted', JSON.parse(this.persisted));
    const snapshot = this.#actor.getSnapshot();
    note('JSON', JSON.parse(JSON.stringify(snapshot, withIdsOnly)));
    for (const { path } of this.#nodes) note('matches', path, snapshot.matches(path.join('.')));
  }

  /** Goes on in a new actor from what this side or the other one persisted. */
  resume({ isCrossed }) {
    const { persisted } = isCrossed ? this.peer : this;
    // See start(): nor is there an answer to what a stopped actor does that is started elsewhere.
    if (persisted === undefined || this.#actor.getSnapshot().status === 'stopped') return;
    this.#actor.stop();
    this.#actor = this.#make({ snapshot: JSON.parse(persisted) });
    this.#observe();
    this.start();
  }
}
