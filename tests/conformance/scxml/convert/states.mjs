import { block, contentBlock } from '../content/block.mjs';
import { stepOf } from '../content/content-error.mjs';
import { compilePayload } from '../content/payload.mjs';
import { childStates } from '../document/scxml-document.mjs';
import { attribute, childElement, childElements } from '../document/xml.mjs';
import { lateBinding } from './context.mjs';
import { initialConfig } from './initial.mjs';
import { convertInvocations } from './invocations.mjs';
import { targetsOf } from './targets.mjs';
import { transitionsConfig } from './transitions.mjs';

/** The configs of the states inside an element, by their keys, which are their ids. */
export function statesConfig(parent, converter) {
  const { document } = converter;
  return Object.fromEntries(
    childStates(parent).map((state) => [document.id(state), stateConfig(state, converter)]),
  );
}

function stateConfig(state, converter) {
  const { document } = converter;
  const id = document.id(state);
  if (state.localName === 'history') return historyConfig(state, converter);
  const { invoke, entry, exit } = convertInvocations(state, converter);
  const config = {
    id,
    entry: [enter(id), ...entryBlocks(state, document), ...entry],
    exit: [...blocks(state, 'onexit', document), ...exit, leave(id)],
  };
  if (state.localName === 'final') {
    return { ...config, type: 'final', output: ({ context }) => context.session.doneData.get(id) };
  }
  Object.assign(config, transitionsConfig(state, converter));
  if (invoke.length > 0) config.invoke = invoke;
  if (childStates(state).length === 0) return config;
  config.states = statesConfig(state, converter);
  if (state.localName === 'parallel') return { ...config, type: 'parallel' };
  return { ...config, initial: initialConfig(state, document) };
}

function historyConfig(state, { document }) {
  const config = {
    id: document.id(state),
    type: 'history',
    history: attribute(state, 'type') === 'deep' ? 'deep' : 'shallow',
  };
  const transition = childElement(state, 'transition');
  return transition ? { ...config, target: targetsOf(document, transition) } : config;
}

/** Built-in actions, because others run late in the initial step. */
const enter = (id) => block([({ session }) => session.configuration.add(id)]);

const leave = (id) =>
  block([
    ({ session }) => {
      session.configuration.delete(id);
      session.exited.add(id);
    },
  ]);

/** Each `<onentry>` is a block of its own; the data of the state come first, `<donedata>` last. */
function entryBlocks(state, document) {
  const late = lateBinding(document, state);
  const done = childElement(state, 'donedata');
  return [
    ...(late ? [block([late])] : []),
    ...blocks(state, 'onentry', document),
    ...(done ? [block([evaluateDoneData(done, document.id(state))])] : []),
  ];
}

/** `output` cannot raise an event, so it only returns what was evaluated here. */
function evaluateDoneData(element, id) {
  const payload = compilePayload(element);
  return stepOf(element, (execution) => {
    const { doneData } = execution.session;
    doneData.delete(id);
    doneData.set(id, payload(execution));
  });
}

const blocks = (state, name, document) =>
  childElements(state, name).map((each) => contentBlock(document, childElements(each)));
