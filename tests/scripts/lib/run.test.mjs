import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { CommandError, run, tryRun } from '../../../scripts/lib/run.mjs';
import { temporaryFolder } from '../support/temporary.mjs';

const node = (code) => [process.execPath, ['-e', code]];

test('resolves to the status and to both outputs together', async () => {
  const { status, output } = await run(...node('console.log("out"); console.error("err")'));
  assert.equal(status, 0);
  assert.match(output, /out/);
  assert.match(output, /err/);
});

test('throws what a failed command said, unless the failure is expected', async () => {
  const failing = node('console.log("why"); process.exit(3)');
  await assert.rejects(run(...failing), (error) => {
    assert.ok(error instanceof CommandError);
    assert.match(error.message, /ended with 3/);
    assert.match(error.output, /why/);
    return true;
  });
  assert.equal((await run(...failing, { check: false })).status, 3);
  assert.equal(await tryRun(...failing), undefined);
});

test('a command that does not exist fails like any other', async () => {
  assert.equal((await run('no-such-command-here', [], { check: false })).status, 127);
});

test('appends the command and its output to the log', async (t) => {
  const log = join(await temporaryFolder(t), 'logs/a.log');
  await run(...node('console.log("first")'), { log });
  await run(...node('console.log("second")'), { log });
  assert.match(await readFile(log, 'utf8'), /\$ .*\nfirst\n[\s\S]*\nsecond\n/);
});

test('kills a command that takes too long, even when a grandchild keeps its output open', async () => {
  const code = `require('child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 9000)'], {
    stdio: 'inherit' }); setTimeout(() => {}, 9000)`;
  const { status } = await run(...node(code), { timeout: 300, check: false });
  assert.equal(status, 'SIGKILL');
});
