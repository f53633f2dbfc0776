/**
 * What an expression can name: system variables, which are read only, and the variables of the data
 * model. Functions of scripts keep the scope, so it always reads the data that is current.
 */
export class Scope {
  /** The variables by name. */
  data = {};
  names;

  constructor(systemVariables) {
    this.names = new Proxy(systemVariables, {
      has: (system, name) => name in system || Object.hasOwn(this.data, name),
      get: (system, name) => (name in system ? system[name] : this.data[name]),
      set: (system, name, value) => {
        if (name in system) throw new TypeError(`${String(name)} cannot be assigned`);
        this.data[name] = value;
        return true;
      },
    });
  }
}
