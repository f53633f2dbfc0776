import { childStates } from './scxml-document.mjs';
import { childElement, listAttribute } from './xml.mjs';

/** The states that are entered with a compound state, and the `<initial>` transition to them. */
export function initialOf(document, state) {
  const element = childElement(state, 'initial');
  const transition = element && childElement(element, 'transition');
  const ids = transition ? listAttribute(transition, 'target') : listAttribute(state, 'initial');
  if (ids.length > 0) return { states: ids.map((id) => document.state(id)), transition };
  return { states: [childStates(state).find(({ localName }) => localName !== 'history')] };
}

/** Whether the initial states of a compound state are anything but one child of its. */
export function isDeep(document, state) {
  const { states } = initialOf(document, state);
  return states.length > 1 || states[0].parentNode !== state;
}

/** Whether entering a state by default enters deep initial states, its own or those of others. */
export function isDeepInside(document, state) {
  if (state.localName === 'parallel') {
    return childStates(state).some((child) => isDeepInside(document, child));
  }
  if (!isCompound(state)) return false;
  const { states } = initialOf(document, state);
  return isDeep(document, state) || isDeepInside(document, states[0]);
}

/** The ids that a transition to a state has to name so that its deep initial states are entered. */
export function namedTargets(document, state) {
  if (!isDeepInside(document, state)) return [document.id(state)];
  const inside =
    state.localName === 'parallel' ? childStates(state) : initialOf(document, state).states;
  return inside.flatMap((each) => namedTargets(document, each));
}

const isCompound = (state) =>
  ['scxml', 'state'].includes(state.localName) && childStates(state).length > 0;
