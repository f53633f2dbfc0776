import { xstate } from '../../differential/oracle.mjs';
import { contentBlock } from '../content/block.mjs';
import { ContentError } from '../content/content-error.mjs';
import { isInside } from '../document/scxml-document.mjs';
import { attribute, childElements, listAttribute } from '../document/xml.mjs';
import { listedByDescriptor } from './descriptors.mjs';
import { targetOf, targetsOf } from './targets.mjs';

/** `on` and `always` of a state. */
export function transitionsConfig(state, { document }) {
  const transitions = childElements(state, 'transition').map((element) => ({
    descriptors: listAttribute(element, 'event'),
    config: transitionConfig(state, element, document),
  }));
  const isEventless = ({ descriptors }) => descriptors.length === 0;
  const config = {};
  const always = transitions.filter(isEventless).map((each) => each.config);
  const on = listedByDescriptor(transitions.filter((each) => !isEventless(each)));
  if (always.length > 0) config.always = always;
  if (Object.keys(on).length > 0) config.on = on;
  return config;
}

function transitionConfig(state, element, document) {
  const config = {};
  const target = targetsOf(document, element);
  if (target) Object.assign(config, { target, reenter: leavesSource(state, element, document) });
  const guard = guardOf(element, document);
  if (guard) config.guard = guard;
  const content = childElements(element);
  if (content.length > 0) config.actions = contentBlock(document, content);
  return config;
}

/** A transition stays inside its source only if it is internal, and of a compound state. */
function leavesSource(state, element, document) {
  if (attribute(element, 'type') !== 'internal' || state.localName !== 'state') return true;
  const targets = listAttribute(element, 'target').map((id) => document.state(id));
  return !targets.every((target) => target !== state && isInside(target, state));
}

const inPredicate = /^\s*In\(\s*(['"])(.+)\1\s*\)\s*$/;

/**
 * A condition that is only `In()` is XState's `stateIn`. Any other is a function, and false when it
 * cannot be evaluated.
 */
function guardOf(element, document) {
  const condition = attribute(element, 'cond');
  if (condition === undefined) return undefined;
  const id = inPredicate.exec(condition)?.[2];
  if (id && document.has(id)) return xstate.stateIn(targetOf(id));
  return ({ context, event }) => {
    const { session, data } = context;
    session.use(data, event);
    try {
      return Boolean(session.evaluate(condition));
    } catch (error) {
      session.pendingErrors.push(new ContentError(element, error));
      return false;
    }
  };
}
