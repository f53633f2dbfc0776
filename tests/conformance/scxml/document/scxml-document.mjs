import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { attribute, childElements, parseXml } from './xml.mjs';

const stateNames = ['state', 'parallel', 'final', 'history'];

/** An `<scxml>` element, the ids of its states, and the folder that its `src` attributes refer to. */
export class ScxmlDocument {
  root;
  #folder;
  #elements = new Map();
  #ids = new Map();

  constructor(root, folder) {
    if (root.localName !== 'scxml') throw new SyntaxError(`<${root.localName}> is no document`);
    this.root = root;
    this.#folder = folder;
    this.#addStates(root);
  }

  static load(file) {
    return new ScxmlDocument(parseXml(readFileSync(file, 'utf8')), dirname(file));
  }

  /** Makes a document of an element that was found inside this one, or of text. */
  embed(content) {
    return new ScxmlDocument(
      typeof content === 'string' ? parseXml(content) : content,
      this.#folder,
    );
  }

  /** Reads a file that a `src` attribute names. */
  read(src) {
    return readFileSync(join(this.#folder, src.replace(/^file:/, '')), 'utf8');
  }

  /** The code of a `<script>`. */
  code(script) {
    const src = attribute(script, 'src');
    return src === undefined ? script.textContent : this.read(src);
  }

  /** The states of the document in document order, without the root. */
  get states() {
    return [...this.#ids.keys()];
  }

  /** The id of a state; one that has none in the document was given one. */
  id(state) {
    return this.#ids.get(state);
  }

  /** The state of an id. */
  state(id) {
    const found = this.#elements.get(id);
    if (!found) throw new SyntaxError(`no state has the id '${id}'`);
    return found;
  }

  has(id) {
    return this.#elements.has(id);
  }

  #addStates(parent) {
    for (const element of childStates(parent)) {
      const id = attribute(element, 'id') ?? `(${this.#ids.size})`;
      this.#ids.set(element, id);
      this.#elements.set(id, element);
      this.#addStates(element);
    }
  }
}

/** The states right inside a state, history states among them. */
export const childStates = (element) => childElements(element, ...stateNames);

/** Whether one state lies inside another, or is that other. */
export function isInside(state, ancestor) {
  return state === ancestor || (state !== null && isInside(state.parentNode, ancestor));
}
