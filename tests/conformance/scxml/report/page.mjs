import { join } from 'node:path';
import { root } from '../../../../scripts/lib/paths.mjs';
import { scxmlTable } from './table.mjs';

/** The page that holds the table. */
export const conformancePage = join(root, 'docs/conformance.md');

const begin = '<!-- SCXML table: npm run conformance:scxml -- --write -->';
const end = '<!-- end of the SCXML table -->';

/** The text of the page with the table that is true now between its two marks. */
export function withTable(page) {
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${conformancePage} has no place for the SCXML table`);
  return `${page.slice(0, from)}${begin}\n\n${scxmlTable()}\n\n${page.slice(to)}`;
}
