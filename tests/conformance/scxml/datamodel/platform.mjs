/** What the sessions of one run share: the library that runs them, and their ids. */
export class Platform {
  /** Makes a logic of a converted document. */
  toLogic;
  #sessions = new Map();

  constructor(toLogic) {
    this.toLogic = toLogic;
  }

  register(session) {
    const id = `session${this.#sessions.size}`;
    this.#sessions.set(id, session);
    return id;
  }

  find(id) {
    return this.#sessions.get(id);
  }
}
