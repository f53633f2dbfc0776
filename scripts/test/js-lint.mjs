import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { passOrFail } from './commands.mjs';

/** The path of a program that an npm package brings. */
export const npmProgram = (name) => join(root, 'node_modules/.bin', name);

export function checkBiome(run) {
  return passOrFail([
    () => run(npmProgram('biome'), ['ci', '--colors=off', '.'], { check: false }),
  ]);
}

/** Type-checks the facade alone, as it is published, and then everything that uses it. */
export function checkTypes(run) {
  const projects = ['js/tsconfig.json', 'tsconfig.json'];
  return passOrFail(
    projects.map((project) => () => run(npmProgram('tsc'), ['-p', project], { check: false })),
  );
}
