import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** XState's development build, which warns where its production build is silent. */
export const xstate = require(
  join(dirname(require.resolve('xstate')), 'xstate.development.cjs.js'),
);
