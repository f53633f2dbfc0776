import { namedTargets } from '../document/initial-states.mjs';
import { Unsupported } from '../document/unsupported.mjs';
import { childElement, childElements, listAttribute } from '../document/xml.mjs';

/** Writes an id in XState's grammar of targets, in which a dot leads to a child. */
export const targetOf = (id) => `#${id.replaceAll('.', '\\.')}`;

/** The targets that a transition names; undefined when it has none. */
export function targetsOf(document, transition) {
  const states = listAttribute(transition, 'target').map((id) => document.state(id));
  if (states.length === 0) return undefined;
  if (states.some((state) => defaultContent(state).length > 0)) {
    throw new Unsupported('a transition to a history state whose default has executable content');
  }
  return states.flatMap((state) => namedTargets(document, state)).map(targetOf);
}

/** The executable content of the default transition of a history state. */
export function defaultContent(state) {
  const transition = state.localName === 'history' && childElement(state, 'transition');
  return transition ? childElements(transition) : [];
}
