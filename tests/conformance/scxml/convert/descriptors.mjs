import { toXStateName } from '../datamodel/event.mjs';

/**
 * Lists transitions by XState's event descriptors. SCXML tries the transitions of a state in document
 * order, XState the longest descriptor that matches first; so each descriptor lists, in document
 * order, all transitions that match what it matches.
 */
export function listedByDescriptor(transitions) {
  const prefixed = transitions.map(({ descriptors, config }) => ({
    prefixes: descriptors.map(prefixOf),
    config,
  }));
  const prefixes = new Set(prefixed.flatMap((each) => each.prefixes));
  return Object.fromEntries(
    [...prefixes].map((prefix) => [
      prefix === '' ? '*' : `${toXStateName(prefix)}.*`,
      prefixed
        .filter((each) => each.prefixes.some((shorter) => isPrefix(shorter, prefix)))
        .map(({ config }) => config),
    ]),
  );
}

/** The words that an event must begin with to match: `error`, `error.` and `error.*` are the same. */
const prefixOf = (descriptor) => descriptor.replace(/\.?\*?$/, '');

const isPrefix = (shorter, prefix) => shorter === '' || `${prefix}.`.startsWith(`${shorter}.`);
