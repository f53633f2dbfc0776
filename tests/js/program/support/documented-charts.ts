import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../../..');

/** Finds the charts in JSON blocks and in template strings of documents, each with its place. */
export function chartsOf(documents: string[]): [place: string, text: string][] {
  return documents.flatMap((name) => {
    const text = readFileSync(join(root, name), 'utf8');
    const blocks = [...text.matchAll(/```json\n([\s\S]*?)```|`(\{[\s\S]*?\n {2}\})`/g)];
    return blocks.map((block): [string, string] => {
      const line = text.slice(0, block.index).split('\n').length;
      return [`${name}, line ${line}`, block[1] ?? block[2] ?? ''];
    });
  });
}
