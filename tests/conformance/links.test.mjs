import assert from 'node:assert/strict';
import { access, readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/lib/paths.mjs';

const docs = (await readdir(join(root, 'docs'))).filter((name) => name.endsWith('.md'));
const pages = ['README.md', 'CONTRIBUTING.md', ...docs.map((name) => `docs/${name}`)];

/** The names that headings have as targets of links. */
async function anchorsOf(path) {
  const headings = (await readFile(path, 'utf8')).matchAll(/^#+ (.*)$/gm);
  const words = [...headings].map(([, title]) =>
    title.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, ''),
  );
  return words.map((title) => title.replaceAll(' ', '-'));
}

for (const page of pages) {
  test(`every link of ${page} leads somewhere`, async () => {
    const text = await readFile(join(root, page), 'utf8');
    for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const [file, anchor] = target.split('#');
      const path = file ? join(root, dirname(page), file) : join(root, page);
      await access(path);
      if (!anchor) continue;
      const anchors = await anchorsOf(path);
      assert.ok(anchors.includes(anchor), `${relative(root, path)} has no heading for #${anchor}`);
    }
  });
}

test('every page of docs can be reached from README or CONTRIBUTING', async () => {
  const [readme, contributing] = await Promise.all(
    ['README.md', 'CONTRIBUTING.md'].map((name) => readFile(join(root, name), 'utf8')),
  );
  const text = readme + contributing;
  const unreachable = docs.filter((name) => !text.includes(`docs/${name}`));
  assert.deepEqual(unreachable, []);
});
