import { block, contentBlock } from '../content/block.mjs';
import { compileStep } from '../content/steps.mjs';
import { initialOf, isDeep, isDeepInside, namedTargets } from '../document/initial-states.mjs';
import { childStates, isInside } from '../document/scxml-document.mjs';
import { Unsupported } from '../document/unsupported.mjs';
import { childElements } from '../document/xml.mjs';
import { defaultContent, targetOf } from './targets.mjs';

/** A state that the root starts in when its own initial states are no children of its. */
const start = '(start)';

/** `initial` of the root, and the additional state that it may need. */
export function rootInitial(document) {
  const { root } = document;
  if (!isDeepInside(document, root)) return { initial: initialConfig(root, document) };
  const target = namedTargets(document, root).map(targetOf);
  return { initial: start, startState: { [start]: { always: { target } } } };
}

/**
 * `initial` of a compound state: XState allows one child. Where SCXML names other states, every
 * transition to this state names them itself, and `initial` only has to be some child.
 */
export function initialConfig(state, document) {
  const { states, transition } = initialOf(document, state);
  const [first] = states;
  if (isDeep(document, state)) {
    if (transition && childElements(transition).length > 0) {
      throw new Unsupported('executable content of a transition to deep initial states');
    }
    refuseOtherEntries(state);
    return document.id(childStates(state).find((child) => isInside(first, child)));
  }
  const actions = [];
  if (transition) actions.push(contentBlock(document, childElements(transition)));
  if (defaultContent(first).length > 0) actions.push(firstTimeBlock(first, document));
  return { target: document.id(first), actions };
}

/** The default content of a history state runs only as long as nothing is recorded. */
function firstTimeBlock(history, document) {
  const steps = defaultContent(history).map((element) => compileStep(document, element));
  const parent = document.id(history.parentNode);
  return block([
    (execution) => {
      if (!execution.session.exited.has(parent)) execution.runAll(steps);
    },
  ]);
}

/** A state that is entered with its siblings, or by history, is entered without being named. */
function refuseOtherEntries(state) {
  for (let each = state; each.localName !== 'scxml'; each = each.parentNode) {
    const siblings = childStates(each.parentNode);
    if (
      each.parentNode.localName === 'parallel' ||
      siblings.some(({ localName }) => localName === 'history')
    ) {
      throw new Unsupported('deep initial states below a parallel state or beside a history state');
    }
  }
}
