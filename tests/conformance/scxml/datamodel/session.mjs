import { processors, toScxmlEvent } from './event.mjs';
import {
  compileExpression,
  compileLocation,
  compileScript,
  declarationsOf,
  isIdentifier,
} from './expression.mjs';
import { Scope } from './scope.mjs';

/**
 * One run of a document: what SCXML's system variables and I/O processor need and XState does not
 * have. It lives in the context of the actor, beside the data.
 */
export class Session {
  id;
  /** The actor that runs it. */
  ref;
  name;
  /** The session that invoked this one, and under which id. */
  parent;
  invokeId;
  /** What all sessions of a run share. */
  platform;
  /** The sessions invoked by this one, by their invoke ids. */
  invoked = new Map();
  /** The ids of the active states, kept by entry and exit actions, so exact within a microstep. */
  configuration = new Set();
  /** The ids of the states that have been exited once; their history is recorded. */
  exited = new Set();
  /** Errors of guards and initial data, which could not raise an event when they happened. */
  pendingErrors = [];
  doneData = new Map();
  #scope;
  #xstateEvent;
  #event;
  #sendCount = 0;

  constructor({ ref, name, parent, invokeId, platform }) {
    Object.assign(this, { ref, name, parent, invokeId, platform });
    this.id = platform.register(this);
    parent?.invoked.set(invokeId, this);
    this.#scope = new Scope(this.#systemVariables());
  }

  /** The target that reaches this session. */
  get location() {
    return `#_scxml_${this.id}`;
  }

  /** The variables that expressions see. */
  get data() {
    return this.#scope.data;
  }

  nextSendId() {
    return `send.${this.#sendCount++}`;
  }

  /** Makes data and an event of XState those that expressions see. */
  use(data, event) {
    this.#scope.data = data;
    if (event === this.#xstateEvent) return;
    this.#xstateEvent = event;
    this.#event = toScxmlEvent(event);
  }

  evaluate(expression) {
    return compileExpression(expression)(this.#scope.names);
  }

  assign(location, value) {
    compileLocation(location)(this.#scope.names, value);
  }

  /** Assigns to a variable, which is declared if it does not exist. */
  declare(name, value) {
    if (!isIdentifier(name)) throw new SyntaxError(`${name} cannot be a variable`);
    this.#add(name);
    this.assign(name, value);
  }

  /** Runs a script; what it declares at its top becomes part of the data. */
  runScript(code) {
    const { functions, variables } = declarationsOf(code);
    for (const name of [...functions, ...variables]) this.#add(name);
    Object.assign(this.data, compileScript(code)(this.#scope.names));
  }

  #add(name) {
    if (!(name in this.data)) this.data[name] = undefined;
  }

  #systemVariables() {
    return Object.create(null, {
      _sessionid: { value: this.id },
      _name: { value: this.name },
      _ioprocessors: { value: makeProcessors(this.location) },
      _event: { get: () => this.#event },
      In: { value: (id) => this.configuration.has(id) },
    });
  }
}

/** Every name of an I/O processor leads to the session by the same location. */
const makeProcessors = (location) =>
  Object.fromEntries(Object.keys(processors).map((name) => [name, { location }]));
