import { makeEvent } from '../datamodel/event.mjs';

/** The run of one block: a copy of the data, and the queue of XState's actions that it makes. */
export class Execution {
  session;
  enqueue;
  #data;

  constructor({ context, event, enqueue }) {
    this.session = context.session;
    this.enqueue = enqueue;
    this.#data = { ...context.data };
    this.session.use(this.#data, event);
  }

  evaluate(expression) {
    return this.session.evaluate(expression);
  }

  runAll(steps) {
    for (const step of steps) step(this);
  }

  /** Does something that may fail; a failure becomes an event. */
  attempt(run) {
    try {
      run();
    } catch (error) {
      this.raiseError(error);
    }
  }

  raise(name, fields) {
    this.enqueue.raise(makeEvent(name, { type: 'internal', ...fields }));
  }

  /** Raises `error.execution`; `element` and `sendId` tell where the error comes from. */
  raiseError({ element, sendId, message }) {
    const { localName: tagname, lineNumber: line, columnNumber: column } = element ?? {};
    const data = { tagname, line, column, reason: message };
    this.enqueue.raise(makeEvent('error.execution', { type: 'platform', data, sendid: sendId }));
  }

  raiseCommunicationError(sendId) {
    this.enqueue.raise(makeEvent('error.communication', { type: 'platform', sendid: sendId }));
  }

  /** Raises the errors of guards, which cannot raise anything, before anything else happens. */
  raisePendingErrors() {
    for (const error of this.session.pendingErrors.splice(0)) this.raiseError(error);
  }

  /** Makes the data those of the context. */
  finish() {
    this.enqueue.assign({ data: this.#data });
  }
}
