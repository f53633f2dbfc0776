import { expected } from '../expected.mjs';

/** What is expected of every test that `expected.mjs` names. */
export function listExpectations() {
  return Object.entries(expected).flatMap(
    ([group, { alsoInXState, beyondXState, notSupported }]) => [
      ...words(alsoInXState).map((name) => ({ group, name, passes: true, isInXState: true })),
      ...words(beyondXState).map((name) => ({ group, name, passes: true, isInXState: false })),
      ...Object.entries(notSupported ?? {}).flatMap(([reason, names]) =>
        words(names).map((name) => ({ group, name, passes: false, isInXState: false, reason })),
      ),
    ],
  );
}

const words = (text = '') => text.split(/\s+/).filter(Boolean);
