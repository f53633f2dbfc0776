import assert from 'node:assert/strict';
import { perform } from './perform.mjs';
import { oracle, subject } from './sides.mjs';

/**
 * Runs a test here and in XState. Returns the error that it fails with, undefined when it passes;
 * throws when the two differ.
 */
export function compare(test) {
  const ours = attempt(test, subject);
  const theirs = attempt(test, oracle);
  assert.deepEqual(ours.observed, theirs.observed);
  assert.equal(ours.error?.message, theirs.error?.message);
  return ours.error;
}

function attempt(test, side) {
  try {
    return { observed: perform(test, side) };
  } catch (error) {
    return { error };
  }
}
