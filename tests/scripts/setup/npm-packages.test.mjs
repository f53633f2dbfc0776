import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isInstalled } from '../../../scripts/setup/npm-packages.mjs';

const lock = {
  packages: {
    '': { name: 'root' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/only-on-windows': { version: '1.0.0', optional: true },
  },
};

test('a tree with all the versions is installed, without the packages of other platforms', () => {
  assert.equal(isInstalled(lock, { packages: { 'node_modules/a': { version: '1.0.0' } } }), true);
});

test('a missing tree, a missing package and another version are not installed', () => {
  assert.equal(isInstalled(lock, undefined), false);
  assert.equal(isInstalled(lock, { packages: {} }), false);
  assert.equal(isInstalled(lock, { packages: { 'node_modules/a': { version: '2.0.0' } } }), false);
});
