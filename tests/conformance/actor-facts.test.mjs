import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createActor } from 'statewarden';
import { xstate } from './differential/oracle.mjs';
import { errors } from './facts/errors.mjs';
import { failures } from './facts/failures.mjs';
import { living } from './facts/living.mjs';
import { restoring } from './facts/restoring.mjs';
import { runScript } from './facts/support.mjs';

for (const [topic, scripts] of Object.entries({ errors, failures, restoring, living })) {
  describe(`${topic}, as in XState`, () => {
    for (const [sentence, script] of Object.entries(scripts)) {
      test(sentence, async () => {
        const theirs = await runScript(xstate.createActor, script);
        const ours = await runScript(createActor, script);
        assert.notEqual(theirs.length, 0, 'a script must log something');
        assert.deepEqual(ours, theirs);
      });
    }
  });
}
