import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { IncludeGraph, quotedIncludes } from '../../../scripts/test/include-graph.mjs';
import { temporaryFolder } from '../support/temporary.mjs';

test('names what is included in quotes only', () => {
  const source = '#include <vector>\n#include "a/b.hpp"\n  # include "c.hpp"\n// "d.hpp"\n';
  assert.deepEqual(quotedIncludes(source), ['a/b.hpp', 'c.hpp']);
});

test('reaches headers through headers, beside the file and in the given folders, once each', async (t) => {
  const folder = await temporaryFolder(t);
  await mkdir(join(folder, 'src/x'), { recursive: true });
  const files = {
    'src/x/main.cpp': '#include "near.hpp"\n#include "x/far.hpp"\n#include "gtest/gtest.h"\n',
    'src/x/near.hpp': '#include "x/far.hpp"\n',
    'src/x/far.hpp': '#include "x/near.hpp"\n',
    'src/x/other.hpp': '',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const graph = new IncludeGraph([join(folder, 'src')]);
  const reached = await graph.reach(join(folder, 'src/x/main.cpp'));
  const expected = ['far.hpp', 'main.cpp', 'near.hpp'].map((name) => join(folder, 'src/x', name));
  assert.deepEqual(reached, expected);
});
