import assert from 'node:assert/strict';
import { Inspection } from './inspection.mjs';
import { perform } from './perform.mjs';
import { oracle, subject } from './sides.mjs';

/**
 * Runs a test here and in XState, with and without an inspector. Returns the error that it fails with,
 * undefined when it passes; throws when the two differ.
 */
export function compare(test) {
  const [ours, theirs] = [subject, oracle].map((side) => ({
    alone: attempt(test, side),
    inspected: attemptInspected(test, side),
  }));
  assert.deepEqual(withMessages(ours), withMessages(theirs));
  return ours.alone.error;
}

function attempt(test, side, options) {
  try {
    return { observed: perform(test, side, options) };
  } catch (error) {
    return { error };
  }
}

function attemptInspected(test, side) {
  const inspection = new Inspection();
  const { error, observed } = attempt(test, side, { inspect: inspection.observe });
  return { error, observed, inspection: inspection.entries };
}

/** Errors of the two sides are alike when their messages are. */
const withMessages = ({ alone, inspected }) => ({
  alone: { ...alone, error: alone.error?.message },
  inspected: { ...inspected, error: inspected.error?.message },
});
