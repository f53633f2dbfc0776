import assert from 'node:assert/strict';

/**
 * Tests that a tester has to judge by the log, and the judgement, by name. They end in a state
 * `final`, whatever happened.
 */
export const judgements = { test230, test250, test307 };

/** The parent logs the fields of an event, and the child those of the copy that comes back. */
function test230(log) {
  const fields = log.filter(([label]) => label.includes(' is'));
  assert.equal(fields.length, 14);
  assert.deepEqual(fields.slice(0, 7), fields.slice(7));
}

/** A session that is cancelled exits its states. */
function test250(log) {
  assert.deepEqual(
    log.map((entry) => entry.at(-1)),
    ['Exiting sub01', 'Exiting sub0'],
  );
}

/** What is not bound yet and what is not there are an error both, or none. */
function test307(log) {
  const answers = log.map(([label]) => label.toLowerCase()).filter((label) => /error/.test(label));
  assert.equal(answers.length, 2);
  assert.equal(answers[0].startsWith('no error'), answers[1].startsWith('no error'));
}
