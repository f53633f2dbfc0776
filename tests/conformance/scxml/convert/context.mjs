import { ContentError } from '../content/content-error.mjs';
import { Session } from '../datamodel/session.mjs';
import { valueOfContent, valueOfFile } from '../datamodel/value.mjs';
import { attribute, childElement, childElements } from '../document/xml.mjs';

/**
 * Makes the context factory of a document: a new session and its data. The input names the platform
 * and, for an invoked document, who invokes it and the data that are given to it.
 */
export function makeContext(document) {
  const name = attribute(document.root, 'name');
  const own = dataElements(document.root);
  const others = document.states.flatMap(dataElements);
  const scripts = childElements(document.root, 'script');
  return ({ input: { given = {}, ...invocation }, self }) => {
    const session = new Session({ ref: self, name, ...invocation });
    const data = {};
    session.use(data, { type: 'xstate.init' });
    for (const element of [...own, ...others]) data[attribute(element, 'id')] = undefined;
    for (const element of own) {
      const id = attribute(element, 'id');
      if (id in given) data[id] = given[id];
      else initialise(session, element, document);
    }
    if (!isLate(document)) for (const element of others) initialise(session, element, document);
    for (const script of scripts) {
      attempt(session, script, () => session.runScript(document.code(script)));
    }
    return { session, data };
  };
}

/** Makes a step that gives the data of a state their values when it is first entered, if late. */
export function lateBinding(document, state) {
  const elements = dataElements(state);
  if (!isLate(document) || elements.length === 0) return undefined;
  return ({ session }) => {
    if (session.exited.has(document.id(state))) return;
    for (const element of elements) initialise(session, element, document);
  };
}

const isLate = ({ root }) => attribute(root, 'binding') === 'late';

function dataElements(state) {
  const model = childElement(state, 'datamodel');
  return model ? childElements(model, 'data') : [];
}

function initialise(session, element, document) {
  attempt(session, element, () => {
    session.data[attribute(element, 'id')] = evaluate(session, element, document);
  });
}

function evaluate(session, element, document) {
  const expression = attribute(element, 'expr');
  if (expression !== undefined) return session.evaluate(expression);
  const src = attribute(element, 'src');
  return src === undefined ? valueOfContent(element) : valueOfFile(document.read(src));
}

/** Before there are states nothing can be raised; the error waits for the next block. */
function attempt(session, element, run) {
  try {
    run();
  } catch (error) {
    session.pendingErrors.push(new ContentError(element, error));
  }
}
