/** Writes down inspection events in a form that is the same for both sides. */
export class Inspection {
  entries = [];
  #actors = new Map();

  /** To be given to `createActor` as `inspect`. */
  observe = ({ type, actorRef, sourceRef, event, snapshot, action, _transitions }) => {
    const entry = { type, actor: this.#number(actorRef) };
    if (sourceRef) entry.source = this.#number(sourceRef);
    if (event) entry.event = event.type;
    if (snapshot) Object.assign(entry, { value: snapshot.value, status: snapshot.status });
    if (action) entry.action = action.type;
    if (_transitions) entry.transitions = _transitions.map(transitionView);
    this.entries.push(entry);
  };

  /** Session ids count all actors of a library; here each actor has the number of its appearance. */
  #number({ sessionId }) {
    if (!this.#actors.has(sessionId)) this.#actors.set(sessionId, this.#actors.size);
    return this.#actors.get(sessionId);
  }
}

const transitionView = ({ source, eventType, target }) => ({
  source: source.id,
  eventType,
  target: target?.map(({ id }) => id),
});
