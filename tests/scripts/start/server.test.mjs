import assert from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { createStaticServer, listen } from '../../../scripts/start/server.mjs';
import { temporaryFolder } from '../support/temporary.mjs';

/** Serves a small site beside a file that must stay secret; resolves to its address. */
async function serveSample(t) {
  const folder = await temporaryFolder(t);
  const site = join(folder, 'site');
  await mkdir(join(site, 'sub'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(site, 'index.html'), '<p>home</p>');
  await writeFile(join(site, 'sub/a b.js'), 'export {};');
  await writeFile(join(site, 'core.wasm'), 'asm');
  await symlink(join(folder, 'secret.txt'), join(site, 'link.txt'));
  const server = createStaticServer(site);
  const address = await listen(server, 0);
  t.after(() => server.close());
  return address;
}

/** Sends a path as it is, which fetch would tidy up. */
function rawGet(address, path, method = 'GET') {
  const { port } = new URL(address);
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode, body, ...response }));
    });
    sent.on('error', reject).end();
  });
}

test('serves files with their types and index.html for a folder', async (t) => {
  const address = await serveSample(t);
  const types = {
    '': 'text/html',
    'sub/a%20b.js?v=1': 'text/javascript',
    'core.wasm': 'application/wasm',
  };
  for (const [path, type] of Object.entries(types)) {
    const response = await fetch(address + path);
    assert.equal(response.status, 200);
    assert.ok(response.headers.get('content-type').startsWith(type));
    await response.text();
  }
});

test('allows scripts of its own and WebAssembly, and no other code', async (t) => {
  const response = await fetch(await serveSample(t));
  const policy = response.headers.get('content-security-policy');
  assert.match(policy, /script-src 'self' 'wasm-unsafe-eval'(;|$)/);
  assert.doesNotMatch(policy, /'unsafe-(inline|eval)'/);
  await response.text();
});

for (const path of [
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/sub/..%2f..%2fsecret.txt',
  '/link.txt',
  '//etc/passwd',
  '/%00',
  '/%zz',
  '/sub',
  '/missing',
]) {
  test(`does not find ${path}`, async (t) => {
    const { status, body } = await rawGet(await serveSample(t), path);
    assert.equal(status, 404);
    assert.doesNotMatch(body, /secret$|root:/);
  });
}

test('answers HEAD without a body and refuses to be written to', async (t) => {
  const address = await serveSample(t);
  const head = await rawGet(address, '/', 'HEAD');
  assert.deepEqual([head.status, head.body], [200, '']);
  assert.equal((await rawGet(address, '/', 'PUT')).status, 405);
});

test('takes the next free port, unless the port was asked for', async (t) => {
  const folder = await temporaryFolder(t);
  const [first, second, third] = [0, 1, 2].map(() => createStaticServer(folder));
  t.after(() => {
    first.close();
    second.close();
  });
  const port = Number(new URL(await listen(first, 0)).port);
  const next = Number(new URL(await listen(second, port)).port);
  assert.ok(next > port);
  await assert.rejects(listen(third, port, { fixed: true }), /Port \d+ is in use; set PORT/);
});
