import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const folder = join(dirname(require.resolve('@scion-scxml/test-framework/package.json')), 'test');

/** The tests of SCION's framework that have a script: documents, and what they shall do. */
export function listTests() {
  return readdirSync(folder)
    .sort()
    .flatMap((group) => testsOf(group));
}

function testsOf(group) {
  return readdirSync(join(folder, group))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      group,
      name: file.replace(/(\.txml)?\.json$/, ''),
      path: join(group, file.replace(/json$/, 'scxml')),
      file: join(folder, group, file.replace(/json$/, 'scxml')),
      script: JSON.parse(readFileSync(join(folder, group, file), 'utf8')),
    }));
}
