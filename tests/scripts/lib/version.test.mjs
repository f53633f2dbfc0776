import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareVersions, findVersion, isAtLeast } from '../../../scripts/lib/version.mjs';

test('finds the first dotted number in what a program says about itself', () => {
  assert.equal(
    findVersion('emcc (Emscripten gcc/clang-like replacement) 6.0.5-git (a1b2)'),
    '6.0.5',
  );
  assert.equal(findVersion('1:4.0.12~dfsg-1'), '4.0.12');
  assert.equal(findVersion('no version 7 here'), undefined);
  assert.equal(findVersion(undefined), undefined);
});

test('compares versions part by part as numbers', () => {
  assert.ok(compareVersions('4.0.9', '4.0.12') < 0);
  assert.ok(compareVersions('10.0', '9.9.9') > 0);
  assert.equal(compareVersions('4.0', '4.0.0'), 0);
});

test('nothing found is not at least anything', () => {
  assert.equal(isAtLeast(undefined, '0.1'), false);
  assert.equal(isAtLeast('4.0.12', '4.0.12'), true);
  assert.equal(isAtLeast('3.1.6', '4.0.12'), false);
});
