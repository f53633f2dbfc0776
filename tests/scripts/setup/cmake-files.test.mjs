import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cmakeDefaults } from '../../../scripts/setup/cmake-files.mjs';

test('sets a variable only where the command line has not', () => {
  const text = cmakeDefaults({ A_DIR: '/some where' });
  assert.equal(text, 'if(NOT DEFINED A_DIR)\n  set(A_DIR "/some where")\nendif()\n');
});
