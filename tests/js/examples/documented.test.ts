import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const pages = ['lifecycle.md'];

/** The programs of a page: code that says by comments what it prints. */
const programs = pages.flatMap((page) => {
  const text = readFileSync(resolve('docs', page), 'utf8');
  return [...text.matchAll(/^```js\n(.*?)^```/gms)].map(([, code = ''], index) => ({
    name: `number ${index + 1} of docs/${page}`,
    code,
    prints: [...code.matchAll(/\/\/ prints: (.*)$/gm)].map(([, line]) => line),
  }));
});

describe('the example', () => {
  it.each(programs)('$name does what it says', ({ code, prints }) => {
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(prints.length).toBeGreaterThan(0);
    expect(stdout.trimEnd().split('\n')).toEqual(prints);
  });
});
