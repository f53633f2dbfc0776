import assert from 'node:assert/strict';
import { Inspection } from './inspection.mjs';
import { perform } from './perform.mjs';
import { oracle, subjects } from './sides.mjs';

/**
 * Runs a test here and in XState, with and without an inspector. Returns the error that it fails with,
 * undefined when it passes; throws when the sides differ.
 */
export function compare(test) {
  const expected = performTwice(test, oracle);
  for (const subject of subjects) {
    const found = performTwice(test, subject);
    assert.deepEqual(withMessages(found), withMessages(expected));
  }
  return expected.alone.error;
}

function performTwice(test, side) {
  const inspection = new Inspection();
  return {
    alone: attempt(test, side),
    inspected: attempt(test, side, { inspect: inspection.observe }),
    inspection: inspection.entries,
  };
}

function attempt(test, side, options) {
  try {
    return { observed: perform(test, side, options) };
  } catch (error) {
    return { error };
  }
}

/** Errors of two sides are alike when their messages are. */
const withMessages = ({ alone, inspected, inspection }) => ({
  alone: { ...alone, error: alone.error?.message },
  inspected: { ...inspected, error: inspected.error?.message },
  inspection,
});
