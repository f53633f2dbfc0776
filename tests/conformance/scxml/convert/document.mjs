import { contentBlock } from '../content/block.mjs';
import { makeContext } from './context.mjs';
import { rootInitial } from './initial.mjs';
import { statesConfig } from './states.mjs';

/**
 * Converts a document to a config in XState's format. `invocations` are the converted documents of
 * the actors that the config invokes, by name.
 */
export function convertDocument(document) {
  const invocations = {};
  const converter = { document, invocations, convert: convertDocument };
  const states = statesConfig(document.root, converter);
  const { initial, startState } = rootInitial(document);
  const config = {
    id: '(scxml)',
    context: makeContext(document),
    initial,
    states: { ...startState, ...states },
    // Errors of guards are raised by the next block; this is one where there is no other.
    always: {
      guard: ({ context }) => context.session.pendingErrors.length > 0,
      actions: contentBlock(document, []),
    },
    output: ({ event }) => event.output,
    // A document that never comes to rest shall fail, not hang; XState has no limit by default.
    options: { maxIterations: 1000 },
  };
  return { config, invocations };
}
