import { xstate } from '../../differential/oracle.mjs';
import { block } from '../content/block.mjs';
import { stepOf } from '../content/content-error.mjs';
import { compileContent, compileParams } from '../content/payload.mjs';
import { compileArgument } from '../content/send.mjs';
import { Unsupported } from '../document/unsupported.mjs';
import { attribute, childElement, childElements } from '../document/xml.mjs';

const types = [undefined, 'scxml', 'http://www.w3.org/TR/scxml', 'http://www.w3.org/TR/scxml/'];

/**
 * What the `<invoke>`s of a state become: one that is known beforehand is an `invoke` of XState, one
 * whose arguments are evaluated is spawned by an entry action, unless the evaluation fails.
 */
export function convertInvocations(state, converter) {
  const invoke = [];
  const entry = [];
  const exit = [];
  for (const [index, element] of childElements(state, 'invoke').entries()) {
    refuseUnsupported(element);
    const id = attribute(element, 'id') ?? `${converter.document.id(state)}.${index}`;
    const steps = idLocationSteps(element, id);
    if (isKnown(element)) {
      invoke.push(invokeConfig(element, id, converter));
    } else {
      steps.push(stepOf(element, compileSpawn(element, id, converter)));
      exit.push(xstate.stopChild(id));
    }
    if (steps.length > 0) entry.push(block(steps));
    exit.push(({ context }) => context.session.invoked.delete(id));
  }
  return { invoke, entry, exit };
}

function refuseUnsupported(element) {
  if (childElement(element, 'finalize')) throw new Unsupported('<finalize>');
  if (attribute(element, 'autoforward') === 'true') throw new Unsupported('autoforward');
}

function idLocationSteps(element, id) {
  const location = attribute(element, 'idlocation');
  return location ? [stepOf(element, ({ session }) => session.assign(location, id))] : [];
}

function isKnown(element) {
  const content = childElement(element, 'content');
  return (
    ['typeexpr', 'srcexpr', 'namelist'].every((name) => !element.hasAttribute(name)) &&
    childElements(element, 'param').length === 0 &&
    !content?.hasAttribute('expr') &&
    types.includes(attribute(element, 'type'))
  );
}

function invokeConfig(element, id, { document, invocations, convert }) {
  const src = attribute(element, 'src');
  const content =
    src === undefined
      ? childElement(childElement(element, 'content'), 'scxml')
      : document.read(src);
  invocations[id] = convert(document.embed(content));
  return { id, src: id, input: ({ context }) => inputOf(context.session, id) };
}

function compileSpawn(element, id, { document, convert }) {
  const type = compileArgument(element, 'type');
  const src = compileArgument(element, 'src');
  const content = childElement(element, 'content');
  const evaluateContent = content && compileContent(content);
  const params = compileParams(element);
  return (execution) => {
    const { session, enqueue } = execution;
    if (!types.includes(type(session))) throw new TypeError('no type of invocation');
    const source = evaluateContent?.(execution) ?? document.read(src(session));
    const logic = session.platform.toLogic(convert(document.embed(source)));
    const input = { ...inputOf(session, id), given: params(execution) };
    enqueue.spawnChild(logic, { id, input });
  };
}

const inputOf = (session, invokeId) => ({
  parent: session,
  invokeId,
  platform: session.platform,
});
